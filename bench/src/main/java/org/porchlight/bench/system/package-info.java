/// The system under test, when a harness starts it itself: real processes in a temporary folder, on
/// free ports, which do not outlive the harness however it ends.
@NullMarked
package org.porchlight.bench.system;

import org.jspecify.annotations.NullMarked;
