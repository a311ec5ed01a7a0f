package org.porchlight.bench.people;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.porchlight.bench.client.Notes;
import org.porchlight.bench.talk.Clockwork;
import org.porchlight.bench.talk.Judgement;
import org.porchlight.bench.talk.Timings;

/** All conversations of a run, and what is measured. Safe for many threads. */
public final class Night {
  private final Map<String, Play> plays = new ConcurrentHashMap<>();
  private final Clockwork clocks = new Clockwork();
  private final Timings toMatch = new Timings();
  private final CountDownLatch unfinished;

  /** A night of so many conversations. */
  public Night(int conversations) {
    unfinished = new CountDownLatch(conversations);
  }

  Play play(String conversation) {
    return plays.computeIfAbsent(conversation, Play::new);
  }

  Collection<Play> plays() {
    return plays.values();
  }

  /** How many conversations have begun. */
  public int begun() {
    return plays.size();
  }

  /** What is to be said of all conversations that were read to their end. */
  public Judgement judge(Notes notes) {
    return plays.values().stream()
        .map(play -> play.judge(notes))
        .reduce(Judgement.NONE, Judgement::and);
  }

  /** Complains of every conversation that did not end, and tells where it stands. */
  public void complainOfWhatHangs(Notes notes) {
    long unmatched =
        unfinished.getCount() - plays.values().stream().filter(p -> !p.isOver()).count();
    if (unmatched > 0) {
      notes.complain(unmatched + " seekers were never matched");
    }
    plays.values().stream()
        .filter(play -> !play.isOver())
        .forEach(play -> notes.complain("did not end: " + play.standing()));
  }

  /** What is measured. */
  public Clockwork clocks() {
    return clocks;
  }

  /** From {@code join} until the seeker had {@code opened}. */
  public Timings toMatch() {
    return toMatch;
  }

  /** Counts down with every conversation that both ends know to be over. */
  public CountDownLatch unfinished() {
    return unfinished;
  }
}
