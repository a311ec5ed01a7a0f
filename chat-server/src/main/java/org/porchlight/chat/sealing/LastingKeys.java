package org.porchlight.chat.sealing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Makes data keys for what outlives the keys of days, wrapped by a key of one purpose. They are
 * bound to whose they are: moved to another owner they do not open.
 */
public final class LastingKeys {
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DataKey wrapping;

  /**
   * Keys of one purpose.
   *
   * @param keyEncryptionKey 32 random bytes
   */
  public LastingKeys(byte[] keyEncryptionKey, String purpose) {
    this.wrapping = DataKey.forPurpose(keyEncryptionKey, purpose);
  }

  /** A new data key. */
  public KeyVault.Wrapped create(String owner) {
    byte[] material = new byte[KEY_BYTES];
    RANDOM.nextBytes(material);
    return new KeyVault.Wrapped(new DataKey(material), wrapping.seal(material, bound(owner)));
  }

  /**
   * The data key that was wrapped.
   *
   * @throws UnopenableException when it was wrapped for another owner or purpose
   */
  public DataKey unwrap(String owner, byte[] wrapped) {
    return new DataKey(wrapping.open(wrapped, bound(owner)));
  }

  private static byte[] bound(String owner) {
    return ("lasting key of " + owner).getBytes(StandardCharsets.UTF_8);
  }
}
