/// Live conversations in Redis: the log, its doorbell, and the keys that only this package knows.
///
/// ```
/// c:{p}:<conversation>:log    STREAM  one entry a message, id <seq>-0: i client id, b part:person, t ms, s sealed
/// c:{p}:<conversation>:meta   HASH    state, epoch, key (wrapped), seq, level, watches, seeker, peer, name:<part>,
///                                     note (sealed), noteId, why, heldUntil, rate counters r:<part>:<window>
/// c:{p}:<conversation>:ids    HASH    client id -> seq|ms|digest
/// {p}:ring:<conversation>     shard channel: messages (sealed) and signals
/// c:{held}                    ZSET    conversation -> ms at which a held one is closed
/// o:<person>                  channel: ids of conversations that open for this person
/// ```
///
/// `p` is one of 1,024 tags that spread evenly over the slots of a cluster, chosen by the
/// conversation's id, so every function touches one slot.
@NullMarked
package org.porchlight.chat.log;

import org.jspecify.annotations.NullMarked;
