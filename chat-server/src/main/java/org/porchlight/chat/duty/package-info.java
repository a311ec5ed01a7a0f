/// Peers on shift: their duty, their offers, and the saga that opens a conversation once an offer
/// has been accepted.
///
/// ```
/// d:{<peer>}:open   SET   conversations that a peer is in
/// ```
@NullMarked
package org.porchlight.chat.duty;

import org.jspecify.annotations.NullMarked;
