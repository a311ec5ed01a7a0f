package org.porchlight.chat.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.sealing.DataKey;

/**
 * Small work for a browser before it gets a pass: which of so many numbers was hashed. Nothing is
 * remembered of a challenge until it is used; all there is to know stands in it, signed.
 */
final class Work {
  /** From when it is asked until it is worth nothing. */
  static final Duration GOOD_FOR = Duration.ofMinutes(5);

  /** Whoever cannot do it, or is slow at it, waits for so long instead. */
  static final Duration WAIT = Duration.ofSeconds(15);

  /**
   * How many numbers there are at least and at most. A slow phone is taken to try 5,000 a second,
   * which is an assumption and not measured: 2 seconds and 16 at worst, half of that on average.
   */
  static final int LEAST = 10_000;

  static final int MOST = 80_000;

  private static final int SALT_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** Salt, when it was asked, how many numbers, the hash, the signature. */
  private static final Pattern CHALLENGE =
      Pattern.compile(
          "[A-Za-z0-9_-]{22}\\.[0-9]{1,15}\\.[0-9]{1,6}\\.[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}");

  private static final int LONGEST = 160;

  private final DataKey key;

  Work(byte[] keyEncryptionKey) {
    this.key = DataKey.forPurpose(keyEncryptionKey, "proof of work");
  }

  /**
   * What a browser gets.
   *
   * @param challenge comes back as it is
   * @param hash of the salt, a dot and the number that is looked for
   * @param numbers the number is less than this
   * @param waitMs after which the challenge is good without a number
   */
  record Asked(String challenge, String salt, String hash, int numbers, long waitMs) {}

  /**
   * What comes back.
   *
   * @param number null when the browser waited
   */
  record Shown(@Nullable String challenge, @Nullable Long number) {}

  /** Why what came back is not good; the names are those on the wire. */
  enum Refused {
    /** It is no challenge at all. */
    WORK_GARBLED,
    /** We did not sign it. */
    WORK_FORGED,
    WORK_EXPIRED,
    /** Without a number, and the wait is not over. */
    WORK_EARLY,
    /** Another number was hashed. */
    WORK_WRONG,
    WORK_USED;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What came of looking at it. */
  sealed interface Answer {

    /** It is good, unless it was used: the salt names it. */
    record Good(String salt) implements Answer {}

    /** It is not. */
    record No(Refused why) implements Answer {}
  }

  /** How many numbers for so many steps of load and misuse: each doubles them, up to the most. */
  static int numbers(long steps) {
    int doublings = Math.clamp(steps - 1, 0, Integer.numberOfTrailingZeros(MOST / LEAST));
    return LEAST << doublings;
  }

  /** Steps for so many times the usual: 1 from once, 2 from twice, 3 from 4 times. */
  static long steps(long times) {
    return Long.SIZE - Long.numberOfLeadingZeros(times);
  }

  Asked ask(int numbers, Instant now) {
    String salt = Tokens.random(SALT_BITS);
    String hash = hash(salt, RANDOM.nextInt(numbers));
    String told = salt + "." + now.toEpochMilli() + "." + numbers + "." + hash;
    return new Asked(told + "." + sign(told), salt, hash, numbers, WAIT.toMillis());
  }

  Answer check(Shown shown, Instant now) {
    String challenge = shown.challenge();
    if (challenge == null
        || challenge.length() > LONGEST
        || !CHALLENGE.matcher(challenge).matches()) {
      return new Answer.No(Refused.WORK_GARBLED);
    }
    int end = challenge.lastIndexOf('.');
    String told = challenge.substring(0, end);
    if (!MessageDigest.isEqual(
        sign(told).getBytes(US_ASCII), challenge.substring(end + 1).getBytes(US_ASCII))) {
      return new Answer.No(Refused.WORK_FORGED);
    }
    // Signed by us, so it has the parts that we gave it.
    String[] parts = told.split("\\.", 4);
    Instant asked = Instant.ofEpochMilli(Long.parseLong(parts[1]));
    if (!now.isBefore(asked.plus(GOOD_FOR))) {
      return new Answer.No(Refused.WORK_EXPIRED);
    }
    Long number = shown.number();
    if (number == null) {
      return now.isBefore(asked.plus(WAIT))
          ? new Answer.No(Refused.WORK_EARLY)
          : new Answer.Good(parts[0]);
    }
    return hash(parts[0], number).equals(parts[3])
        ? new Answer.Good(parts[0])
        : new Answer.No(Refused.WORK_WRONG);
  }

  /** The dot is in no salt, so no digit of the number can be taken for one of the salt. */
  private static String hash(String salt, long number) {
    return Tokens.hash(salt + "." + number);
  }

  private String sign(String told) {
    return ENCODER.encodeToString(key.digest(told.getBytes(US_ASCII)));
  }
}
