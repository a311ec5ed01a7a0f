/// Peers on shift: their duty, their offers, and the saga that opens a conversation once an offer
/// has been accepted.
///
/// ```
/// d:{<peer>}:open   SET    conversations that a peer is in
/// d:{<peer>}:was:<conversation> HASH  left, and of what they said after that it counted; for an hour
/// d:{<peer>}:hours  HASH   week, ms on duty in it, last look at which they were on duty,
///                          and since when and until when they rested; for eight days
/// d:{<peer>}:thanks LIST  ms|name of the supervisor, the last ten; for a week
/// d:{peers}:beside  HASH   peer -> ms until which it holds|supervisor|name, who is beside them
/// d:{peers}:how:<day> HASH peer -> 1 to 5, how they say they are that night; for a day
/// d:{peers}:asked   HASH   peer -> what they ask the supervisors for, when, and who has seen it; for twelve hours
/// d:{peers}:debriefs HASH  peer -> debrief, since when, and who talked with them; for twelve hours
/// d:{peers}:company HASH  peer -> company, when they asked for it, and which peer keeps it; for two hours
/// d:{peers}:heard   ZSET   peer -> ms of the last sign of life of their page
/// d:{peers}:gone    ZSET   peer -> ms since when their page is gone
/// ```
@NullMarked
package org.porchlight.chat.duty;

import org.jspecify.annotations.NullMarked;
