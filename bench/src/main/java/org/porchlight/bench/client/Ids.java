package org.porchlight.bench.client;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Ids as PROTOCOL.md, S2, wants them. */
public final class Ids {
  private Ids() {}

  /** An id from a seeded source, so that a run can be repeated. */
  public static String from(RandomGenerator random) {
    byte[] bytes =
        ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(random.nextLong()).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
