package org.porchlight.matching;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The line and the people on duty as a supervisor may look at them; peers never can, so nobody
 * picks. Never what was written.
 *
 * @param tickets those who wait, in order, the first few hundred
 * @param peers those on duty
 * @param waiting how many wait in all
 * @param asOf when this was true
 */
public record Inspection(List<Waiting> tickets, List<OnDuty> peers, int waiting, Instant asOf) {
  public Inspection {
    tickets = List.copyOf(tickets);
    peers = List.copyOf(peers);
  }

  /**
   * A ticket.
   *
   * @param state where it is
   * @param position its place among those of its language, 0 while its seeker is away
   * @param reasons why it is where it is, and why nobody has it yet, in words
   */
  public record Waiting(
      TicketId ticket,
      String conversation,
      State state,
      Band band,
      String language,
      Wish wish,
      int position,
      Instant arrivedAt,
      List<String> reasons) {
    public Waiting {
      reasons = List.copyOf(reasons);
    }
  }

  /** Where a ticket is. */
  public enum State {
    WAITING,
    OFFERED,
    AWAY
  }

  /**
   * A peer on duty.
   *
   * @param answers what became of the offers of this time on duty
   * @param offer the ticket that is held for them, null when none
   */
  public record OnDuty(
      PeerId peer,
      Certificate certificate,
      Set<String> languages,
      Set<String> topics,
      Duty duty,
      Answers answers,
      @Nullable TicketId offer) {
    public OnDuty {
      languages = Set.copyOf(languages);
      topics = Set.copyOf(topics);
    }
  }

  /** Counts only: nobody is asked for a reason, but a pattern can be seen. */
  public record Answers(int offered, int accepted, int declined, int missed) {}
}
