package org.porchlight.chat.sealing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Makes data keys and wraps them with the key-encryption key, so that they may lie in a store.
 *
 * <p>The wrapped form is bound to the conversation's id: a wrapped key moved to another
 * conversation does not open.
 */
public final class KeyVault {
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DataKey keyEncryptionKey;

  /**
   * A vault over a key-encryption key.
   *
   * @param keyEncryptionKey 32 random bytes
   */
  public KeyVault(byte[] keyEncryptionKey) {
    this.keyEncryptionKey = new DataKey(keyEncryptionKey);
  }

  /** A new data key for a conversation. */
  public Wrapped create(String conversation) {
    byte[] material = new byte[KEY_BYTES];
    RANDOM.nextBytes(material);
    return new Wrapped(new DataKey(material), keyEncryptionKey.seal(material, bound(conversation)));
  }

  /**
   * The data key of a conversation.
   *
   * @throws UnopenableException when it was wrapped by another key or for another conversation
   */
  public DataKey unwrap(String conversation, byte[] wrapped) {
    return new DataKey(keyEncryptionKey.open(wrapped, bound(conversation)));
  }

  private static byte[] bound(String conversation) {
    return ("data key of " + conversation).getBytes(StandardCharsets.UTF_8);
  }

  /** A data key and its form for a store. */
  public record Wrapped(DataKey key, byte[] bytes) {
    @Override
    public String toString() {
      return "Wrapped";
    }
  }
}
