package org.porchlight.bench.talk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.porchlight.bench.client.Notes;
import org.porchlight.bench.talk.Line.Kept;
import org.porchlight.bench.talk.Line.Side;
import org.porchlight.bench.talk.Transcript.Entry;

/**
 * Whether a conversation kept the promises of PROTOCOL.md, section 6.
 *
 * @param lost messages that were kept and are not in what both ends read at the end (P1)
 * @param doubled one message at two places (P2)
 * @param reordered places on which the ends, or an end and what it was told before, do not agree,
 *     and lines that were overtaken by one their writer said after they were kept (P3, P4)
 * @param falseKept told kept at a place of the final history where something else is (P1)
 * @param unkept meant to be said, and neither kept nor refused for a reason
 * @param unread kept in conversations that an end never read to their end, so that nobody can tell
 */
public record Judgement(
    long lost, long doubled, long reordered, long falseKept, long unkept, long unread) {

  /** Nothing wrong. */
  public static final Judgement NONE = new Judgement(0, 0, 0, 0, 0, 0);

  /** Both together. */
  public Judgement and(Judgement other) {
    return new Judgement(
        lost + other.lost,
        doubled + other.doubled,
        reordered + other.reordered,
        falseKept + other.falseKept,
        unkept + other.unkept,
        unread + other.unread);
  }

  /** Whether nothing is wrong. */
  public boolean holds() {
    return equals(NONE);
  }

  /** Of a conversation that was not read to its end by both: what was kept in it is not proved. */
  public static Judgement unread(Ledger ledger) {
    long kept = ledger.lines().stream().filter(line -> line.kept() != null).count();
    return new Judgement(0, 0, 0, 0, 0, kept);
  }

  /** Compares what was meant with what both ends showed and then read again. */
  public static Judgement of(
      String conversation, Ledger ledger, End seeker, End peer, Notes notes) {
    long lost = 0;
    long falseKept = 0;
    long unkept = 0;
    for (Line line : ledger.lines()) {
      Kept kept = line.kept();
      if (kept == null) {
        if (line.refused() == null) {
          unkept++;
          notes.complain("never kept: " + line + " in " + conversation);
        }
        continue;
      }
      List<Side> missing =
          Stream.of(seeker, peer)
              .filter(end -> end.reading().placeOf(line.id()) == null)
              .map(End::side)
              .toList();
      if (!missing.isEmpty()) {
        lost++;
        notes.complain(
            "P1 lost: %s in %s, kept as %d, not there for %s"
                .formatted(line, conversation, kept.seq(), missing));
      }
      Entry there = seeker.reading().at(kept.seq());
      if (kept.epoch().equals(seeker.reading().epoch())
          && (there == null || !there.id().equals(line.id()))) {
        falseKept++;
        notes.complain("P1 false kept: " + line + " in " + conversation + " at " + kept.seq());
      }
    }
    long doubled = 0;
    for (End end : List.of(seeker, peer)) {
      doubled += end.reading().doubled() + end.shown().doubled();
    }
    if (doubled > 0) {
      notes.complain("P2 doubled " + doubled + " in " + conversation);
    }
    long reordered =
        disagreements(conversation, seeker, peer, notes)
            + overtaken(conversation, ledger, seeker, notes);
    return new Judgement(lost, doubled, reordered, falseKept, unkept, 0);
  }

  /**
   * What an end has.
   *
   * @param shown as it went on
   * @param reading as it was read again at the end
   */
  public record End(Side side, Transcript shown, Transcript reading) {}

  private static long disagreements(String conversation, End seeker, End peer, Notes notes) {
    long found =
        seeker.shown().contradicted()
            + peer.shown().contradicted()
            + seeker.reading().contradicted()
            + peer.reading().contradicted()
            + differences(seeker.reading(), peer.reading())
            + differences(seeker.reading(), seeker.shown())
            + differences(peer.reading(), peer.shown());
    if (found > 0) {
      notes.complain(
          "P4 disagreements: %d in %s: seeker %s, then %s; peer %s, then %s"
              .formatted(
                  found,
                  conversation,
                  seeker.shown(),
                  seeker.reading(),
                  peer.shown(),
                  peer.reading()));
    }
    return found;
  }

  /**
   * Places at which they differ. Their epochs may: a server took over between the two readings.
   * What was kept stands where it stood all the same.
   */
  private static long differences(Transcript one, Transcript other) {
    long different = Math.abs(one.upTo() - other.upTo());
    for (Entry entry : one.entries()) {
      Entry there = other.at(entry.seq());
      if (there != null && !there.equals(entry)) {
        different++;
      }
    }
    return different;
  }

  /** A line that was kept before the next was even sent has to stand before it. */
  private static long overtaken(String conversation, Ledger ledger, End seeker, Notes notes) {
    long overtaken = 0;
    for (Side side : Side.values()) {
      List<Placed> placed = new ArrayList<>();
      for (Line line : ledger.lines()) {
        Kept kept = line.kept();
        Long place = seeker.reading().placeOf(line.id());
        if (line.side() == side && kept != null && place != null) {
          placed.add(new Placed(line, line.firstSent(), kept.at(), place));
        }
      }
      overtaken += overtaken(conversation, placed, notes);
    }
    return overtaken;
  }

  private static long overtaken(String conversation, List<Placed> placed, Notes notes) {
    List<Placed> asKept = placed.stream().sorted(Comparator.comparingLong(Placed::kept)).toList();
    List<Placed> asSent = placed.stream().sorted(Comparator.comparingLong(Placed::sent)).toList();
    long overtaken = 0;
    Placed furthest = null;
    int next = 0;
    for (Placed line : asSent) {
      while (next < asKept.size() && asKept.get(next).kept() < line.sent()) {
        Placed kept = asKept.get(next);
        furthest = furthest == null || kept.place() > furthest.place() ? kept : furthest;
        next++;
      }
      if (furthest != null && furthest.place() > line.place()) {
        overtaken++;
        notes.complain("P4 in %s: %s stands before %s".formatted(conversation, line, furthest));
      }
    }
    return overtaken;
  }

  /** When a line was first sent and when it was kept, and where it stands. */
  private record Placed(Line line, long sent, long kept, long place) {
    @Override
    public String toString() {
      return "%s (sent at %,d µs, kept at %,d µs as %s, now at %d)"
          .formatted(line, sent / 1_000, kept / 1_000, line.kept(), place);
    }
  }
}
