/// `bench/run chaos`: the people of the people harness on a system of real processes that are
/// killed, stopped and cut off from each other on a seeded schedule. [Chaos] is the command,
/// [Faults] the schedule, [Installation] the system.
@NullMarked
package org.porchlight.bench.chaos;

import org.jspecify.annotations.NullMarked;
