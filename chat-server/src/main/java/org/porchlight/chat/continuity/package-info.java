/// What a seeker keeps for the next time: four words, a card, a plan, and how often they came.
///
/// ```
/// threads             thread (slow keyed hash of the words), visits, good_until, sealed: 1 or 0 (shown to who returns), card, each step of the plan after a NUL
/// keys.thread_keys    thread, wrapped
/// b:{<hash>}          STRING  the conversation that words lead to, and who its seeker is in it (sealed)
/// b:{<conversation>}  STRING  the hash of its words (sealed)
/// ```
///
/// Which thread a live conversation belongs to stands in the conversation, sealed with its key, and
/// goes with it: nothing here leads to a conversation, a pass or a person.
@NullMarked
package org.porchlight.chat.continuity;

import org.jspecify.annotations.NullMarked;
