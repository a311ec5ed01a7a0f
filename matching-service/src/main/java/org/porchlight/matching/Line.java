package org.porchlight.matching;

import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What an engine sees of the line, and the one thing it may do to it. */
public interface Line {

  /**
   * Who could be matched now: peers with a free place, and the first tickets that wait for them.
   */
  Mono<Candidates> candidates();

  /** Makes an offer, unless the ticket or the peer changed since {@link #candidates()}. */
  Mono<Claim> claim(Ticket ticket, FreePeer peer);

  /** Ends what is overdue: offers, absences, silences. Returns how many. */
  Mono<Integer> reap();

  /** Something changed that may make a match possible. */
  Flux<Boolean> bells();

  /** Whether this engine, rather than another, should look now; only saves work. */
  Mono<Boolean> holdsLease(String owner, String token);

  /** A ticket that waits, as it was when looked at. */
  record Ticket(
      TicketId id,
      String language,
      Set<String> topics,
      Wants wants,
      long priorityTime,
      long version) {
    public Ticket {
      topics = Set.copyOf(topics);
    }
  }

  /** A peer with a free place, as they were when looked at. */
  record FreePeer(
      PeerId id,
      Set<String> languages,
      Set<String> topics,
      int free,
      long restedSince,
      long version) {
    public FreePeer {
      languages = Set.copyOf(languages);
      topics = Set.copyOf(topics);
    }
  }

  /** Both sides, bounded. */
  record Candidates(List<Ticket> tickets, List<FreePeer> peers) {
    public Candidates {
      tickets = List.copyOf(tickets);
      peers = List.copyOf(peers);
    }
  }

  /** What came of a claim. */
  enum Claim {
    OFFERED,
    /** Something changed; look again. */
    STALE,
    /** The peer does not listen any more, and has been put off duty. */
    UNHEARD
  }
}
