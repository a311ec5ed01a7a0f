package org.porchlight.chat.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import org.porchlight.chat.sealing.DataKey;

/**
 * Keys under which the page of a seeker seals what it keeps in its tab. They are made anew from the
 * pass each time and kept nowhere: once a pass has ended, nobody gets its key again.
 */
public final class TabKeys {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final DataKey key;

  TabKeys(byte[] keyEncryptionKey) {
    this.key = DataKey.forPurpose(keyEncryptionKey, "words in tabs");
  }

  /** The key of one pass: 32 bytes in base64url. */
  public String of(Visitor.Seeker seeker) {
    return ENCODER.encodeToString(key.digest(seeker.pass().getBytes(US_ASCII)));
  }
}
