package org.porchlight.bench.talk;

import org.jspecify.annotations.Nullable;

/** One thing that somebody means to say. It prints its id, never its words. */
public final class Line {
  private final String id;
  private final String text;
  private final Side side;
  private volatile long due;
  private volatile long firstSent;
  private volatile boolean untimed;
  private volatile boolean reached;
  private volatile @Nullable Kept kept;
  private volatile @Nullable String refused;

  /**
   * A line.
   *
   * @param id its message id, the same however often it is sent
   * @param side who says it
   */
  public Line(String id, Side side, String text) {
    this.id = id;
    this.side = side;
    this.text = text;
  }

  /** The two ends. */
  public enum Side {
    SEEKER,
    PEER
  }

  /**
   * That the server kept it, as it said the first time in an epoch.
   *
   * @param at when that was heard, {@link System#nanoTime()}
   */
  public record Kept(String epoch, long seq, long at) {}

  /** Its message id. */
  public String id() {
    return id;
  }

  /** Who says it. */
  public Side side() {
    return side;
  }

  /** The words. */
  public String text() {
    return text;
  }

  /** When it was meant to be said. Latency counts from here, however late it really left. */
  public long due() {
    return due;
  }

  /** When it first left, 0 while it has not. */
  public long firstSent() {
    return firstSent;
  }

  /**
   * Whether its time says something about the server: not when its writer was offline on purpose.
   */
  public boolean isTimed() {
    return !untimed;
  }

  /** That it was kept, null while it was not. */
  public @Nullable Kept kept() {
    return kept;
  }

  /** Why it never will be kept, null when there is no such reason. */
  public @Nullable String refused() {
    return refused;
  }

  void dueAt(long time) {
    due = time;
  }

  void sentAt(long time) {
    if (firstSent == 0) {
      firstSent = time;
    }
  }

  /** Whether this is the first time that the other side has it; after a reset it comes again. */
  boolean reachesOther() {
    boolean first = !reached;
    reached = true;
    return first;
  }

  void untimed() {
    untimed = true;
  }

  void keptAs(Kept what) {
    kept = what;
  }

  void refusedFor(String reason) {
    refused = reason;
  }

  @Override
  public String toString() {
    return id;
  }
}
