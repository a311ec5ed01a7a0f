package org.porchlight.chat.conversation;

import org.jspecify.annotations.Nullable;

/**
 * What a conversation carries of its seeker's earlier visits.
 *
 * @param thread the way back that it belongs to; empty when none is kept
 * @param visit which visit of theirs it is, from 1
 * @param card what the seeker wants their peer to know, with their plan, null when nothing
 * @param together whether the plan is written by both in this conversation: its seeker may see it
 */
public record Carried(String thread, int visit, @Nullable KeptCard card, boolean together) {

  /** Of somebody who keeps nothing. */
  public static final Carried NOTHING = new Carried("", 1, null, false);

  @Override
  public String toString() {
    return "Carried[visit=" + visit + "]";
  }
}
