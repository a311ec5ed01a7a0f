package org.porchlight.chat.conversation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends conversations. {@link #close} is the only way in which one is closed. */
public final class Conversations {
  /** As PROTOCOL.md promises (C8, C11). */
  private static final Duration HELD_FOR = Duration.ofMinutes(10);

  private final ConversationLog log;
  private final FlagBoard board;
  private final Archive archive;
  private final List<ConversationEnd> ends;

  /** Conversations over a log, and what has to happen when one is over. */
  public Conversations(
      ConversationLog log, FlagBoard board, Archive archive, List<ConversationEnd> ends) {
    this.log = log;
    this.board = board;
    this.archive = archive;
    this.ends = List.copyOf(ends);
  }

  /**
   * Closes a conversation for a person who is in it.
   *
   * @return true, or false when it is not theirs
   */
  public Mono<Boolean> end(ConversationId id, Part part, String person) {
    return log.find(id, conversation -> isIn(conversation, part, person))
        .flatMap(conversation -> close(id, endedBy(part)).thenReturn(true))
        .defaultIfEmpty(false);
  }

  /**
   * Closes a conversation for good, and lets those know who have to. Once begun it is done, even if
   * whoever asked for it hangs up: people hang up when they hear that it is over, and the peer's
   * place has to be free again all the same.
   */
  public Mono<Void> close(ConversationId id, Conversation.Why why) {
    Mono<Void> closing =
        log.close(id, why)
            .flatMap(closed -> Flux.fromIterable(ends).concatMap(end -> end.ended(closed)).then());
    return Mono.defer(() -> Mono.fromFuture(closing.toFuture(), true));
  }

  /**
   * Nobody waits any more: what was only written in line is destroyed, and a conversation that
   * waited for another peer is closed.
   */
  public Mono<Void> abandon(Conversation.Waiting waiting) {
    return waiting.turn() > 1
        ? close(waiting.id(), Conversation.Why.LEFT)
        : log.destroyWaiting(waiting.id());
  }

  /** Changes a supervisor's part; a peer who is out of it by that has a place free again. */
  public Mono<Stepping.Stepped> step(ConversationId id, Stepping stepping) {
    return log.find(id)
        .flatMap(before -> log.step(id, stepping).delayUntil(stepped -> freed(id, before.peer())))
        .defaultIfEmpty(Stepping.Stepped.NOT_YOURS);
  }

  private Mono<Void> freed(ConversationId id, @Nullable Member peer) {
    return peer == null
        ? Mono.empty()
        : log.find(id)
            .filter(after -> after instanceof Conversation.Open && !after.has(peer.id()))
            .flatMap(
                after -> Flux.fromIterable(ends).concatMap(end -> end.removed(id, peer)).then());
  }

  /** The seeker of this one goes on with somebody else. */
  public Mono<Void> goesOn(Conversation.Open open) {
    Member peer = open.peer();
    return peer == null
        ? Mono.empty()
        : Flux.fromIterable(ends).concatMap(end -> end.left(open, peer)).then();
  }

  /** The seeker left quickly: the conversation is held, then closed. */
  public Mono<Void> leave(ConversationId id) {
    return log.hold(id, HELD_FOR).then();
  }

  /**
   * Nobody writes in it: asks, warns and at last holds it. While something in it is flagged its
   * clock stands: a conversation that a person should look at is never closed by a clock.
   */
  public Mono<Void> grewQuiet(Conversation.Open open) {
    return board
        .isFlagged(open.id())
        .flatMap(flagged -> flagged ? log.goesOn(open.id()) : log.growQuiet(open.id(), HELD_FOR));
  }

  /**
   * It has been held long enough: closes it, unless its seeker is back. One that grew quiet, and in
   * which something was flagged since, goes on; one that its seeker left does not.
   */
  public Mono<Void> heldLongEnough(Conversation.Held held) {
    ConversationId id = held.id();
    return board
        .isFlagged(id)
        .filter(flagged -> flagged)
        .flatMap(flagged -> log.goesOn(id))
        .then(close(id, Conversation.Why.LEFT));
  }

  /**
   * The usual time of a conversation goes by: says so, and closes nothing. While something in it is
   * flagged, a supervisor is in it, or its seeker has left, its clock stands: nobody is told about
   * the time then.
   */
  public Mono<Void> timeGoesBy(ConversationId id) {
    return log.find(id)
        .filter(conversation ->
            conversation instanceof Conversation.Open && conversation.supervisor() == null)
        .flatMap(open -> board.isFlagged(id))
        .defaultIfEmpty(true)
        .flatMap(stands -> log.timeGoesBy(id, stands));
  }

  /**
   * Destroys a conversation for its seeker, wherever it lies; one that is open ends first. Where a
   * flag is open, a person has to look before it goes.
   *
   * @return empty when it is not theirs
   */
  public Mono<Deletion> delete(ConversationId id, String seeker) {
    return log.find(id, conversation -> isIn(conversation, Part.SEEKER, seeker))
        .flatMap(conversation ->
            (conversation instanceof Conversation.Closed
                    ? Mono.<Void>empty()
                    : close(id, Conversation.Why.ENDED_BY_SEEKER))
                .then(board.isFlagged(id))
                .flatMap(flagged -> flagged ? waitForReview(id, seeker) : destroy(id, seeker)))
        .switchIfEmpty(Mono.defer(() -> archive.destroy(id, seeker)));
  }

  /**
   * A supervisor closed a flag. What its seeker wants gone goes with the last one.
   *
   * @param right whether the flag was right
   * @return whether the conversation was destroyed
   */
  public Mono<Boolean> reviewed(ConversationId id, boolean right) {
    return board
        .isFlagged(id)
        .flatMap(flagged -> {
          Review review = new Review(right, !flagged);
          return Mono.zip(
                  log.reviewed(id, review).defaultIfEmpty(false),
                  archive.reviewed(id, review).defaultIfEmpty(false))
              .filter(wanted -> review.last() && (wanted.getT1() || wanted.getT2()))
              .flatMap(wanted -> log.destroy(id).then(archive.destroy(id)).thenReturn(true));
        })
        .defaultIfEmpty(false);
  }

  /**
   * Destroys what its seeker wanted gone, once nothing in it is flagged: whoever closed the last
   * flag may not have come so far.
   */
  public Mono<Void> deleteIfReviewed(ConversationId id) {
    return board
        .isFlagged(id)
        .filter(flagged -> !flagged)
        .flatMap(reviewed -> log.destroy(id).then(archive.destroy(id)));
  }

  /** The archive first: what the log still has would be archived again. */
  private Mono<Deletion> destroy(ConversationId id, String seeker) {
    return log.destroy(id).then(archive.destroy(id, seeker)).defaultIfEmpty(Deletion.DESTROYED);
  }

  /** Asked again once it is written down: the last flag may have been closed in between. */
  private Mono<Deletion> waitForReview(ConversationId id, String seeker) {
    return log.deleteAsked(id)
        .then(archive.deleteAsked(id))
        .then(board.isFlagged(id))
        .flatMap(flagged -> flagged ? Mono.just(Deletion.WAITS_FOR_REVIEW) : destroy(id, seeker));
  }

  private static boolean isIn(Conversation conversation, Part part, String person) {
    return switch (conversation) {
      case Conversation.Waiting waiting -> false;
      case Conversation.Open open -> isPart(open, part, person);
      case Conversation.Held held -> isPart(held, part, person);
      case Conversation.Closed closed -> isPart(closed, part, person);
    };
  }

  private static boolean isPart(Conversation conversation, Part part, String person) {
    // Where a peer is, it is not the supervisor's to end.
    boolean ofAnother = part == Part.SUPERVISOR && conversation.peer() != null;
    return !ofAnother && part != Part.CLINICIAN && conversation.has(part, person);
  }

  private static Conversation.Why endedBy(Part part) {
    return switch (part) {
      case SEEKER -> Conversation.Why.ENDED_BY_SEEKER;
      case PEER -> Conversation.Why.ENDED_BY_PEER;
      case SUPERVISOR -> Conversation.Why.ENDED_BY_SUPERVISOR;
      case CLINICIAN ->
          throw new IllegalArgumentException("a clinician leaves and does not end a conversation");
    };
  }
}
