/// The wire: one sealed set of frames each way, as PROTOCOL.md describes them, and the codec.
///
/// Wire records are used by `chat.socket` alone; features speak types of their own.
@NullMarked
package org.porchlight.chat.protocol;

import org.jspecify.annotations.NullMarked;
