package org.porchlight.matching;

import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What an engine sees of the line, and the one thing it may do to it. */
public interface Line {

  /**
   * Who could be matched now: the first tickets of every bucket in which somebody waits and
   * somebody is free, and those peers.
   *
   * @param more how many more tickets of a bucket than peers are free for it, for those that fit
   *     nobody; at least 1
   */
  Mono<Candidates> candidates(int more);

  /**
   * Makes an offer, unless the ticket or the peer changed since {@link #candidates}, or the lease
   * is not this engine's (any more).
   *
   * @param why why this peer, in one line
   */
  Mono<Claim> claim(Lease lease, Ticket ticket, FreePeer peer, String why);

  /** Ends what is overdue: offers, absences, silences, breathers. Returns how many. */
  Mono<Integer> reap();

  /** Something changed that may make a match possible. */
  Flux<Boolean> bells();

  /** Takes the lease when it is free, keeps it when it is this engine's. */
  Mono<Boolean> holds(Lease lease);

  /**
   * Which engine should look. It only saves work; safety is in the acts.
   *
   * @param owner the engine's name
   * @param token random, new for every time that the lease is taken
   */
  record Lease(String owner, String token) {}

  /**
   * A ticket that waits, as it was when looked at.
   *
   * @param priorityTime epoch milliseconds; the order of the line
   * @param arrived epoch milliseconds
   * @param onlyKnown whether the known peer alone is asked for now
   */
  record Ticket(
      TicketId id,
      Needs needs,
      Wish wish,
      Band band,
      long priorityTime,
      long arrived,
      boolean onlyKnown,
      long version) {}

  /**
   * A peer with a free place, as they were when looked at.
   *
   * @param avoid the topics they would rather not take this shift
   * @param restedSince epoch milliseconds of their last conversation's end, or of going on duty
   */
  record FreePeer(
      PeerId id,
      Certificate certificate,
      Set<String> languages,
      Set<String> topics,
      Set<String> avoid,
      int free,
      long restedSince,
      long version) {
    public FreePeer {
      languages = Set.copyOf(languages);
      topics = Set.copyOf(topics);
      avoid = Set.copyOf(avoid);
    }

    /** The same, when nobody can be offered to them now. */
    public FreePeer busy() {
      return new FreePeer(id, certificate, languages, topics, avoid, 0, restedSince, version);
    }
  }

  /**
   * Both sides, bounded.
   *
   * @param horizon the priority time up to which every ticket is among these, {@link
   *     Long#MAX_VALUE} when all are
   * @param asOf epoch milliseconds
   */
  record Candidates(List<Ticket> tickets, List<FreePeer> peers, long horizon, long asOf) {
    public Candidates {
      tickets = List.copyOf(tickets);
      peers = List.copyOf(peers);
    }

    /** Whether there are more than were looked at. */
    public boolean isPartial() {
      return horizon != Long.MAX_VALUE;
    }
  }

  /** What came of a claim. */
  enum Claim {
    OFFERED,
    /** Something changed; look again. */
    STALE,
    /** The peer does not listen any more, and has been put off duty. */
    UNHEARD,
    /** The seeker does not listen any more, and is away; the peer stays free. */
    ABSENT,
    /** Another engine has the lease. */
    NOT_MINE
  }
}
