package org.porchlight.chat.supervision;

import java.util.ArrayList;
import java.util.List;

/**
 * What happened to one peer over some weeks, of which nobody sees the figures. From when on
 * something is a pattern is this house's judgement.
 *
 * @param taken offers that they took, each of them a conversation
 * @param notTaken offers that they let go or did not answer
 * @param reported how often a seeker said that they crossed a line
 * @param leftSuddenly how often a seeker left them quickly or asked for somebody else
 */
record PeerSums(String peer, long taken, long notTaken, long reported, long leftSuddenly) {
  /** Of fewer there is nothing to say: one bad night would look like a pattern. */
  private static final int ENOUGH = 10;

  private static final int REPORTS = 2;

  /** The names of the patterns, as on the wire. */
  List<String> patterns() {
    List<String> patterns = new ArrayList<>();
    if (taken + notTaken >= ENOUGH && isHalf(notTaken, taken + notTaken)) {
      patterns.add("declines");
    }
    // Of somebody new as well: that a line was crossed twice is reason enough to talk.
    if (reported >= REPORTS) {
      patterns.add("reports");
    }
    if (taken >= ENOUGH && isHalf(leftSuddenly, taken)) {
      patterns.add("sudden_ends");
    }
    return List.copyOf(patterns);
  }

  private static boolean isHalf(long part, long whole) {
    return 2 * part >= whole;
  }
}
