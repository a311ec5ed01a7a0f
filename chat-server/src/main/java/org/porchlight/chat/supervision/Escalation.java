package org.porchlight.chat.supervision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.porchlight.chat.conversation.Concern;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.supervision.RedisClaims.Kept;
import org.porchlight.moderation.Lane;
import org.porchlight.moderation.Side;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What needs a person now, or what somebody raised, and is nobody's does not go quiet: it becomes
 * louder on every board and who waits is told, and later, where a person is needed now, whoever is
 * on call is wanted. It runs here and not in a page, because every page may be asleep.
 */
@Component
class Escalation {
  private static final Logger LOG = LoggerFactory.getLogger(Escalation.class);

  private final RedisClaims claims;
  private final RedisSupervisors supervisors;
  private final ConversationLog log;
  private final SupervisionSettings settings;
  private final Clock clock;
  private final Counter louder;
  private final Counter call;

  Escalation(
      RedisClaims claims,
      RedisSupervisors supervisors,
      ConversationLog log,
      SupervisionSettings settings,
      Clock clock,
      MeterRegistry meters) {
    this.claims = claims;
    this.supervisors = supervisors;
    this.log = log;
    this.settings = settings;
    this.clock = clock;
    this.louder = meters.counter("flags.unclaimed", "stage", "louder");
    this.call = meters.counter("flags.unclaimed", "stage", "on_call");
  }

  /** Looks at open flags; only those about which something is to be done cost a write. */
  Mono<Void> look(List<Flag> flags) {
    return claims
        .kept(flags.stream().map(Flag::id).toList())
        .flatMapMany(kept -> Flux.fromIterable(flags).filter(flag -> isDue(flag, kept)))
        .filterWhen(this::isAlone)
        .concatMap(this::escalate)
        .then();
  }

  private boolean isDue(Flag flag, Map<String, Kept> all) {
    Kept kept = all.getOrDefault(flag.id(), Kept.NEVER);
    if (kept.ended()) {
      return true;
    }
    if (kept.standing().isTaken() || !isAwaited(flag)) {
      return false;
    }
    Long since = kept.since();
    Duration alone =
        Duration.ofMillis(clock.millis() - (since == null ? flag.at().toEpochMilli() : since));
    return switch (kept.standing().loudness()) {
      case USUAL -> alone.compareTo(settings.louderAfter()) >= 0;
      case LOUDER -> isNow(flag) && alone.compareTo(settings.callAfter()) >= 0;
      case ON_CALL -> false;
    };
  }

  /**
   * What is written to a supervisor who is there waits for nobody else. Where that cannot be asked
   * it does.
   */
  private Mono<Boolean> isAlone(Flag flag) {
    return log.find(flag.conversation())
        .mapNotNull(Conversation::supervisor)
        .filter(supervisor -> flag.isFor(supervisor.id()))
        .filterWhen(supervisor -> supervisors.isHere(supervisor.id()))
        .hasElement()
        .map(there -> !there)
        .onErrorReturn(true);
  }

  private Mono<Void> escalate(Flag flag) {
    return claims
        .escalate(flag, settings, isAwaited(flag), isNow(flag))
        .flatMap(step ->
            switch (step) {
              case QUIET, ENDED -> Mono.empty();
              case LOUDER -> {
                louder.increment();
                yield tell(flag);
              }
              case CALL -> {
                // The hook for an operator's alarm: METRICS.md says how. No id, no name.
                call.increment();
                LOG.warn("something needs a person now and no supervisor has taken it");
                yield tell(flag);
              }
            });
  }

  /** Who raised it, or whose words they are: what was seen in a peer's nobody has heard of. */
  private Mono<Void> tell(Flag flag) {
    Concern concern = Concern.of(flag);
    if (concern == null && flag.side() != Side.SEEKER) {
      return Mono.empty();
    }
    Part who = concern == null ? Part.SEEKER : concern.by();
    return log.ring(flag.conversation(), new Ring.NobodyYet(who, concern));
  }

  /** Somebody asked for it, or needs it now: not a rule's finding that can wait. */
  static boolean isAwaited(Flag flag) {
    return isNow(flag) || Concern.of(flag) != null;
  }

  private static boolean isNow(Flag flag) {
    return flag.lane() == Lane.NEEDS_A_PERSON_NOW;
  }
}
