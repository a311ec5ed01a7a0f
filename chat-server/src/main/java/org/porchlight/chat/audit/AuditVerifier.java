package org.porchlight.chat.audit;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads the whole chain and every checkpoint, and says where they are first broken. */
public final class AuditVerifier {
  private final PostgresChain chain;
  private final AuditKeys keys;
  private final @Nullable CheckpointFile file;

  AuditVerifier(PostgresChain chain, AuditKeys keys, @Nullable CheckpointFile file) {
    this.chain = chain;
    this.keys = keys;
    this.file = file;
  }

  /** What was found. */
  public sealed interface Finding {

    /**
     * Every row is as it was written, and every checkpoint names one of them.
     *
     * @param checkpoints how many; with none, rows cut off at the end cannot be noticed
     */
    record Whole(long rows, int checkpoints) implements Finding {}

    /** A sentence about the first thing that is not as it was written. */
    record Broken(String what) implements Finding {}
  }

  /** Looks at everything; the chain may be written meanwhile. */
  public Mono<Finding> verify() {
    // Checkpoints first: what they name is in the chain that is read after them.
    return Mono.fromCallable(() -> file == null ? List.<String>of() : file.lines())
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(
            lines -> chain.rows().collect(() -> new Walk(lines), Walk::step).map(Walk::finding));
  }

  /** The walk along the chain: what the next row has to be, and the checkpoints still to pass. */
  private final class Walk {
    private final List<Checkpoint> ahead = new ArrayList<>();
    private final int checkpoints;
    private long seq;
    private byte[] hash = AuditKeys.beginning();
    private @Nullable String broken;

    Walk(List<String> lines) {
      String forged = null;
      for (int line = 0; line < lines.size(); line++) {
        Checkpoint checkpoint = Checkpoint.parse(lines.get(line));
        if (checkpoint != null && isOurs(checkpoint)) {
          ahead.add(checkpoint);
        } else if (forged == null) {
          forged =
              "checkpoint in line " + (line + 1) + " was not signed by this key, or was changed";
        }
      }
      ahead.sort(Comparator.comparingLong(Checkpoint::seq));
      this.checkpoints = ahead.size();
      this.broken = forged;
    }

    void step(Row row) {
      if (broken != null) {
        return;
      }
      if (row.seq() != seq + 1) {
        broken = "row " + (seq + 1) + " is missing";
      } else if (!MessageDigest.isEqual(row.hash(), keys.hash(hash, row.seq(), row.entry()))) {
        broken = "row " + row.seq() + " is not what was written there";
      } else {
        seq = row.seq();
        hash = row.hash();
        passCheckpoints();
      }
    }

    private void passCheckpoints() {
      while (broken == null && !ahead.isEmpty() && ahead.getFirst().seq() == seq) {
        if (!MessageDigest.isEqual(ahead.removeFirst().hash(), hash)) {
          broken = "row " + seq + " is not the one that its checkpoint names";
        }
      }
    }

    Finding finding() {
      if (broken == null && !ahead.isEmpty()) {
        Checkpoint last = ahead.getLast();
        broken =
            "row %d is missing: the chain ends before it, and the checkpoint of %s names row %d"
                .formatted(seq + 1, last.at(), last.seq());
      }
      return broken == null ? new Finding.Whole(seq, checkpoints) : new Finding.Broken(broken);
    }

    private boolean isOurs(Checkpoint checkpoint) {
      return MessageDigest.isEqual(
          checkpoint.signature(),
          keys.signature(checkpoint.seq(), checkpoint.hash(), checkpoint.at()));
    }
  }
}
