package org.porchlight.moderation;

/** Looks at one message and says what a person should know about it. */
public interface Moderation {

  /**
   * Screens one message in microseconds. It never throws on any text and never returns what was
   * written, only places in it.
   *
   * @param utterance who wrote what
   * @param context what was seen earlier in the same conversation
   */
  Verdict screen(Utterance utterance, ConversationContext context);
}
