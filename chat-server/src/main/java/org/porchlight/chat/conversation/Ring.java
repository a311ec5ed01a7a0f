package org.porchlight.chat.conversation;

/** What the doorbell of a conversation can say. It is a hint: the log is the truth. */
public sealed interface Ring {

  /** Something may have been missed: look into the log. Comes first, and after every break. */
  record Look() implements Ring {}

  /** A message was logged. */
  record Message(LoggedMessage message) implements Ring {}

  /** Somebody is writing, or stopped. Never stored. */
  record Typing(Part who, boolean on) implements Ring {}

  /** Somebody came back, dropped or left. */
  record Presence(Part who, State state) implements Ring {}

  /** A supervisor reads along, or stopped. */
  record Watched(String by, boolean reading) implements Ring {}

  /** Something was decided about a message that waited; for its writer alone. */
  record Decided(String writer, MessageId message) implements Ring {}

  /** A supervisor whispered; for that peer, and for supervisors who read along. */
  record Whispered(String peer, MessageId message) implements Ring {}

  /** A supervisor came, went or asked. */
  record Stepped(Step step) implements Ring {}

  /** No supervisor has come yet to what needs a person now; for whom it needs one. */
  record NobodyYet(Part who) implements Ring {}

  /** A supervisor has what somebody raised; for who raised it. */
  record Seen(Concern concern, String by) implements Ring {}

  /** The conversation is over. */
  record Closed(Conversation.Why why) implements Ring {}

  /** Where a person is. */
  enum State {
    HERE,
    AWAY,
    LEFT
  }
}
