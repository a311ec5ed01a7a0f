/// From the notice to the conversation: a seeker's place in line and what they tell while they
/// wait.
///
/// ```
/// i:{away}   ZSET   conversation of a waiting seeker whose socket dropped -> ms until they may be back
/// ```
@NullMarked
package org.porchlight.chat.intake;

import org.jspecify.annotations.NullMarked;
