package org.porchlight.chat.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** The shape that every id has: 22 characters of base64url (128 bits). */
public final class Ids {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private Ids() {}

  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return text(bytes);
  }

  /** The id that follows from something, so that whoever repeats a step means the same. */
  public static String derivedFrom(String something) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(something.getBytes(StandardCharsets.UTF_8));
      return text(Arrays.copyOf(hash, BYTES));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("SHA-256 is part of every JDK", missing);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static void require(String what, String value) {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(what + ": not an id (expected: 22 of A-Z a-z 0-9 _ -)");
    }
  }
}
