/// Closed conversations, sealed, until their time is over; and the keys of days.
///
/// Transcripts and keys lie in schemas of their own, so that a backup of the one opens nothing:
/// what has been deleted or is over cannot be read from an older backup, because its key is in
/// none.
///
/// ```
/// archive.transcripts        conversation, seeker_hash, closed_at, why, messages, keep_until, ordinary_until,
///                            delete_asked, confirmed, sealed
/// keys.conversation_keys     conversation, wrapped
/// keys.day_keys              day, term, wrapped
/// k:{days}    HASH           <day>|<term> -> wrapped, for nodes that start while PostgreSQL is away
/// ```
@NullMarked
package org.porchlight.chat.archive;

import org.jspecify.annotations.NullMarked;
