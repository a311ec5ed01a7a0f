package org.porchlight.chat.access;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;
import static org.porchlight.redis.RedisScript.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/**
 * Passes in Redis. A pass and its place are as durable as messages: a place that is lost with a
 * fail-over would let its seeker begin another conversation beside the one they are in.
 */
final class RedisSeekerPasses implements SeekerPasses {
  /** Idle 30 minutes, 12 hours at most (after ASVS 5.0, 7.3). */
  private static final Duration IDLE = Duration.ofMinutes(30);

  static final Duration AT_MOST = Duration.ofHours(12);
  private static final int TOKEN_BITS = 256;
  private static final int ID_BITS = 128;
  private static final int LONGEST_TOKEN = 100;

  private static final RedisScript POINT = script("point");
  private static final RedisScript UNPOINT = script("unpoint");
  private static final RedisScript ISSUE = script("issue");
  private static final RedisScript ENTER = script("enter");
  private static final RedisScript VACATE = script("vacate");
  private static final RedisScript MOVED = script("moved");
  private static final RedisScript TOUCH = script("touch");
  private static final RedisScript FIND = script("find");
  private static final RedisScript GET = script("get");

  private final ReactiveStringRedisTemplate redis;
  private final RedisLink link;
  private final RedisWriter writer;
  private final Clock clock;

  RedisSeekerPasses(
      ReactiveStringRedisTemplate redis, RedisLink link, RedisWriter writer, Clock clock) {
    this.redis = redis;
    this.link = link;
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public Mono<IssuedPass> issue(String ageBand, String language, String region, String connection) {
    String id = Tokens.random(ID_BITS);
    return issue(
        new Visitor.Seeker(id, "", Aliases.random(), ageBand, language, region), connection);
  }

  @Override
  public Mono<IssuedPass> again(Visitor.Seeker was, Visitor.Seeker now, String place) {
    return redis
        .opsForValue()
        .get(Keys.connectionOf(now.id()))
        .defaultIfEmpty("")
        .flatMap(connection -> make(was, connection))
        .delayUntil(made -> {
          String hash = made.hash();
          return writer.run(ENTER, List.of(Keys.pass(hash), Keys.block(hash)), bytes(place));
        })
        .filterWhen(made -> takesOver(was.id(), made))
        .map(Made::pass);
  }

  /**
   * The pass of before ends. So does the new one where somebody came in once more meanwhile, and
   * where the one of before was blocked after it was looked at: a block that only came with words
   * leaves people where they are.
   */
  private Mono<Boolean> takesOver(String person, Made made) {
    Mono<Boolean> blocked =
        made.before().isEmpty()
            ? Mono.just(false)
            : redis
                .delete(Keys.pass(made.before()))
                .then(redis.opsForHash().hasKey(Keys.block(made.before()), "id"));
    // From the server that takes the writes: another may not know of this pass yet.
    Mono<Boolean> newest =
        writer
            .run(GET, List.of(Keys.passOf(person)))
            .map(known -> !known.isEmpty() && text(known.getFirst()).equals(made.hash()));
    return blocked
        .flatMap(is -> is ? Mono.just(false) : newest)
        .delayUntil(takes -> takes ? Mono.empty() : end(person, made.hash()));
  }

  /** A pass, its hash, and the hash of the one that was theirs until now, empty when none was. */
  private record Made(IssuedPass pass, String hash, String before) {
    @Override
    public String toString() {
      return "Made";
    }
  }

  private Mono<IssuedPass> issue(Visitor.Seeker seeker, String connection) {
    return make(seeker, connection).map(Made::pass);
  }

  private Mono<Made> make(Visitor.Seeker seeker, String connection) {
    String token = Tokens.random(TOKEN_BITS);
    String hash = Tokens.hash(token);
    String id = seeker.id();
    Instant until = clock.instant().plus(AT_MOST);
    // First, so that there is no pass that a block cannot find.
    return writer
        .run(POINT, List.of(Keys.passOf(id)), bytes(hash), bytes(AT_MOST.toMillis()))
        .map(before -> before.isEmpty() ? "" : text(before.getFirst()))
        .map(before -> new Made(new IssuedPass(token, until), hash, before))
        .delayUntil(made -> cameFrom(id, connection))
        .delayUntil(made ->
            writer.run(
                ISSUE,
                List.of(Keys.pass(hash)),
                bytes(IDLE.toMillis()),
                bytes("id"),
                bytes(id),
                bytes("name"),
                bytes(seeker.name()),
                bytes("ageBand"),
                bytes(seeker.ageBand()),
                bytes("language"),
                bytes(seeker.language()),
                bytes("region"),
                bytes(seeker.region()),
                bytes("until"),
                bytes(until.toEpochMilli())));
  }

  @Override
  public Mono<Visitor.Seeker> recognise(String token) {
    if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
      return Mono.empty();
    }
    String hash = Tokens.hash(token);
    return redis
        .<String, String>opsForHash()
        .entries(Keys.pass(hash))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
        .filter(pass -> pass.containsKey("id"))
        .switchIfEmpty(surely(hash))
        .map(pass -> seeker(hash, pass))
        .flatMap(seeker -> touch(seeker).thenReturn(seeker));
  }

