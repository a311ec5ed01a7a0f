package org.porchlight.chat.policy;

import java.util.List;
import org.porchlight.chat.policy.PostgresPhrases.State;
import org.porchlight.moderation.rules.Language;
import org.porchlight.moderation.rules.Phrase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Puts what the house adds to the rules in force on this node. While PostgreSQL is away, what was
 * last known stays; what ships is looked for in any case.
 */
@Component
class Phrases {
  private static final Logger LOG = LoggerFactory.getLogger(Phrases.class);

  private final PostgresPhrases kept;
  private final LiveModeration moderation;
  private final Rulebook rulebook;
  private volatile int known;

  Phrases(PostgresPhrases kept, LiveModeration moderation, Rulebook rulebook) {
    this.kept = kept;
    this.moderation = moderation;
    this.rulebook = rulebook;
  }

  /** Follows a version that this node does not know; fails, and changes nothing, without one. */
  Mono<Void> refresh() {
    return kept.version()
        .filter(version -> version > known)
        .flatMap(kept::at)
        // An index is made anew for it, which is no work for the loop that carries the chats.
        .flatMap(read ->
            Mono.<Void>fromRunnable(() -> follow(read)).subscribeOn(Schedulers.boundedElastic()));
  }

  private synchronized void follow(State read) {
    if (read.version() <= known) {
      return;
    }
    Language language = rulebook.inUse();
    List<Phrase> fitting = rulebook.fitting(language, read.phrases());
    long all = read.phrases().stream().filter(each -> each.language() == language).count();
    if (fitting.size() < all) {
      LOG.warn(
          "phrases of the house that fit no rule of this version, and are not looked for: {}",
          all - fitting.size());
    }
    moderation.add(fitting);
    known = read.version();
  }
}
