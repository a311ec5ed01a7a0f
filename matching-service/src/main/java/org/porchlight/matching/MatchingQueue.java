package org.porchlight.matching;

import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The waiting line and the people on duty.
 *
 * <p>Each act is one atomic step in Redis and bears being repeated. Acts on a ticket or an offer
 * that is not there (any more) answer with a value, never with an error; errors mean that Redis
 * could not be reached.
 */
public interface MatchingQueue {

  /** Puts a seeker in line. Joining again with a known ticket changes nothing. */
  Mono<Void> join(TicketRequest request);

  /** What a seeker says while waiting; replaces what was said before. */
  Mono<Boolean> about(TicketId ticket, Set<String> topics, Wants wants);

  /**
   * Raises a ticket to a more urgent band; a band is never lowered.
   *
   * @return whether the ticket is still in line
   */
  Mono<Boolean> raise(TicketId ticket, Band band);

  /** Ends a ticket at once, also while it is offered. */
  Mono<Boolean> leave(TicketId ticket);

  /**
   * The seeker's socket dropped: the ticket keeps its priority time, is skipped by claims, and ends
   * {@link TicketEvent.Gone} after {@link MatchingSettings#awayFor()}.
   */
  Mono<Boolean> away(TicketId ticket);

  /** The seeker is there again. False when the ticket is not in line any more. */
  Mono<Boolean> back(TicketId ticket);

  /** Where a ticket stands now; empty when it is not in line. */
  Mono<Place> place(TicketId ticket);

  /** What happens to a ticket from now on. Ends with {@link TicketEvent.Gone} or a match. */
  Flux<TicketEvent> watch(TicketId ticket);

  /**
   * Goes on duty, or changes capacity and topics while on duty. Places already taken stay taken.
   *
   * @return the duty as it now is
   */
  Mono<Duty> onDuty(DutyRequest request);

  /** Goes off duty: no further offers; an open offer returns to the line with its place. */
  Mono<Duty> offDuty(PeerId peer);

  /** The duty of a peer as it is, {@link Duty#OFF} for one never seen. */
  Mono<Duty> duty(PeerId peer);

  /** The socket of a peer on duty lives; without a beat the peer leaves duty after a while. */
  Mono<Void> beat(PeerId peer);

  /**
   * Offers to one peer from now on. Subscribing is what "somebody is listening" means: an offer
   * made while nobody listens goes on to the next peer at once.
   */
  Flux<PeerEvent> watch(PeerId peer);

  /** Takes an offer: exactly one accept of an attempt wins, and an {@link Accepted} follows. */
  Mono<Answer> accept(PeerId peer, OfferId offer);

  /** Declines an offer, for which nobody asks a reason; the ticket returns with its place. */
  Mono<Answer> decline(PeerId peer, OfferId offer);

  /** A conversation ended, so its peer has a place free again. Repeating it changes nothing. */
  Mono<Void> release(PeerId peer, String conversation);

  /**
   * Accepted offers, each handed to one consumer of the group until {@link #acknowledge}d; what a
   * consumer that died had taken is handed out again after {@code redeliverAfter}.
   */
  Flux<Accepted> accepted(String consumer, Duration redeliverAfter);

  /** An accepted offer has been dealt with for good. */
  Mono<Void> acknowledge(Accepted accepted);

  /** Waiting and on duty, as of now. */
  Mono<Census> census();
}
