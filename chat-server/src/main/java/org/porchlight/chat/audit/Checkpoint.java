package org.porchlight.chat.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How far the chain had come at a moment, signed: what was there then cannot be cut off unseen.
 *
 * @param seq the last row
 * @param hash that row's hash
 */
record Checkpoint(Instant at, long seq, byte[] hash, byte[] signature) {
  private static final int FIELDS = 4;

  static Checkpoint of(Row head, Instant at, AuditKeys keys) {
    return new Checkpoint(at, head.seq(), head.hash(), keys.signature(head.seq(), head.hash(), at));
  }

  /** The checkpoint of a line, or null when it is none. */
  static @Nullable Checkpoint parse(String line) {
    String[] fields = line.split(" ", -1);
    try {
      return fields.length == FIELDS
          ? new Checkpoint(
              Instant.parse(fields[0]),
              Long.parseLong(fields[1]),
              Base64.getDecoder().decode(fields[2]),
              Base64.getDecoder().decode(fields[3]))
          : null;
    } catch (DateTimeParseException | IllegalArgumentException _) {
      return null;
    }
  }

  String line() {
    Base64.Encoder encoder = Base64.getEncoder();
    return "%s %d %s %s"
        .formatted(at, seq, encoder.encodeToString(hash), encoder.encodeToString(signature));
  }

  @Override
  public String toString() {
    return "Checkpoint[seq=" + seq + "]";
  }
}
