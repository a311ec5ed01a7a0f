package org.porchlight.chat.conversation;

import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Somebody in a conversation asks that a supervisor look. It never reaches whom it is about. */
public final class Raising {
  private final ConversationLog log;
  private final FlagBoard board;
  private final PeerCounts counts;
  private final Clock clock;

  /** Over a log and a board; what is about a peer is counted. */
  public Raising(ConversationLog log, FlagBoard board, PeerCounts counts, Clock clock) {
    this.log = log;
    this.board = board;
    this.counts = counts;
    this.clock = clock;
  }

  /** What came of it. */
  public enum Raised {
    DONE,
    NOT_YOURS,
    CLOSED
  }

  /**
   * Raises it. Again, while the first is open, changes nothing: but for who has come in since then.
   */
  public Mono<Raised> raise(ConversationId id, String person, Concern concern) {
    return log.find(
            id,
            conversation ->
                conversation.has(concern.by(), person)
                    && !(conversation instanceof Conversation.Waiting))
        .flatMap(conversation ->
            conversation instanceof Conversation.Closed
                ? Mono.just(Raised.CLOSED)
                : raise(conversation, concern).thenReturn(Raised.DONE))
        .defaultIfEmpty(Raised.NOT_YOURS);
  }

  private Mono<Void> raise(Conversation conversation, Concern concern) {
    ConversationId id = conversation.id();
    Member peer = conversation.peer();
    return (concern.isKeptLonger() ? log.escalate(id) : Mono.<Void>empty())
        .then(concern == Concern.SUPERVISOR ? supervisorsOf(id) : Mono.just(Set.<String>of()))
        .flatMap(hiddenFrom ->
            board.raise(
                Flags.raised(
                    id, concern, peer == null ? "" : peer.id(), hiddenFrom, clock.instant())))
        .doOnNext(isNew -> {
          if (isNew && peer != null && concern.isAboutThePeer()) {
            counts.count(peer.id(), PeerCounts.What.REPORTED);
          }
        })
        .then();
  }

  /** Those who came into it or read it, also before they went again. */
  private Mono<Set<String>> supervisorsOf(ConversationId id) {
    Flux<String> cameIn =
        log.steps(id)
            .map(Step::by)
            .filter(member -> member.part() == Part.SUPERVISOR)
            .map(Member::id);
    return Flux.concat(cameIn, log.haveRead(id)).collect(Collectors.toUnmodifiableSet());
  }
}
