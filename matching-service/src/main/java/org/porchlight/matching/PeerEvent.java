package org.porchlight.matching;

import java.time.Instant;
import java.util.Set;

/** What can reach a peer on duty. */
public sealed interface PeerEvent {

  /** A ticket held for this peer until {@code expiresAt}: never band, age or distress. */
  record Offered(OfferId offer, String language, Set<String> topics, Wants wants, Instant expiresAt)
      implements PeerEvent {
    public Offered {
      topics = Set.copyOf(topics);
    }
  }

  /** An offer is not there any more. */
  record OfferGone(OfferId offer, Why why) implements PeerEvent {}

  /** The peer's duty changed by itself. */
  record DutyChanged(Duty duty) implements PeerEvent {}

  /** Why an offer went. */
  enum Why {
    /** It was not answered in time. */
    EXPIRED,
    /** The seeker left the line or dropped. */
    WITHDRAWN
  }
}
