/// What a seeker keeps for the next time: four words, a card, a plan, how often they came, and
/// perhaps the peer they know.
///
/// ```
/// threads             thread (slow keyed hash of the words), visits, good_until, sealed: a byte of flags (1 the card and the
///                     plan are shown to who returns, 2 a peer is known, 4 a supervisor closed it), the id of the known peer,
///                     card, each step of the plan after a NUL
/// keys.thread_keys    thread, wrapped
/// b:{<hash>}          STRING  the conversation that words lead to, and who its seeker is in it, or the hash of the words
///                             that took their place (sealed)
/// b:{<conversation>}  STRING  the hash of its words (sealed)
/// ```
///
/// Which thread a live conversation belongs to stands in the conversation, sealed with its key, and
/// goes with it: nothing here leads to a conversation, a pass or a person but with the key, and
/// nothing leads from a peer to a thread.
@NullMarked
package org.porchlight.chat.continuity;

import org.jspecify.annotations.NullMarked;
