package org.porchlight.matching;

import java.time.Instant;
import java.util.Set;

/** What can reach a peer on duty. */
public sealed interface PeerEvent {

  /**
   * A ticket held for this peer until {@code expiresAt}: never band, age or distress. The same
   * offer comes again when the seeker says something else meanwhile.
   */
  record Offered(OfferId offer, String language, Set<String> topics, Wants wants, Instant expiresAt)
      implements PeerEvent {
    public Offered {
      topics = Set.copyOf(topics);
    }
  }

  /** An offer is not there any more. */
  record OfferGone(OfferId offer, Why why) implements PeerEvent {}

  /** The peer's duty changed by itself. */
  record DutyChanged(Duty duty, Cause cause) implements PeerEvent {}

  /** Why an offer went. */
  enum Why {
    /** It was not answered in time. */
    EXPIRED,
    /** The seeker left the line or dropped. */
    WITHDRAWN
  }

  /** Why a duty changed. */
  enum Cause {
    /** A place was taken, or is free again. */
    PLACES,
    /** Two offers in a row went unanswered: off duty, gently, until they come back. */
    MISSED_OFFERS,
    /** An offer found nobody listening. */
    NOT_LISTENING,
    /** The socket gave no sign of life. */
    SILENT,
    /** A breather began or is over. */
    BREATHER,
    /** What they are trained for is over. */
    TRAINING_OVER,
    /** What is recorded about them was changed, so they choose anew. */
    CHANGED
  }
}
