package org.porchlight.chat.house;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What coordinators do about the rules of the house. It is written down before it is done. */
@Component
class HouseKeeping {
  private final PostgresHouse kept;
  private final House house;
  private final Audit audit;
  private final Clock clock;

  HouseKeeping(PostgresHouse kept, House house, Audit audit, Clock clock) {
    this.kept = kept;
    this.house = house;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of it. */
  enum Outcome {
    DONE,
    /** Somebody has changed something since it was looked at. */
    CHANGED
  }

  /**
   * From now on this holds. What is the same as before is no change, and is written down nowhere.
   *
   * @param seen the version that was looked at
   */
  Mono<Outcome> change(Visitor.Staff by, int seen, HouseRules wanted) {
    return kept.alone(
            house.configured(),
            before -> {
              if (before.version() != seen) {
                return Mono.just(Outcome.CHANGED);
              }
              HouseRules after = wanted.after(before);
              List<String> differences = after.differences(before);
              if (differences.isEmpty()) {
                return Mono.just(Outcome.DONE);
              }
              return written(by, after, differences)
                  .then(Mono.defer(() -> kept.add(after, clock.instant(), by.id())))
                  .thenReturn(Outcome.DONE);
            })
        // It is done also when reading it anew fails.
        .delayUntil(
            outcome -> outcome == Outcome.DONE ? house.refresh().onErrorComplete() : Mono.empty());
  }

  /** Names, a number and the policy go where the words of people go, which is sealed. */
  private Mono<Void> written(Visitor.Staff by, HouseRules after, List<String> differences) {
    return audit.record(
        Act.of(by.id(), "house.change", "house")
            .detail(String.join(", ", differences))
            .because(words(after, differences)));
  }

  private static @Nullable String words(HouseRules after, List<String> differences) {
    List<String> words = new ArrayList<>();
    if (differences.contains("safeguarding") && after.lead() != null) {
      words.add(after.lead() + ": " + after.policy());
    }
    if (differences.contains("on_call") && after.onCall() != null) {
      words.add(after.onCall() + ": " + after.onCallPhone());
    }
    return words.isEmpty() ? null : String.join("; ", words);
  }
}