  /**
   * From the server that takes the writes: that a pass is no good ends a night, and a server that
   * was replaced without knowing may not have it yet.
   */
  private Mono<Map<String, String>> surely(String hash) {
    return writer
        .run(FIND, List.of(Keys.pass(hash)))
        .map(answer -> {
          Map<String, String> pass = new HashMap<>();
          for (int i = 0; i + 1 < answer.size(); i += 2) {
            pass.put(text(answer.get(i)), text(answer.get(i + 1)));
          }
          return pass;
        })
        .filter(pass -> pass.containsKey("id"));
  }

  @Override
  public Mono<Boolean> touch(Visitor.Seeker seeker) {
    return TOUCH
        .run(link, List.of(Keys.pass(seeker.pass())), bytes(IDLE.toMillis()))
        .map(answer -> number(answer.getFirst()) == 1)
        .flatMap(lives -> lives ? Mono.just(true) : surely(seeker.pass()).hasElement());
  }

  @Override
  public Mono<Void> end(Visitor.Seeker seeker) {
    return end(seeker.id(), seeker.pass());
  }

  /** Where the person has another pass by now, that one stays, and stays known. */
  private Mono<Void> end(String person, String hash) {
    List<String> known = List.of(Keys.passOf(person), Keys.connectionOf(person));
    return redis.delete(Keys.pass(hash)).then(UNPOINT.run(link, known, bytes(hash))).then();
  }

  private Mono<Void> cameFrom(String id, String connection) {
    return connection.isEmpty()
        ? Mono.empty()
        : redis
            .opsForValue()
            .set(Keys.connectionOf(id), connection, RedisArrivals.restOfTheDay(clock))
            .then();
  }

  @Override
  public Mono<String> enter(Visitor.Seeker seeker, String place) {
    return writer
        .run(ENTER, List.of(Keys.pass(seeker.pass()), Keys.block(seeker.pass())), bytes(place))
        .filter(answer -> !answer.isEmpty())
        .map(answer -> text(answer.getFirst()));
  }

  @Override
  public Mono<String> place(Visitor.Seeker seeker) {
    return redis
        .<String, String>opsForHash()
        .get(Keys.pass(seeker.pass()), "place")
        .switchIfEmpty(
            surely(seeker.pass())
                .filter(pass -> pass.containsKey("place"))
                .map(pass -> pass.getOrDefault("place", "")));
  }

  @Override
  public Mono<String> regionOf(String seeker) {
    return redis
        .opsForValue()
        .get(Keys.passOf(seeker))
        .flatMap(hash -> redis.<String, String>opsForHash().get(Keys.pass(hash), "region"))
        .filter(region -> !region.isEmpty());
  }

  @Override
  public Mono<Void> moved(Visitor.Seeker seeker) {
    return writer.run(MOVED, List.of(Keys.pass(seeker.pass())), bytes(seeker.region())).then();
  }

  @Override
  public Mono<Void> vacate(Visitor.Seeker seeker, String place) {
    return writer.run(VACATE, List.of(Keys.pass(seeker.pass())), bytes(place)).then();
  }

  private static RedisScript script(String name) {
    return RedisScript.of(RedisSeekerPasses.class, "/lua/access/" + name + ".lua");
  }

  private static Visitor.Seeker seeker(String hash, Map<String, String> pass) {
    return new Visitor.Seeker(
        pass.getOrDefault("id", ""),
        hash,
        pass.getOrDefault("name", ""),
        pass.getOrDefault("ageBand", ""),
        pass.getOrDefault("language", ""),
        pass.getOrDefault("region", ""));
  }
}
