package org.porchlight.chat.supervision;

import java.util.List;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.FlagBoard;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Open flags in Redis. */
@Component
class RedisFlagBoard implements FlagBoard {
  private static final RedisScript<Long> RAISE =
      RedisScript.of(new ClassPathResource("lua/supervision/raise.lua"), Long.class);

  private final ReactiveStringRedisTemplate redis;
  private final JsonMapper json = JsonMapper.shared();

  RedisFlagBoard(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  @Override
  public Mono<Void> raise(Flag flag) {
    return redis
        .execute(RAISE, List.of(open(), bell()), List.of(flag.id(), json.writeValueAsString(flag)))
        .then();
  }

  @Override
  public Mono<Boolean> isFlagged(ConversationId conversation) {
    return flags().any(flag -> flag.conversation().equals(conversation));
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
