/// The flag board, and supervisors who look at what needs one.
///
/// ```
/// f:{board}:open     HASH     flag id -> flag as JSON: where the words are, never the words
/// f:{board}:flagged  HASH     conversation -> how many of its flags are open, without that its seeker waits for words
/// f:{board}:out      STREAM   verdicts that PostgreSQL has not counted yet; without flag, conversation or person
/// f:{board}:here     ZSET     supervisor -> ms at which the lease of being there ends
/// f:{board}:heard    HASH     supervisor -> ms at which their socket was heard of last
/// f:{board}:gave-up  ZSET     place in line that was given up without a word -> ms at which; for an hour
/// f:{board}:clinicians       ZSET  clinician -> ms at which the lease of being there ends
/// f:{board}:clinicians-duty  ZSET  clinician -> ms at which the lease of being on duty ends
/// f:{<clinician>}:consents   SET   conversations in which a seeker's yes to them may be
/// f:{<clinician>}:bell       shard channel: the seekers' answers are others than they were
/// f:{board}:claims   HASH    flag id -> supervisor|name of who has it; <flag id>:since ms at which it was let go or lost,
///                            <flag id>:loud 1 or 2 when nobody has had it for long,
///                            <flag id>:asked supervisor|name of who is asked to have it,
///                            <flag id>:line peer who crossed a line by it
/// f:{board}:was:<conversation> SET  hard when it was hard on whoever was there with its seeker, line <peer> when that
///                            peer crossed one; for a day
/// f:{board}:shifts   SET      supervisors who left something for whoever comes next
/// f:{board}:shift:<supervisor> HASH  id, and sealed with its wrapped key what they left, until it is taken; for a day
/// f:{board}:waited:<flag> STRING  that a wait without words was told about once; for twelve hours
/// f:{board}:passing  SET     conversations whose card a second supervisor may be asked about
/// f:{<supervisor>}:joined SET   conversations that they may be in
/// f:{board}:bell     shard channel  <flag> when it came up or changed, <flag>|<who never hears of it>|<name> when it was closed
/// ```
@NullMarked
package org.porchlight.chat.supervision;

import org.jspecify.annotations.NullMarked;
