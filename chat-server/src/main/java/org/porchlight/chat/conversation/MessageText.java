package org.porchlight.chat.conversation;

/** What a person wrote. It prints as its length; only {@link #reveal()} gives the words. */
public final class MessageText {
  private final String words;

  private MessageText(String words) {
    this.words = words;
  }

  /** Words in Unicode normal form C. */
  public static MessageText of(String words) {
    return new MessageText(words);
  }

  /** The words. */
  public String reveal() {
    return words;
  }

  @Override
  public String toString() {
    return words.length() + " characters";
  }
}
