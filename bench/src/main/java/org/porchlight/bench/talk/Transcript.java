package org.porchlight.bench.talk;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one end has of a conversation, in one epoch. Messages may come twice and in any order
 * (PROTOCOL.md, A2); two that cannot both be true are counted.
 */
public final class Transcript {
  private final String epoch;
  private final long from;
  private final NavigableMap<Long, Entry> entries = new TreeMap<>();
  private final Map<String, Long> places = new HashMap<>();
  private long upTo;
  private long doubled;
  private long contradicted;

  /** An empty one of an epoch, for somebody who may read from a position on. */
  public Transcript(String epoch, long from) {
    this.epoch = epoch;
    this.from = Math.max(1, from);
    this.upTo = this.from - 1;
  }

  /** A message at its place. */
  public record Entry(long seq, String id, String role, String text) {
    @Override
    public String toString() {
      return seq + ":" + id;
    }
  }

  /**
   * Takes a message.
   *
   * @return whether it was new
   */
  public boolean add(Entry entry) {
    Entry there = entries.putIfAbsent(entry.seq(), entry);
    if (there != null) {
      if (!there.equals(entry)) {
        contradicted++;
      }
      return false;
    }
    if (places.putIfAbsent(entry.id(), entry.seq()) != null) {
      doubled++;
    }
    while (entries.containsKey(upTo + 1)) {
      upTo++;
    }
    return true;
  }

  /** The history it is of. */
  public String epoch() {
    return epoch;
  }

  /** The position up to which nothing is missing. */
  public long upTo() {
    return upTo;
  }

  /** Whether something after {@link #upTo()} is here, so that something before it is missing. */
  public boolean hasGap() {
    return !entries.isEmpty() && entries.lastKey() > upTo;
  }

  /** How many messages. */
  public int size() {
    return entries.size();
  }

  /** How many of them are in a ledger; a note from the time in line is not. */
  public long linesOf(Ledger ledger) {
    return entries.values().stream().filter(entry -> ledger.line(entry.id()) != null).count();
  }

  /** Whether some message has these words. */
  public boolean holds(String words) {
    return entries.values().stream().anyMatch(entry -> entry.text().equals(words));
  }

  /** The messages in order. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  /** The message at a position. */
  public @Nullable Entry at(long seq) {
    return entries.get(seq);
  }

  /** Where a message is. */
  public @Nullable Long placeOf(String id) {
    return places.get(id);
  }

  /** Messages that are here at two places. */
  public long doubled() {
    return doubled;
  }

  /** Places at which two different messages were told. */
  public long contradicted() {
    return contradicted;
  }

  long from() {
    return from;
  }

  @Override
  public String toString() {
    return "%s up to %d".formatted(epoch, upTo);
  }
}
