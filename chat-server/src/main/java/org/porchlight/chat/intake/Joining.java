package org.porchlight.chat.intake;

import org.porchlight.chat.access.SeekerBlocks;

/** What came of asking for a place in line. */
public sealed interface Joining {

  /** The seeker is in line, now or since before. */
  record InLine(Spot spot) implements Joining {}

  /** They are in a conversation already. */
  record Talking() implements Joining {}

  /** Their pass is blocked, or the way back that they come with. */
  record Blocked(SeekerBlocks.Told told) implements Joining {}

  /** Nobody would read what they say, so they are told before they wait. */
  record Closed(Doorstep doorstep) implements Joining {}
}
