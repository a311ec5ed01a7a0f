package org.porchlight.chat.access;

/** Something that ends sockets, wherever they are. */
public sealed interface AccessEvent {

  /**
   * A person opened a newer socket.
   *
   * @param socket its number; those with a lower one are over
   */
  record Moved(String person, long socket) implements AccessEvent {}

  /** A sign-in ended, the one that {@link Visitor.Staff#session()} names. */
  record SignedOut(String session) implements AccessEvent {}
}
