/// The thin main, and the one configuration that both processes load.
@NullMarked
package org.porchlight.matching.app;

import org.jspecify.annotations.NullMarked;
