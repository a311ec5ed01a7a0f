package org.porchlight.chat.supervision;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.porchlight.chat.conversation.Archive;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.WithheldMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the board true: tells the writer of a message that nobody decided about in time, lets what
 * nobody has become louder, takes off what nobody can look at any more, and counts verdicts.
 * Several nodes may; every step bears being repeated, and what cannot be done now is done in a
 * while.
 */
final class BoardLoop implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(BoardLoop.class);

  private final RedisFlagBoard board;
  private final RedisVerdicts waiting;
  private final PostgresVerdicts verdicts;
  private final ConversationLog log;
  private final Archive archive;
  private final WithheldMessages withheld;
  private final Escalation escalation;
  private final Clock clock;
  private final Disposable.Swap running = Disposables.swap();

  BoardLoop(
      RedisFlagBoard board,
      RedisVerdicts waiting,
      PostgresVerdicts verdicts,
      ConversationLog log,
      Archive archive,
      WithheldMessages withheld,
      Escalation escalation,
      Clock clock) {
    this.board = board;
    this.waiting = waiting;
    this.verdicts = verdicts;
    this.log = log;
    this.archive = archive;
    this.withheld = withheld;
    this.escalation = escalation;
    this.clock = clock;
  }

  void start() {
    running.update(
        Disposables.composite(
            board.listen().subscribe(),
            Flux.interval(EVERY)
                .onBackpressureDrop()
                // First what cannot wait.
                .concatMap(tick -> later(board.flags().collectList().flatMap(escalation::look)))
                .concatMap(looked -> later(board.flags().concatMap(this::settle).then()))
                .concatMap(settled -> later(count()))
                .subscribe()));
  }

  @Override
  public void close() {
    running.dispose();
  }

  /** One flag; what cannot be done about it does not hold up the others. */
  private Mono<Void> settle(Flag flag) {
    Flag.Aside aside = flag.aside();
    return later(
            aside != null && !aside.told() && !clock.instant().isBefore(aside.until())
                ? withheld
                    .tell(flag.conversation(), aside.message())
                    .then(board.change(flag.told()))
                : dropIfGone(flag))
        .then();
  }

  /** Destroyed with the place in line, or its time was over: there is nothing to look at. */
  private Mono<Void> dropIfGone(Flag flag) {
    return log.head(flag.conversation())
        .hasElement()
        .filter(there -> !there)
        .flatMap(gone -> archive.kept(Set.of(flag.conversation())))
        .filter(Map::isEmpty)
        // A server that was replaced without knowing may not have it yet; this one would.
        .flatMap(gone -> log.find(flag.conversation()).hasElement())
        .filter(there -> !there)
        .flatMap(gone -> board.resolve(flag, "", null))
        .then();
  }

  Mono<Void> count() {
    return waiting
        .waiting()
        .concatMap(each -> verdicts.count(each.verdict()).then(waiting.counted(each)))
        .then();
  }

  private static Mono<Boolean> later(Mono<Void> step) {
    return step.thenReturn(true)
        .onErrorResume(problem -> {
          LOG.warn("the board waits: {}", problem.getClass().getSimpleName());
          return Mono.just(false);
        });
  }
}
