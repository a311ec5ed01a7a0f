package org.porchlight.chat.supervision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.FlagKinds;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Lane;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Open flags in Redis. */
@Component
class RedisFlagBoard implements FlagBoard, FlagKinds {
  private static final RedisScript<Long> RAISE = script("raise");
  private static final RedisScript<Long> CHANGE = script("change");
  private static final RedisScript<Long> RESOLVE = script("resolve");

  private final ReactiveStringRedisTemplate redis;
  private final MeterRegistry meters;
  private final RuleMeters rules;
  private final JsonMapper json = JsonMapper.shared();

  RedisFlagBoard(ReactiveStringRedisTemplate redis, MeterRegistry meters, RuleMeters rules) {
    this.redis = redis;
    this.meters = meters;
    this.rules = rules;
    for (Category category : Category.values()) {
      raised(category, Lane.NEEDS_A_PERSON_NOW);
      raised(category, Lane.CHECK_SOON);
      resolved(category, true);
      resolved(category, false);
    }
  }

  /** What the bell says. */
  sealed interface Bell {

    /** A flag came up, or is another than it was. */
    record Changed(Flag flag) implements Bell {}

    /** A flag was closed, by nobody when its conversation is gone. */
    record Closed(String flag, String by) implements Bell {}
  }

  private static RedisScript<Long> script(String name) {
    return RedisScript.of(new ClassPathResource("lua/supervision/" + name + ".lua"), Long.class);
  }

  @Override
  public Mono<Void> raise(Flag flag) {
    return redis
        .execute(
            RAISE,
            List.of(open(), flagged(), bell()),
            List.of(flag.id(), json.writeValueAsString(flag), flag.conversation().value()))
        .next()
        .filter(made -> made == 1)
        .doOnNext(made -> raised(flag.category(), flag.lane()).increment())
        .then();
  }

  @Override
  public Mono<Boolean> isFlagged(ConversationId conversation) {
    return redis.opsForHash().hasKey(flagged(), conversation.value());
  }

  @Override
  public Mono<Boolean> has(ConversationId conversation, Category category) {
    return flags()
        .any(flag -> flag.conversation().equals(conversation) && flag.category() == category);
  }

  /** The flags that are open. */
  Flux<Flag> flags() {
    return redis
        .<String, String>opsForHash()
        .values(open())
        .collectList()
        // Whole: an answer that is read as slowly as it is used holds up whoever shares the link.
        .flatMapIterable(flags -> flags)
        .map(this::read);
  }

  /** An open flag, empty when there is none of that id. */
  Mono<Flag> find(String flag) {
    return redis.<String, String>opsForHash().get(open(), flag).map(this::read);
  }

  /** What happens to flags from now on. */
  Flux<Bell> bells() {
    return redis
        .listenToChannel(bell())
        .concatMap(rung -> {
          String[] parts = rung.getMessage().split("\\|", 2);
          return parts.length == 2
              ? Mono.<Bell>just(new Bell.Closed(parts[0], parts[1]))
              : find(parts[0]).<Bell>map(Bell.Changed::new);
        });
  }

  /** Writes an open flag anew. */
  Mono<Void> change(Flag flag) {
    return redis
        .execute(CHANGE, List.of(open(), bell()), List.of(flag.id(), json.writeValueAsString(flag)))
        .then();
  }

  /**
   * Closes a flag. Of several who do, one does.
   *
   * @param by the name of who closes it
   * @param verdict what they say of it; null when nobody could look at it
   * @return whether this one did
   */
  Mono<Boolean> resolve(Flag flag, String by, @Nullable Verdict verdict) {
    return redis
        .execute(
            RESOLVE,
            List.of(open(), flagged(), out(), bell()),
            List.of(
                flag.id(),
                flag.conversation().value(),
                by,
                verdict == null ? "" : json.writeValueAsString(verdict)))
        .next()
        .map(left -> left >= 0)
        .doOnNext(done -> {
          if (done && verdict != null) {
            resolved(flag.category(), verdict.right()).increment();
            rules.judged(verdict);
          }
        });
  }

  private Counter raised(Category category, Lane lane) {
    return meters.counter(
        "flags.raised",
        "category",
        lower(category),
        "lane",
        lane == Lane.NEEDS_A_PERSON_NOW ? "now" : "soon");
  }

  private Counter resolved(Category category, boolean right) {
    return meters.counter(
        "flags.resolved", "category", lower(category), "verdict", right ? "right" : "wrong");
  }

  private static String lower(Category category) {
    return category.name().toLowerCase(Locale.ROOT);
  }

  private Flag read(String stored) {
    return json.readValue(stored, Flag.class);
  }

  static String open() {
    return "f:{board}:open";
  }

  static String flagged() {
    return "f:{board}:flagged";
  }

  static String out() {
    return "f:{board}:out";
  }

  static String bell() {
    return "f:{board}:bell";
  }
}
