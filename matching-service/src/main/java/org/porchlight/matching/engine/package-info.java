/// Decides matches when they become possible.
@NullMarked
package org.porchlight.matching.engine;

import org.jspecify.annotations.NullMarked;
