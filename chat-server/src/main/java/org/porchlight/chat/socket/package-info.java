/// One WebSocket per person: two flows, one end. [FrameRouter] is the one switch over everything a
/// client can do.
@NullMarked
package org.porchlight.chat.socket;

import org.jspecify.annotations.NullMarked;
