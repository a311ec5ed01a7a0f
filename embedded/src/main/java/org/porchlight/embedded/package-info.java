/// Real Redis and real PostgreSQL as child processes: what one machine runs on, and what the tests
/// use where no Docker engine is. Both listen on loopback only, with generated passwords, and
/// neither outlives the process that started it.
@NullMarked
package org.porchlight.embedded;

import org.jspecify.annotations.NullMarked;
