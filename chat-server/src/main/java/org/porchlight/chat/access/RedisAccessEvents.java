package org.porchlight.chat.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.ReactiveSubscription;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The events through a channel that every node listens to. */
final class RedisAccessEvents implements AccessEvents {
  /** No socket outlives its sign-in, nor its pass by more than a talk, and those end by then. */
  private static final Duration REMEMBERED = Duration.ofHours(25);

  private static final RedisScript<Long> ARRIVE =
      RedisScript.of(new ClassPathResource("lua/access/arrive.lua"), Long.class);

  private final ReactiveStringRedisTemplate redis;

  RedisAccessEvents(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  @Override
  public Mono<Long> arrived(String person) {
    return redis
        .execute(
            ARRIVE, List.of(Keys.sockets(person)), List.of(Long.toString(REMEMBERED.toMillis())))
        .next()
        .delayUntil(
            socket -> redis.convertAndSend(Keys.events(), "moved|" + person + "|" + socket));
  }

  @Override
  public Mono<Boolean> isNewest(String person, long socket) {
    return redis
        .opsForValue()
        .get(Keys.sockets(person))
        .map(newest -> Long.parseLong(newest) == socket)
        .defaultIfEmpty(true);
  }

  @Override
  public Mono<Void> signedOut(String session) {
    return redis.convertAndSend(Keys.events(), "signed-out|" + session).then();
  }

  @Override
  public Mono<Void> passEnded(String pass) {
    return redis.convertAndSend(Keys.events(), "pass-ended|" + pass).then();
  }

  @Override
  public Mono<Void> blocked(String person, SeekerBlocks.Told told) {
    String why = told.reason().code() + "|" + told.until().toEpochMilli();
    return redis.convertAndSend(Keys.events(), "blocked|" + person + "|" + why).then();
  }

  @Override
  public Mono<Void> lifted(String person) {
    return redis.convertAndSend(Keys.events(), "lifted|" + person).then();
  }

  @Override
  public Flux<AccessEvent> events() {
    return redis
        .listenToChannel(Keys.events())
        .map(ReactiveSubscription.Message::getMessage)
        .mapNotNull(RedisAccessEvents::event);
  }

  /** Null for what a newer node tells and this one does not know yet. */
  private static @Nullable AccessEvent event(String message) {
    String[] parts = message.split("\\|", -1);
    return switch (parts[0]) {
      case "moved" -> new AccessEvent.Moved(parts[1], Long.parseLong(parts[2]));
      case "signed-out" -> new AccessEvent.SignedOut(parts[1]);
      case "pass-ended" -> new AccessEvent.PassEnded(parts[1]);
      case "blocked" ->
          new AccessEvent.Blocked(
              parts[1],
              new SeekerBlocks.Told(
                  Block.Reason.of(parts[2]), Instant.ofEpochMilli(Long.parseLong(parts[3]))));
      case "lifted" -> new AccessEvent.Blocked(parts[1], null);
      default -> null;
    };
  }
}
