/// Who may come in: seekers' passes and their blocks, staff's sign-in, roles, and one-time tickets
/// for sockets.
///
/// ```
/// s:{<hash of token>}   HASH   a seeker's pass: id, name, ageBand, language, region, until, place
/// s:{<hash of token>}:block  HASH  that it may not come into line: id, person, seeker (the alias), conversation, reason,
///                              by, byName, at, until, and reviewer once it was upheld; ends with the pass
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
/// l:{<staff>}:code:<step>  STRING  a code that was used
/// ```
///
/// An address is read in one place, where a pass is asked for and the proxy tells it, and kept in
/// none: what is kept is a code of it with a key of the day, and everything that has the code in it
/// ends with the day (UTC).
@NullMarked
package org.porchlight.chat.access;

import org.jspecify.annotations.NullMarked;
