package org.porchlight.chat.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import org.porchlight.chat.sealing.DataKey;

/**
 * Keys under which the page of a seeker or of a peer seals what it keeps in its tab. They are made
 * anew each time, from the pass or from the sign-in, and kept nowhere: once that has ended, nobody
 * gets its key again.
 */
public final class TabKeys {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final DataKey seekers;
  private final DataKey staff;

  TabKeys(byte[] keyEncryptionKey) {
    this.seekers = DataKey.forPurpose(keyEncryptionKey, "words in tabs");
    this.staff = DataKey.forPurpose(keyEncryptionKey, "words in tabs of staff");
  }

  /** The key of one pass: 32 bytes in base64url. */
  public String of(Visitor.Seeker seeker) {
    return of(seekers, seeker.pass());
  }

  /** The key of one sign-in: 32 bytes in base64url. */
  public String of(Visitor.Staff member) {
    return of(staff, member.session());
  }

  private static String of(DataKey key, String from) {
    return ENCODER.encodeToString(key.digest(from.getBytes(US_ASCII)));
  }
}
