package org.porchlight.chat.sealing;

import java.time.Clock;
import java.util.List;

/** Vaults that know the keys of today. */
public final class TestVault {
  private TestVault() {}

  /** A vault over a key of zeros. */
  public static KeyVault ready() {
    return ready(new byte[32], Clock.systemUTC());
  }

  /** A vault over this key, on this clock. */
  public static KeyVault ready(byte[] keyEncryptionKey, Clock clock) {
    KeyVault vault = new KeyVault(keyEncryptionKey, clock);
    vault.know(
        List.of(vault.newDay(vault.today(), Term.WEEK), vault.newDay(vault.today(), Term.MONTH)));
    return vault;
  }
}
