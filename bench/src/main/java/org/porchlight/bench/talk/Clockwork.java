package org.porchlight.bench.talk;

/**
 * The timings of a run, each from the time in the plan: a stall of the server or of the harness
 * shows (no coordinated omission).
 *
 * @param kept until the writer had {@code kept}
 * @param delivered until the other side had the message
 * @param back from the loss of a socket until one end of a conversation had read what it missed
 */
public record Clockwork(Timings kept, Timings delivered, Timings back) {

  /** Nothing timed yet. */
  public Clockwork() {
    this(new Timings(), new Timings(), new Timings());
  }
}
