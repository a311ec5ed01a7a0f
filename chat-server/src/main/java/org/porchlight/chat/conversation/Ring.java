package org.porchlight.chat.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

  /** The card with which the seeker may be connected with help is another than it was. */
  record Contact() implements Ring {}

  /** The plan that seeker and peer write together is another than it was. */
  record Planned() implements Ring {}

  /** The seeker says to be in another region than before; for supervisors who read along. */
  record Moved() implements Ring {}

  /**
   * No supervisor has come yet to what needs a person now; for whom it needs one.
   *
   * @param raised what they raised; null where it is what they wrote
   */
  record NobodyYet(Part who, @Nullable Concern raised) implements Ring {}

  /**
   * Nobody writes: how far that is.
   *
   * @param closesAt when it closes, unless somebody is there; null but for {@link Hush#CLOSING} and
   *     {@link Hush#HELD}
   */
  record Quiet(Hush hush, @Nullable Instant closesAt) implements Ring {}

  /**
   * How far the usual time is.
   *
   * @param minutes about how many are left, or how many were added; 0 for {@link Stage#OVER}
   */
  record Time(Stage stage, int minutes) implements Ring {}

  /** A supervisor has what somebody raised; for who raised it. */
  record Seen(Concern concern, String by) implements Ring {}

  /** The conversation is over. */
  record Closed(Conversation.Why why) implements Ring {}

  /** How far the quiet of a conversation is. */
  enum Hush {
    /** Its seeker is asked whether they are there. */
    STILL,
    /** Its peer is told. */
    PEER,
    /** It closes soon. */
    CLOSING,
    /** It is held for whoever may have fallen asleep, and closes then. */
    HELD,
    /** Its seeker needs a moment, and the clock stands. */
    MOMENT,
    /** Somebody is there. */
    OVER
  }

  /** How far the usual time of a conversation is. */
  enum Stage {
    /** About ten minutes of it are left. */
    TEN,
    /** Its peer added some. */
    MORE,
    /** It is over, and the conversation is not. */
    OVER
  }

  /** Where a person is. */
  enum State {
    HERE,
    AWAY,
    LEFT,
    /** A seeker who left, or whose page is gone, is here with words, which anybody may have. */
    BACK
  }
}
