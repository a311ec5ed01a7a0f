package org.porchlight.bench.people;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.porchlight.bench.talk.Clockwork;
import org.porchlight.bench.talk.Timings;

/** All conversations of a run, and what is measured. Safe for many threads. */
final class Night {
  private final Map<String, Play> plays = new ConcurrentHashMap<>();
  private final Clockwork clocks = new Clockwork();
  private final Timings toMatch = new Timings();
  private final CountDownLatch unfinished;

  Night(int conversations) {
    unfinished = new CountDownLatch(conversations);
  }

  Play play(String conversation) {
    return plays.computeIfAbsent(conversation, Play::new);
  }

  Collection<Play> plays() {
    return plays.values();
  }

  Clockwork clocks() {
    return clocks;
  }

  /** From {@code join} until the seeker had {@code opened}. */
  Timings toMatch() {
    return toMatch;
  }

  CountDownLatch unfinished() {
    return unfinished;
  }
}
