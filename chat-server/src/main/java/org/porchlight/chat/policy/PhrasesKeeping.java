package org.porchlight.chat.policy;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.policy.PostgresPhrases.State;
import org.porchlight.chat.policy.PostgresPhrases.Written;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What coordinators do about the phrases of the house. It is written down before it is done, and it
 * reaches nothing that ships.
 */
@Component
class PhrasesKeeping {
  private static final int MOST = 100;

  private final PostgresPhrases kept;
  private final Phrases phrases;
  private final Audit audit;
  private final Clock clock;

  PhrasesKeeping(PostgresPhrases kept, Phrases phrases, Audit audit, Clock clock) {
    this.kept = kept;
    this.phrases = phrases;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of it. */
  enum Outcome {
    DONE,
    /** Somebody has changed something since it was looked at. */
    CHANGED,
    /** The house has as many as it may have. */
    FULL,
    /** There is no such version. */
    GONE
  }

  /**
   * A phrase is looked for from now on, or no longer. What is the same as before is no change.
   *
   * @param seen the version that was looked at
   */
  Mono<Outcome> change(Visitor.Staff by, int seen, HousePhrase phrase, boolean there) {
    return done(
        seen,
        before -> {
          if (before.phrases().contains(phrase) == there) {
            return Mono.just(Outcome.DONE);
          }
          if (there && before.phrases().size() >= MOST) {
            return Mono.just(Outcome.FULL);
          }
          Act act =
              Act.of(by.id(), there ? "phrases.add" : "phrases.remove", phrase.rule())
                  .detail(phrase.language().code())
                  // Words go where the words of people go, which is sealed.
                  .because(phrase.words());
          return record(by, before, act, List.of(new Written(phrase, there)));
        });
  }

  /**
   * What was looked for at a version is again, and nothing else, which is a change like any other.
   *
   * @param seen the version that was looked at
   * @param to 0 for what ships alone
   */
  Mono<Outcome> back(Visitor.Staff by, int seen, int to) {
    return done(
        seen,
        before ->
            to > before.version()
                ? Mono.just(Outcome.GONE)
                : kept.at(to)
                    .flatMap(then -> {
                      List<Written> differences = differences(before.phrases(), then.phrases());
                      return differences.isEmpty()
                          ? Mono.just(Outcome.DONE)
                          : record(
                              by,
                              before,
                              Act.of(by.id(), "phrases.back", "rules").detail("version " + to),
                              differences);
                    }));
  }

  private interface Change {
    Mono<Outcome> from(State before);
  }

  private Mono<Outcome> done(int seen, Change change) {
    return kept.alone(
            before -> before.version() == seen ? change.from(before) : Mono.just(Outcome.CHANGED))
        // It is done also when reading it anew fails.
        .delayUntil(outcome ->
            outcome == Outcome.DONE ? phrases.refresh().onErrorComplete() : Mono.empty());
  }

  private Mono<Outcome> record(Visitor.Staff by, State before, Act act, List<Written> written) {
    return audit
        .record(act)
        .then(Mono.defer(() -> kept.add(before.version() + 1, written, clock.instant(), by.id())))
        .thenReturn(Outcome.DONE);
  }

  private static List<Written> differences(Set<HousePhrase> before, Set<HousePhrase> after) {
    return Stream.concat(
            before.stream()
                .filter(each -> !after.contains(each))
                .map(each -> new Written(each, false)),
            after.stream()
                .filter(each -> !before.contains(each))
                .map(each -> new Written(each, true)))
        .toList();
  }
}
