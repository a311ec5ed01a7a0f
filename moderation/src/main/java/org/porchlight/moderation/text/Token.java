package org.porchlight.moderation.text;

/**
 * One plain word of a text and its place in the original.
 *
 * @param word lower case, without accents, apostrophes, stretched letters and short forms
 * @param start first position in the original, UTF-16 code units, inclusive
 * @param end last position, exclusive
 * @param sentence the number of its sentence, from 0
 * @param clause the number of its clause, from 0; a clause never spans two sentences
 * @param quoted whether it stands between quotation marks
 */
public record Token(String word, int start, int end, int sentence, int clause, boolean quoted) {

  /** Prints its place alone: what people write never reaches a log. */
  @Override
  public String toString() {
    return "Token[" + start + ", " + end + "]";
  }
}
