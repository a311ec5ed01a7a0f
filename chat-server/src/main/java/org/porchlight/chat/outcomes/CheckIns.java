package org.porchlight.chat.outcomes;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What seekers say of themselves before and after a conversation. An answer becomes part of a count
 * at once, and is kept nowhere else.
 */
@Component
public class CheckIns {
  private static final Logger LOG = LoggerFactory.getLogger(CheckIns.class);

  private final PostgresCheckIns counts;
  private final AskedItems asked;

  CheckIns(PostgresCheckIns counts, AskedItems asked) {
    this.counts = counts;
    this.asked = asked;
  }

  /** When something is asked. */
  public enum Phase {
    BEFORE,
    AFTER
  }

  /** What is asked; the answer is a number from 1. */
  public enum Item {
    /** Up to 7: very upset. */
    UPSET,
    /** Up to 5: there is much to hope for. */
    HOPE,
    /** Up to 5: very much alone with it. Here, unlike with hope, less is better. */
    ALONE,
    /** Up to 5: a next step can be thought of. */
    NEXT,
    /** Whether they felt heard: 1 no, 2 partly, 3 yes. */
    HEARD
  }

  /**
   * Counts answers. What cannot be counted is lost: nothing that a seeker does waits for a count or
   * fails with it, and an answer that was put aside for later would be a row about somebody. Nor is
   * an answer counted to what the house no longer asks: a page may be older than that.
   *
   * @param visit which visit of somebody who keeps a way back it is; 1 when none is kept
   */
  public Mono<Void> count(Phase phase, int visit, Map<Item, Integer> answers) {
    return Flux.fromIterable(answers.entrySet())
        .filter(answer -> asked.asks(answer.getKey()))
        .concatMap(answer -> counts.add(phase, visit, answer.getKey(), answer.getValue()))
        .then()
        .onErrorResume(broken -> {
          LOG.warn("a check-in was not counted: {}", broken.getClass().getSimpleName());
          return Mono.empty();
        });
  }
}
