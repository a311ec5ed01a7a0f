/// Live conversations in Redis: the log, its doorbell, and the keys that only this package knows.
///
/// ```
/// c:{p}:<conversation>:log    STREAM  one entry a message, id <seq>-0: i client id, b part:person, t ms, s sealed
/// c:{p}:<conversation>:meta   HASH    state, epoch, history, key (wrapped), seq, level, watches, preparations, minor, seeker,
///                                     peer, name:<part>, language, help, notSafe, note (sealed), noteId, noteSeq (of the message it became), why, heldUntil, closedAt, escalated,
///                                     confirmed, deleteAsked, repeats, supervisor, name:supervisor, writes (supervisor while
///                                     the peer does not), asked, steps (see Steps), over, consult (see Consults), clinician
///                                     while one is in it, contact (see RedisContacts), contactValue (sealed), contactOf,
///                                     contactBefore (1: it is of who was here before somebody came back with words),
///                                     checkedIn:<waiting or closed>, wrappedUp:<topics or how>, next (sealed), of who was here before: thread
///                                     (sealed), visit, card (sealed, with the plan); again:<part> yes or no, again:never; time
///                                     (stage|minutes|ms at which the usual time ends) and how many times more was added,
///                                     waits (ms since when the seeker waits for words), seekerFrom (position|number of steps, when the seeker came back with words), repaired (ms at which another history was found), unseen (open again without a word of the seeker), rate
///                                     counters r:<part>:<window>
/// c:{p}:<conversation>:ids    HASH    client id -> seq|ms|digest
/// c:{p}:<conversation>:withheld HASH  count; for each message that waits for a supervisor or did: <id> -> waits, released or
///                                     returned, <id>:digest, :text (sealed), :by part:person, :at ms, :until ms, :who, :word (sealed)
/// c:{p}:<conversation>:whispers HASH  count; for each whisper <id> -> number|ms|peer|supervisor, <id>:name, :digest, :text (sealed)
/// c:{p}:<conversation>:readers HASH   supervisor -> until ms|name, for as long as somebody reads
/// c:{p}:<conversation>:have-read SET  supervisors who read it, for a day
/// {p}:ring:<conversation>     shard channel: messages (sealed) and signals
/// c:{p}:due                   ZSET    conversation -> ms at which something has to be done about it; time:<conversation> -> ms at
///                                     which its usual time has a step
/// {<person>}:openings         shard channel: ids of conversations that open for this person
/// ```
///
/// `p` is one of 1,024 tags that spread evenly over the slots of a cluster, chosen by the
/// conversation's id, so every function touches one slot.
@NullMarked
package org.porchlight.chat.log;

import org.jspecify.annotations.NullMarked;
