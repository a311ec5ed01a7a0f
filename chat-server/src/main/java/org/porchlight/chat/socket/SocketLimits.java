package org.porchlight.chat.socket;

/** Limits that both the upgrade and {@code welcome} name. */
final class SocketLimits {
  /** The most bytes of one frame (PROTOCOL.md, S4). */
  static final int FRAME_BYTES = 16_384;

  private SocketLimits() {}
}
