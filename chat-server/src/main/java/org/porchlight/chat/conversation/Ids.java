package org.porchlight.chat.conversation;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** The shape that every id has: 22 characters of base64url (128 random bits). */
final class Ids {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private Ids() {}

  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static void require(String what, String value) {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(what + ": not an id (expected: 22 of A-Z a-z 0-9 _ -)");
    }
  }
}
