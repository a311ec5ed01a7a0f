/// Who fits whom: named, pure functions in a list, each with its reason in words.
@NullMarked
package org.porchlight.matching.policy;

import org.jspecify.annotations.NullMarked;
