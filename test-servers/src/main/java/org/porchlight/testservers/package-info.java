/// The Redis and the PostgreSQL of the integration tests: containers where a Docker engine runs,
/// the embedded servers where none does. Never shipped.
@NullMarked
package org.porchlight.testservers;

import org.jspecify.annotations.NullMarked;
