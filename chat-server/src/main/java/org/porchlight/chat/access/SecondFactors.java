package org.porchlight.chat.access;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.porchlight.chat.sealing.DataKey;

/**
 * Codes of authenticator apps (RFC 6238: SHA-1, 30 seconds, 6 digits, which every app knows) and
 * recovery codes. Secrets are sealed, and bound to whose they are; of recovery codes only keyed
 * digests are kept, so that a copy of the database alone gives none away.
 */
final class SecondFactors {
  private static final int SECRET_BYTES = 20;
  private static final int DRIFT = 1;
  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_LENGTH = 10;
  private static final String ISSUER = "Porchlight";

  /** Without those that are taken for each other. */
  private static final String RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
  private final DataKey secrets;
  private final DataKey recovery;

  SecondFactors(byte[] keyEncryptionKey) {
    this.secrets = DataKey.forPurpose(keyEncryptionKey, "second factors");
    this.recovery = DataKey.forPurpose(keyEncryptionKey, "recovery codes");
  }

  /** A new secret, sealed for its owner. */
  byte[] newSecret(String owner) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return seal(secret, owner);
  }

  /** The same secret, sealed for another owner. */
  byte[] passOn(byte[] sealed, String from, String to) {
    return seal(open(sealed, from), to);
  }

  /** A secret as people type it into an app. */
  String text(byte[] sealed, String owner) {
    return Base32.toBase32String(open(sealed, owner));
  }

  /** A secret as apps read it from a picture. */
  String uri(byte[] sealed, String owner, String account) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(
            ISSUER,
            URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20"),
            text(sealed, owner),
            ISSUER);
  }

  /**
   * The step of time that a code belongs to: the one that runs, or one before or after it, because
   * clocks differ. Empty when it belongs to none.
   */
  OptionalLong step(byte[] sealed, String owner, String code, Instant now) {
    var key = new SecretKeySpec(open(sealed, owner), codes.getAlgorithm());
    long seconds = codes.getTimeStep().toSeconds();
    long running = Math.floorDiv(now.getEpochSecond(), seconds);
    OptionalLong found = OptionalLong.empty();
    for (long step = running - DRIFT; step <= running + DRIFT; step++) {
      if (same(code, at(key, Instant.ofEpochSecond(step * seconds)))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** Ten new recovery codes. */
  static List<String> newRecoveryCodes() {
    return Stream.generate(SecondFactors::recoveryCode).limit(RECOVERY_CODES).toList();
  }

  /** By what a recovery code is known again, however it was typed. */
  byte[] digest(String recoveryCode) {
    String typed = recoveryCode.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return recovery.digest(typed.getBytes(StandardCharsets.UTF_8));
  }

  private static String recoveryCode() {
    StringBuilder code = new StringBuilder();
    for (int letter = 0; letter < RECOVERY_LENGTH; letter++) {
      if (letter == RECOVERY_LENGTH / 2) {
        code.append('-');
      }
      code.append(RECOVERY_LETTERS.charAt(RANDOM.nextInt(RECOVERY_LETTERS.length())));
    }
    return code.toString();
  }

  private String at(SecretKeySpec key, Instant moment) {
    try {
      return codes.generateOneTimePasswordString(key, moment);
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException("HMAC takes any key", impossible);
    }
  }

  private static boolean same(String code, String expected) {
    return MessageDigest.isEqual(
        code.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] seal(byte[] secret, String owner) {
    return secrets.seal(secret, bound(owner));
  }

  private byte[] open(byte[] sealed, String owner) {
    return secrets.open(sealed, bound(owner));
  }

  private static byte[] bound(String owner) {
    return ("second factor of " + owner).getBytes(StandardCharsets.UTF_8);
  }
}
