/// The line under load, with engines that die, and nights that never were.
@NullMarked
package org.porchlight.bench.matching;

import org.jspecify.annotations.NullMarked;
