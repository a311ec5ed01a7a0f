/// Nights that never were: the line in memory, act by act as Redis does it, under the same policy;
/// and from it how many peers an hour needs.
@NullMarked
package org.porchlight.matching.simulation;

import org.jspecify.annotations.NullMarked;
