package org.porchlight.chat.supervision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
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
  private static final RedisScript<Long> RAISE =
      RedisScript.of(new ClassPathResource("lua/supervision/raise.lua"), Long.class);

  private final ReactiveStringRedisTemplate redis;
  private final MeterRegistry meters;
  private final JsonMapper json = JsonMapper.shared();

  RedisFlagBoard(ReactiveStringRedisTemplate redis, MeterRegistry meters) {
    this.redis = redis;
    this.meters = meters;
    for (Category category : Category.values()) {
      raised(category, Lane.NEEDS_A_PERSON_NOW);
      raised(category, Lane.CHECK_SOON);
    }
  }

  @Override
  public Mono<Void> raise(Flag flag) {
    return redis
        .execute(RAISE, List.of(open(), bell()), List.of(flag.id(), json.writeValueAsString(flag)))
        .next()
        .filter(made -> made == 1)
        .doOnNext(made -> raised(flag.category(), flag.lane()).increment())
        .then();
  }

  @Override
  public Mono<Boolean> isFlagged(ConversationId conversation) {
    return flags().any(flag -> flag.conversation().equals(conversation));
  }

  @Override
  public Mono<Boolean> has(ConversationId conversation, Category category) {
    return flags()
        .any(flag -> flag.conversation().equals(conversation) && flag.category() == category);
  }

  /** The flags that are open. */
  Flux<Flag> flags() {
    return redis.<String, String>opsForHash().values(open()).map(this::read);
  }

  /** Flags that come up from now on. */
  Flux<Flag> raised() {
    return redis
        .listenToChannel(bell())
        .concatMap(id -> redis.<String, String>opsForHash().get(open(), id.getMessage()))
        .map(this::read);
  }

  private Counter raised(Category category, Lane lane) {
    return meters.counter(
        "flags.raised",
        "category",
        category.name().toLowerCase(Locale.ROOT),
        "lane",
        lane == Lane.NEEDS_A_PERSON_NOW ? "now" : "soon");
  }

  private Flag read(String stored) {
    return json.readValue(stored, Flag.class);
  }

  static String open() {
    return "f:{board}:open";
  }

  static String bell() {
    return "f:{board}:bell";
  }
}
