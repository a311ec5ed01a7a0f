package org.porchlight.chat.sealing;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one conversation, or of one purpose. Sealed form: one version byte, a 96-bit random
 * nonce, then AES-256-GCM output with its 128-bit tag.
 *
 * <p>Nonces are random, so that two nodes may write to one conversation without agreeing on a
 * counter: a conversation has some hundreds of messages, far below the 2^32 that NIST SP 800-38D
 * allows for random nonces under one key.
 */
public final class DataKey {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey encryption;
  private final SecretKey digest;

  DataKey(byte[] material) {
    if (material.length != 32) {
      throw new IllegalArgumentException("bytes: " + material.length + " (expected: 32)");
    }
    this.encryption = new SecretKeySpec(hmac(material, "encryption"), "AES");
    this.digest = new SecretKeySpec(hmac(material, "digest"), "HmacSHA256");
  }

  /**
   * A key for one purpose, derived from a key-encryption key; it opens nothing of another purpose.
   *
   * @param keyEncryptionKey 32 random bytes
   */
  public static DataKey forPurpose(byte[] keyEncryptionKey, String purpose) {
    return new DataKey(hmac(keyEncryptionKey, "for " + purpose));
  }

  /**
   * Seals bytes.
   *
   * @param bound what the seal is bound to; opening with another binding fails
   */
  public byte[] seal(byte[] plain, byte[] bound) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = new byte[1 + NONCE_BYTES + plain.length + TAG_BITS / 8];
      sealed[0] = VERSION;
      System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
      cipher(Cipher.ENCRYPT_MODE, nonce, bound)
          .doFinal(plain, 0, plain.length, sealed, 1 + NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM cannot seal", broken);
    }
  }

  /**
   * Opens what was sealed.
   *
   * @throws UnopenableException when it was sealed with another key or binding, or was changed
   */
  public byte[] open(byte[] sealed, byte[] bound) {
    if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / 8 || sealed[0] != VERSION) {
      throw new UnopenableException();
    }
    byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce, bound)
          .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
    } catch (GeneralSecurityException changed) {
      throw new UnopenableException();
    }
  }

  /**
   * A keyed digest (HMAC-SHA-256), by which the log can tell the same text from another one without
   * holding either.
   */
  public byte[] digest(byte[] plain) {
    return hmac(digest.getEncoded(), plain);
  }

  @Override
  public String toString() {
    return "DataKey";
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] bound) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(bound);
    return cipher;
  }

  private static byte[] hmac(byte[] key, String purpose) {
    return hmac(key, purpose.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", missing);
    }
  }
}
