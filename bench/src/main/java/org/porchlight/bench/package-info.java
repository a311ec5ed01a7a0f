/// The harnesses' common entry: [Bench] knows every harness, `bench/run` starts it.
@NullMarked
package org.porchlight.bench;

import org.jspecify.annotations.NullMarked;
