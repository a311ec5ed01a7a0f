package org.porchlight.matching;

import java.time.Duration;
import java.time.Instant;
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

  /**
   * What a seeker says while waiting; replaces what was said before, and begins their patience
   * anew. A peer who is being asked hears the same offer again with the new words, or loses it when
   * they have not lived what is asked for now.
   */
  Mono<Boolean> about(TicketId ticket, Wish wish);

  /**
   * Waits for a known peer alone no longer; who waits for anyone already goes on doing so.
   *
   * @return whether the ticket is still in line
   */
  Mono<Boolean> anyone(TicketId ticket);

  /**
   * Raises a ticket to a more urgent band; a band is never lowered. Who is in danger waits for
   * nobody in particular: a known peer is not waited for any longer.
   *
   * @return whether the ticket is still in line
   */
  Mono<Boolean> raise(TicketId ticket, Band band);

  /** Ends a ticket at once, also while it is offered; {@link #ended} tells it. */
  Mono<Boolean> leave(TicketId ticket);

  /**
   * The seeker's socket dropped: the ticket keeps its priority time, is skipped by claims, and ends
   * {@link TicketEvent.Gone} after {@link MatchingSettings#awayFor()}.
   */
  Mono<Boolean> away(TicketId ticket);

  /** The seeker is there again. That a ticket has ended is known for a day. */
  Mono<Return> back(TicketId ticket);

  /** Where a ticket stands now; empty when it is not in line. */
  Mono<Place> place(TicketId ticket);

  /**
   * What happens to a ticket from now on. Ends with {@link TicketEvent.Gone} or a match.
   *
   * <p>Subscribing is what "the seeker is there" means: a ticket whose seeker nobody listens for is
   * away when its turn comes, and back as soon as somebody listens again.
   */
  Flux<TicketEvent> watch(TicketId ticket);

  /**
   * A conversation lost its peer, or its seeker asked for another: a new ticket with the original
   * priority time, which {@link Accepted#continues() continues} the conversation. The peer's place
   * is free at once, or stays taken until they are {@link #release released} when they {@link
   * HandOver#stay() stay}; then a ticket that ends without a match leaves the conversation with
   * them, as it was. Repeating it changes nothing.
   *
   * @return the ticket that waits, empty when matching knows of no such conversation
   */
  Mono<TicketId> handOver(HandOver request);

  /**
   * Goes on duty, or changes capacity and topics while on duty. Places already taken stay taken.
   * Someone who only practises stays off duty.
   *
   * @return the duty as it now is
   */
  Mono<Duty> onDuty(DutyRequest request);

  /** Goes off duty: no further offers; an open offer returns to the line with its place. */
  Mono<Duty> offDuty(PeerId peer);

  /**
   * Takes a peer off duty who did not ask for it, and tells them why. Nothing happens to one who is
   * not on duty.
   */
  Mono<Void> putOffDuty(PeerId peer, PeerEvent.Cause cause);

  /** Everybody who is on duty. */
  Flux<PeerId> onDuty();

  /** The duty of a peer as it is, {@link Duty#OFF} for one never seen. */
  Mono<Duty> duty(PeerId peer);

  /** A breather: no offers until then, and an open one goes back. One in the past ends it. */
  Mono<Duty> rest(PeerId peer, Instant until);

  /**
   * The socket of a peer lives, and so do these conversations. Without a beat a peer leaves duty
   * after a while, and a place whose conversation is not named is free again after {@link
   * MatchingSettings#placeFor()}.
   */
  Mono<Void> beat(PeerId peer, Set<String> conversations);

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

  /** Tickets that ended without a match, handed out like {@link #accepted}. */
  Flux<Ended> ended(String consumer, Duration redeliverAfter);

  /** An ended ticket has been dealt with for good. */
  Mono<Void> acknowledge(Ended ended);

  /** Waiting and on duty, as of now. */
  Mono<Census> census();

  /**
   * How many supervisors a node has; counted until it has not said so for 30 seconds.
   *
   * @param node the node's name
   */
  Mono<Void> supervisors(String node, int count);

  /** Whether somebody is there for this language: as it is now, and whenever it changes. */
  Flux<Door> door(String language);

  /** How it looks for somebody who comes now and takes anyone. */
  Mono<Outlook> outlook(String language);

  /** The line as a supervisor may look at it. */
  Mono<Inspection> inspect();
}
