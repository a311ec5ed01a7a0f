/// The waiting line: seekers' tickets, peers' duty, and the offers between them.
///
/// [MatchingQueue] is all that the rest of Porchlight sees. Everything lives in Redis, so any node
/// may call it, and several engines may run side by side.
@NullMarked
package org.porchlight.matching;

import org.jspecify.annotations.NullMarked;
