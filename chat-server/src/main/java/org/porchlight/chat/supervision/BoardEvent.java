package org.porchlight.chat.supervision;

/** What happens on the board. */
public sealed interface BoardEvent {

  /** A flag came up, or is another than it was. */
  record Shown(SeenFlag flag) implements BoardEvent {}

  /**
   * A flag was closed.
   *
   * @param flag its id
   * @param by the name of who closed it, empty when its conversation is gone
   */
  record Closed(String flag, String by) implements BoardEvent {}
}
