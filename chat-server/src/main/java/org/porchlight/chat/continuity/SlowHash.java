package org.porchlight.chat.continuity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.porchlight.chat.sealing.DataKey;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The hash by which words are looked up: Argon2id, as slow as that of passwords. Its salt is the
 * same for all, so that it can be looked up, and secret, so that a copy of the database alone does
 * not let anybody guess. A few at once and no more: each takes memory and a moment of a processor.
 */
final class SlowHash implements AutoCloseable {
  private static final int MEMORY_KIB = 1 << 14;
  private static final int ITERATIONS = 2;
  private static final int HASH_BYTES = 32;
  private static final int AT_ONCE = 2;
  private static final int MOST_WAITING = 100;
  private static final byte[] SALT = "salt".getBytes(StandardCharsets.US_ASCII);

  private final byte[] salt;
  private final Scheduler besides =
      Schedulers.newBoundedElastic(AT_ONCE, MOST_WAITING, "come-back-words");

  SlowHash(byte[] keyEncryptionKey) {
    this.salt = DataKey.forPurpose(keyEncryptionKey, "come-back words").digest(SALT);
  }

  /** The hash of words, computed beside the event loop; an error when too many wait. */
  Mono<String> of(ComeBackWords words) {
    return Mono.fromCallable(() -> hash(words)).subscribeOn(besides);
  }

  @Override
  public void close() {
    besides.dispose();
  }

  private String hash(ComeBackWords words) {
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withSalt(salt)
            .withParallelism(1)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(ITERATIONS)
            .build();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] hash = new byte[HASH_BYTES];
    generator.generateBytes(words.plain().getBytes(StandardCharsets.UTF_8), hash);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }
}
