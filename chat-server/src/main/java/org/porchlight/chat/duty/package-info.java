/// Peers on shift: their duty, their offers, and the saga that opens a conversation once an offer
/// has been accepted.
///
/// ```
/// d:{<peer>}:open   SET    conversations that a peer is in
/// d:{<peer>}:hours  HASH   week, ms on duty in it, last look at which they were on duty; for eight days
/// d:{peers}:heard   ZSET   peer -> ms of the last sign of life of their page
/// d:{peers}:gone    ZSET   peer -> ms since when their page is gone
/// ```
@NullMarked
package org.porchlight.chat.duty;

import org.jspecify.annotations.NullMarked;
