package org.porchlight.matching.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.porchlight.matching.Inspection;
import org.porchlight.matching.Inspection.Answers;
import org.porchlight.matching.Inspection.OnDuty;
import org.porchlight.matching.Inspection.State;
import org.porchlight.matching.Inspection.Waiting;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Ticket;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.policy.Policy;

/** What the script {@code inspect} answers, with the policy's reasons. */
final class Inspections {
  private static final int CONVERSATION = 13;
  private static final int STATE = 14;
  private static final int POSITION = 15;
  private static final int DUTY = 9;
  private static final int ANSWERS = 13;

  private Inspections() {}

  static Inspection of(List<Object> answer) {
    List<OnDuty> peers = Rows.lists(answer, 1).map(Inspections::peer).toList();
    List<FreePeer> onDuty = Rows.lists(answer, 1).map(Inspections::seen).toList();
    long now = Rows.number(answer, 3);
    return new Inspection(
        Rows.lists(answer, 0).map(row -> ticket(row, onDuty, now)).toList(),
        peers,
        (int) Rows.number(answer, 2),
        Instant.ofEpochMilli(now));
  }

  private static Waiting ticket(List<?> row, List<FreePeer> onDuty, long now) {
    Ticket ticket = Rows.ticket(row);
    State state = State.valueOf(Rows.upper(Rows.text(row, STATE)));
    return new Waiting(
        ticket.id(),
        Rows.text(row, CONVERSATION),
        state,
        ticket.band(),
        ticket.needs().language(),
        ticket.wish(),
        (int) Rows.number(row, POSITION),
        Instant.ofEpochMilli(ticket.arrived()),
        reasons(ticket, state, onDuty, now));
  }

  private static List<String> reasons(Ticket ticket, State state, List<FreePeer> onDuty, long now) {
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "%s: waits %d min, %d min ahead"
            .formatted(
                ticket.band().name().toLowerCase(Locale.ROOT),
                Duration.ofMillis(now - ticket.arrived()).toMinutes(),
                ticket.band().headStart().toMinutes()));
    switch (state) {
      case WAITING -> reasons.addAll(Policy.reasons(ticket, onDuty));
      case OFFERED -> reasons.add("held for a peer who is being asked");
      case AWAY -> reasons.add("the seeker dropped; the place is kept for a while");
    }
    return reasons;
  }

  private static FreePeer seen(List<?> row) {
    OnDuty peer = peer(row);
    boolean busy = peer.offer() != null || peer.duty().restsUntil() != null;
    FreePeer seen = Rows.freePeer(row);
    return busy ? seen.busy() : seen;
  }

  private static OnDuty peer(List<?> row) {
    FreePeer peer = Rows.freePeer(row);
    String offered = Rows.text(row, ANSWERS + 4);
    return new OnDuty(
        peer.id(),
        peer.certificate(),
        peer.languages(),
        peer.topics(),
        Rows.dutySeen(row, DUTY),
        new Answers(
            (int) Rows.number(row, ANSWERS),
            (int) Rows.number(row, ANSWERS + 1),
            (int) Rows.number(row, ANSWERS + 2),
            (int) Rows.number(row, ANSWERS + 3)),
        offered.isEmpty() ? null : new TicketId(offered));
  }
}
