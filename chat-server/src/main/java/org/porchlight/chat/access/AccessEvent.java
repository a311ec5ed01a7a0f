package org.porchlight.chat.access;

import org.jspecify.annotations.Nullable;

/** What happened to people, for their sockets, wherever they are. */
public sealed interface AccessEvent {

  /**
   * A person opened a newer socket.
   *
   * @param socket its number; those with a lower one are over
   */
  record Moved(String person, long socket) implements AccessEvent {}

  /** A sign-in ended, the one that {@link Visitor.Staff#session()} names. */
  record SignedOut(String session) implements AccessEvent {}

  /** A pass ended by exit, the one that {@link Visitor.Seeker#pass()} names. */
  record PassEnded(String pass) implements AccessEvent {}

  /**
   * A seeker was blocked, or is not any more. Their socket stays: crisis lines and exit are theirs.
   *
   * @param told why and until when; null when it was lifted
   */
  record Blocked(String person, SeekerBlocks.@Nullable Told told) implements AccessEvent {}
}
