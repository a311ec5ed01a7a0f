package org.porchlight.moderation;

/**
 * A place in a text.
 *
 * @param start first position, in UTF-16 code units from 0, inclusive
 * @param end last position, in UTF-16 code units, exclusive
 */
public record Span(int start, int end) {

  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "span: " + start + " to " + end + " (expected: 0 <= start <= end)");
    }
  }
}
