/// Who may come in: seekers' passes and their blocks, staff's sign-in, roles, and one-time tickets
/// for sockets.
///
/// ```
/// s:{<hash of token>}   HASH   a seeker's pass: id, name, ageBand, language, region, until, place
/// s:{<hash of token>}:block  HASH  that it may not come into line: id, person, seeker (the alias), conversation, reason,
///                              by, byName, at, until, reviewer once it was upheld, and also:<person> for whoever
///                              came with the same words; ends with the pass. Of a pass that came with the
///                              words of a blocked way back: from (<block>|<hash of token>), reason, until
/// s:{<code of a way back>}:back  SET  <block>|<hash of token> of the blocks that were laid on it; ends with the last
/// s:{<person>}:pass     STRING hash of the token of a seeker's pass
/// s:blocks              ZSET   <block>|<hash of token> -> ms at which it is over at the latest
/// s:{<person>}:from     STRING code of the connection that a pass was taken from
/// s:{<code>}:blocked    SET    whoever was blocked who came from there
/// s:{<code>}:passes     STRING counter of the passes that went there
/// s:arrivals:<minute>   STRING counter of the passes of a minute
/// s:{<salt>}:work       STRING work that was used
/// s:{<person>}:sockets  STRING counter of a person's sockets; the newest wins
/// s:events              channel: who moved, which sign-in ended, who was blocked or is not any more
/// w:{<hash of ticket>}  STRING a staff's socket ticket, GETDEL
/// porchlight:desk:sessions:<hash of cookie>  HASH  a sign-in of staff, by Spring Session
/// i:{<staff>}           HASH   their sign-ins by the hash of the cookie: since, last use, last code, last talk
/// l:{<hash of login>}   HASH   tries to sign in with one login, and when the next may come
/// l:{<staff>}:code      HASH   the same for codes, which only who has the password can try
/// l:{<person>}:words    HASH   the same for a seeker's come-back words, on whatever pass
/// l:{<staff>}:code:<step>  STRING  a code that was used
/// ```
///
/// The code of a way back is a keyed hash of what it is found by: without the key of the key file
/// nothing here leads to one, and nothing of a way back to a pass.
///
/// An address is read in one place, where a pass is asked for and the proxy tells it, and kept in
/// none: what is kept is a code of it with a key of the day, and everything that has the code in it
/// ends with the day (UTC).
@NullMarked
package org.porchlight.chat.access;

import org.jspecify.annotations.NullMarked;
