/// `bench/run people`: a night of pretend people on a running system. [People] is the command, a
/// [Script] is what one conversation will be, drawn from the seed before anything starts; seekers,
/// peers and the supervisor play it and [Play] is what came of it.
@NullMarked
package org.porchlight.bench.people;

import org.jspecify.annotations.NullMarked;
