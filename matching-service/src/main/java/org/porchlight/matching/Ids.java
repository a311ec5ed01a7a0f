package org.porchlight.matching;

import java.util.regex.Pattern;

/** The shape that every id of this module has. */
final class Ids {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{22}");

  private Ids() {}

  static void require(String what, String value) {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(what + ": not an id (expected: 22 of A-Z a-z 0-9 _ -)");
    }
  }
}
