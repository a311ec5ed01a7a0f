package org.porchlight.chat.house;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.porchlight.chat.house.PostgresWords.State;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The house's own words, in memory, so that the pages have them when PostgreSQL is away: as they
 * were last known, or none.
 */
@Component
public class Words {
  private final PostgresWords kept;
  private final ChangeableWords changeable;
  private final AtomicReference<State> known = new AtomicReference<>(new State(0, Map.of()));

  Words(PostgresWords kept, ChangeableWords changeable) {
    this.kept = kept;
    this.changeable = changeable;
  }

  /** The sentences that do not say what ships, by key. The same map until something is changed. */
  public Map<String, Sentence> now() {
    return known.get().sentences();
  }

  /** Reads how it is now; fails, and changes nothing, while PostgreSQL is away. */
  Mono<Void> refresh() {
    return newest()
        .doOnNext(
            read -> known.updateAndGet(before -> read.version() > before.version() ? read : before))
        .then();
  }

  /**
   * How it is now, without what does not fit any more: a later version of the software may fill
   * other places in a sentence, and then says what ships.
   */
  Mono<State> newest() {
    return kept.newest()
        .map(state ->
            new State(
                state.version(),
                state.sentences().entrySet().stream()
                    .filter(each -> changeable.fits(each.getKey(), each.getValue()))
                    .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue))));
  }
}
