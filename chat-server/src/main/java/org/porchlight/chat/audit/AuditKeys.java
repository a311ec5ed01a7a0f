package org.porchlight.chat.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.chat.sealing.KeyFile;

/**
 * What is computed with the audit's keys: the hash of a row, the signature of a checkpoint, the
 * seal of a reason. All three derive from a key that is in no database, so whoever can write the
 * database alone can make none of them.
 */
final class AuditKeys {
  private static final byte ROW_VERSION = 1;
  private static final int HASH_BYTES = 32;
  private static final int ID_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DataKey chain;
  private final DataKey checkpoints;
  private final DataKey reasons;

  AuditKeys(byte[] keyEncryptionKey) {
    this.chain = DataKey.forPurpose(keyEncryptionKey, "audit chain");
    this.checkpoints = DataKey.forPurpose(keyEncryptionKey, "audit checkpoints");
    this.reasons = DataKey.forPurpose(keyEncryptionKey, "audit reasons");
  }

  static AuditKeys from(Path keyFile) {
    return new AuditKeys(KeyFile.read(keyFile));
  }

  /** What the first row is bound to. */
  static byte[] beginning() {
    return new byte[HASH_BYTES];
  }

  /** An entry for an act, now, with the reason sealed. */
  Entry entry(Act act, Clock clock) {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new Entry(
        id,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        act.who(),
        act.what(),
        act.about(),
        act.detail(),
        act.reason() == null
            ? null
            : reasons.seal(act.words().getBytes(StandardCharsets.UTF_8), reasonOf(id)));
  }

  /** The words of a sealed reason. */
  String reason(Entry entry, byte[] sealed) {
    return new String(reasons.open(sealed, reasonOf(entry.id())), StandardCharsets.UTF_8);
  }

  /** An entry as the next row after a hash. */
  Row row(byte[] previous, long seq, Entry entry) {
    return new Row(seq, entry, hash(previous, seq, entry));
  }

  byte[] hash(byte[] previous, long seq, Entry entry) {
    return chain.digest(canonical(previous, seq, entry));
  }

  byte[] signature(long seq, byte[] hash, Instant at) {
    return checkpoints.digest(
        (seq + " " + Base64.getEncoder().encodeToString(hash) + " " + at)
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Every field with its length before it, so that no two rows read alike. */
  private static byte[] canonical(byte[] previous, long seq, Entry entry) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(ROW_VERSION);
      out.write(previous);
      out.writeLong(seq);
      out.writeLong(entry.at().getEpochSecond());
      out.writeInt(entry.at().getNano());
      write(out, entry.id());
      write(out, entry.who());
      write(out, entry.what());
      write(out, entry.about());
      write(out, entry.detail());
      write(out, entry.reason());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, @Nullable String field) throws IOException {
    write(out, field == null ? null : field.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(DataOutputStream out, byte @Nullable [] field) throws IOException {
    out.writeInt(field == null ? -1 : field.length);
    if (field != null) {
      out.write(field);
    }
  }

  private static byte[] reasonOf(String id) {
    return ("reason of " + id).getBytes(StandardCharsets.UTF_8);
  }
}
