package org.porchlight.chat.access;

import static org.porchlight.redis.RedisScript.text;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.porchlight.redis.RedisLink;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sign-ins in Redis, beside the sessions that the cookies lead to: a session whose sign-in is not
 * here signs nobody in. They say when, and neither from where nor with what.
 */
final class RedisSignIns implements SignIns {
  /** Sockets say every half minute that a conversation is open. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  private static final Duration REMEMBERED = Duration.ofHours(24);
  private static final RedisScript<Long> USE =
      RedisScript.of(new ClassPathResource("lua/access/sign-in-use.lua"), Long.class);
  private static final RedisScript<Long> PROVED =
      RedisScript.of(new ClassPathResource("lua/access/sign-in-proved.lua"), Long.class);

  private final ReactiveStringRedisTemplate redis;
  private final RedisLink link;
  private final AccessEvents events;
  private final SignInSettings settings;
  private final Clock clock;

  RedisSignIns(
      ReactiveStringRedisTemplate redis,
      RedisLink link,
      AccessEvents events,
      SignInSettings settings,
      Clock clock) {
    this.redis = redis;
    this.link = link;
    this.events = events;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A sign-in.
   *
   * @param id what names it; it opens nothing
   * @param since when it began, in epoch milliseconds
   * @param last when it was used last
   */
  record SignedIn(String id, long since, long last) {}

  /** Begins one, in which a code was shown just now. */
  Mono<Void> begin(Visitor.Staff staff, boolean demo) {
    long now = clock.millis();
    String value = "%d|%d|%d|0|%d".formatted(now, now, now, demo ? 1 : 0);
    String key = Keys.signIns(staff.id());
    return redis
        .<String, String>opsForHash()
        .put(key, staff.session(), value)
        .then(redis.expire(key, REMEMBERED))
        .then();
  }

  @Override
  public Mono<Boolean> isIn(Visitor.Staff staff, Use use) {
    return isIn(staff.id(), staff.session(), use);
  }

  @Override
  public Mono<Boolean> isProved(Visitor.Staff staff) {
    return redis
        .<String, String>opsForHash()
        .get(Keys.signIns(staff.id()), staff.session())
        .map(value -> value.split("\\|", -1))
        .map(fields ->
            fields[4].equals("1")
                || clock.millis() - Long.parseLong(fields[2]) <= settings.proved().toMillis())
        .defaultIfEmpty(false);
  }

  /** After how long without use one ends; zero when it does not. */
  Mono<Duration> idle(Visitor.Staff staff) {
    return redis
        .<String, String>opsForHash()
        .get(Keys.signIns(staff.id()), staff.session())
        .filter(value -> value.endsWith("|1"))
        .map(demo -> Duration.ZERO)
        .defaultIfEmpty(settings.idle());
  }

  /** Its person showed a code just now. */
  Mono<Void> proved(Visitor.Staff staff) {
    return redis
        .execute(
            PROVED,
            List.of(Keys.signIns(staff.id())),
            List.of(staff.session(), Long.toString(clock.millis())))
        .then();
  }

  /** Somebody's sign-ins, the one used last first. */
  Mono<List<SignedIn>> of(String staff) {
    // There may be many, so not through Spring: an answer is read whole.
    return link.commands()
        .flatMap(redis -> redis.hgetall(Keys.signIns(staff)).collectList())
        .flatMapMany(Flux::fromIterable)
        .filterWhen(entry -> isIn(staff, entry.getKey(), Use.NONE))
        .map(entry -> {
          String[] fields = text(entry.getValue()).split("\\|", -1);
          return new SignedIn(entry.getKey(), Long.parseLong(fields[0]), Long.parseLong(fields[1]));
        })
        .collectSortedList(Comparator.comparingLong(SignedIn::last).reversed());
  }

  /** Ends one on all nodes, with its session and its sockets; whether there was one. */
  Mono<Boolean> end(String staff, String session) {
    return redis
        .opsForHash()
        .remove(Keys.signIns(staff), session)
        .flatMap(removed ->
            removed == 0
                ? Mono.just(false)
                : redis
                    .delete(RedisDeskSessions.key(session))
                    .then(events.signedOut(session))
                    .thenReturn(true));
  }

  @Override
  public Mono<Void> endAll(String staff) {
    return of(staff).flatMapIterable(all -> all).concatMap(each -> end(staff, each.id())).then();
  }

  private Mono<Boolean> isIn(String staff, String session, Use use) {
    return redis
        .execute(
            USE,
            List.of(Keys.signIns(staff)),
            List.of(
                session,
                Long.toString(clock.millis()),
                use.name().toLowerCase(Locale.ROOT),
                Long.toString(settings.idle().toMillis()),
                Long.toString(settings.longest().toMillis()),
                Long.toString(GRACE.toMillis()),
                Long.toString(REMEMBERED.toMillis())))
        .next()
        .map(answer -> answer == 1);
  }
}
