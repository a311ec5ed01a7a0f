package org.porchlight.moderation;

/**
 * One message as it was written.
 *
 * @param side who wrote it
 * @param text the words, in Unicode normal form C; never printed
 */
public record Utterance(Side side, String text) {

  /** Prints the length alone: what people write never reaches a log. */
  @Override
  public String toString() {
    return "Utterance[side=" + side + ", characters=" + text.length() + "]";
  }
}
