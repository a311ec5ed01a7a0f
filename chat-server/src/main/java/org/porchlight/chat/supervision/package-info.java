/// The flag board, and supervisors who look at what needs one.
///
/// ```
/// f:{board}:open   HASH     flag id -> flag as JSON: where the words are, never the words
/// f:{board}:here   ZSET     supervisor -> ms at which the lease of being there ends
/// f:{board}:bell   channel  ids of flags as they come up
/// ```
@NullMarked
package org.porchlight.chat.supervision;

import org.jspecify.annotations.NullMarked;
