package org.porchlight.chat.house;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.house.PostgresWords.State;
import org.porchlight.chat.house.PostgresWords.Written;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What coordinators do about the words of the house. It is written down before it is done. */
@Component
class WordsKeeping {
  private final PostgresWords kept;
  private final Words words;
  private final Audit audit;
  private final Clock clock;

  WordsKeeping(PostgresWords kept, Words words, Audit audit, Clock clock) {
    this.kept = kept;
    this.words = words;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of it. */
  enum Outcome {
    DONE,
    /** Somebody has changed something since it was looked at. */
    CHANGED,
    /** There is no such version. */
    GONE
  }

  /**
   * A sentence says this from now on. What is the same as before is no change.
   *
   * @param seen the version that was looked at
   * @param sentence null for what ships
   */
  Mono<Outcome> change(Visitor.Staff by, int seen, String key, @Nullable Sentence sentence) {
    return done(
        seen,
        before ->
            Objects.equals(before.sentences().get(key), sentence)
                ? Mono.just(Outcome.DONE)
                : record(
                    by,
                    before,
                    Act.of(by.id(), "words.change", key)
                        .detail(sentence == null ? key + ", as it ships" : key)
                        // Words go where the words of people go, which is sealed.
                        .because(sentence == null ? null : sentence.en() + " / " + sentence.es()),
                    List.of(new Written(key, sentence))));
  }

  /**
   * Everything says again what it said at a version, which is a change like any other.
   *
   * @param seen the version that was looked at
   * @param to 0 for all that ships
   */
  Mono<Outcome> back(Visitor.Staff by, int seen, int to) {
    return done(
        seen,
        before ->
            to > before.version()
                ? Mono.just(Outcome.GONE)
                : kept.at(to)
                    .flatMap(then -> {
                      List<Written> differences = differences(before.sentences(), then.sentences());
                      return differences.isEmpty()
                          ? Mono.just(Outcome.DONE)
                          : record(
                              by,
                              before,
                              Act.of(by.id(), "words.back", "words").detail("version " + to),
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
        .delayUntil(
            outcome -> outcome == Outcome.DONE ? words.refresh().onErrorComplete() : Mono.empty());
  }

  private Mono<Outcome> record(Visitor.Staff by, State before, Act act, List<Written> written) {
    return audit
        .record(act)
        .then(Mono.defer(() -> kept.add(before.version() + 1, written, clock.instant(), by.id())))
        .thenReturn(Outcome.DONE);
  }

  private static List<Written> differences(
      Map<String, Sentence> before, Map<String, Sentence> after) {
    return Stream.concat(before.keySet().stream(), after.keySet().stream())
        .distinct()
        .filter(key -> !Objects.equals(before.get(key), after.get(key)))
        .map(key -> new Written(key, after.get(key)))
        .toList();
  }
}
