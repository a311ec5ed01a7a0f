package org.porchlight.chat.access;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Blocks in Redis, each in the slot of its pass, so that one script can look at both. What else a
 * block holds for lies in other slots and only leads to it: to lift it is one step, and frees all.
 */
final class RedisSeekerBlocks implements SeekerBlocks {
  private static final int ID_BITS = 128;

  /** Whoever comes in with words has another pass within moments. */
  private static final Duration ONCE_MORE_AFTER = Duration.ofMillis(200);

  /** A block has a dozen fields of its own, and one for everybody who came with the same words. */
  private static final int MOST_FIELDS = 64;

  private static final RedisScript BLOCK = script("block");
  private static final RedisScript LIST = script("list-block");
  private static final RedisScript REVIEW = script("review-block");
  private static final RedisScript BACK = script("block-back");
  private static final RedisScript CAME = script("came-with");
  private static final RedisScript LIKEWISE = script("block-likewise");
  private static final RedisScript UNBLOCK = script("unblock");

  private final ReactiveStringRedisTemplate redis;
  private final RedisLink link;
  private final RedisWriter writer;
  private final AccessEvents events;
  private final RedisArrivals arrivals;
  private final DataKey codes;
  private final Clock clock;

  RedisSeekerBlocks(
      ReactiveStringRedisTemplate redis,
      RedisLink link,
      RedisWriter writer,
      AccessEvents events,
      RedisArrivals arrivals,
      DataKey codes,
      Clock clock) {
    this.redis = redis;
    this.link = link;
    this.writer = writer;
    this.events = events;
    this.arrivals = arrivals;
    this.codes = codes;
    this.clock = clock;
  }

  /** Where a block lies: its id, and the pass that it is beside. */
  private record Entry(String block, String pass) {
    static Entry of(String entry) {
      String[] parts = entry.split("\\|", 2);
      return new Entry(parts[0], parts[1]);
    }

    String written() {
      return block + "|" + pass;
    }

    @Override
    public String toString() {
      return "Entry[block=" + block + "]";
    }
  }

  @Override
  public Mono<Blocked> block(
      String person, String alias, String conversation, Block.Reason reason, Visitor.Staff by) {
    Mono<Blocked> now = Mono.defer(() -> blockNow(person, alias, conversation, reason, by));
    return now.switchIfEmpty(Mono.delay(ONCE_MORE_AFTER).then(now))
        // The block stands, also where it cannot be remembered for whoever comes next.
        .delayUntil(blocked -> arrivals.blocked(person).onErrorComplete())
        // Only news for the page; the end of its conversation and its next welcome say the same.
        .delayUntil(blocked -> events.blocked(person, blocked.told()).onErrorComplete());
  }

  private Mono<Blocked> blockNow(
      String person, String alias, String conversation, Block.Reason reason, Visitor.Staff by) {
    String id = Tokens.random(ID_BITS);
    return redis
        .opsForValue()
        .get(Keys.passOf(person))
        .flatMap(pass ->
            // On the list before it is a block: one that nobody finds would never be looked at.
            listed(id, pass)
                .then(
                    writer.run(
                        BLOCK,
                        List.of(Keys.pass(pass), Keys.block(pass)),
                        bytes("id"),
                        bytes(id),
                        bytes("person"),
                        bytes(person),
                        bytes("seeker"),
                        bytes(alias),
                        bytes("conversation"),
                        bytes(conversation),
                        bytes("reason"),
                        bytes(reason.code()),
                        bytes("by"),
                        bytes(by.id()),
                        bytes("byName"),
                        bytes(by.name()),
                        bytes("at"),
                        bytes(clock.millis())))
                .filter(answer -> !answer.isEmpty())
                .map(answer -> answered(pass, answer)));
  }

  @Override
  public Mono<Void> blockBack(Blocked blocked, String thread) {
    Duration rest = Duration.between(clock.instant(), blocked.told().until());
    return writer
        .run(BACK, List.of(back(thread)), bytes(blocked.entry()), bytes(rest.toMillis()))
        .then();
  }

  @Override
  public Mono<Told> told(Visitor.Seeker seeker) {
    return fields(seeker.pass())
        .filter(fields -> fields.containsKey("until"))
        .filterWhen(fields -> stillHolds(seeker, fields))
        .map(RedisSeekerBlocks::found)
        .map(block -> new Told(block.reason(), block.until()));
  }

  @Override
  public Mono<Told> told(Visitor.Seeker seeker, String thread) {
    Mono<Told> told = told(seeker);
    return thread.isEmpty()
        ? told
        : told.switchIfEmpty(
            redis
                .opsForSet()
                .members(back(thread))
                .concatMap(entry -> likewise(seeker, Entry.of(entry)))
                .next());
  }

  @Override
  public Mono<Boolean> isBlocked(String thread) {
    return redis
        .opsForSet()
        .members(back(thread))
        .map(Entry::of)
        .filterWhen(this::stands)
        .hasElements();
  }

  /** Where the block that lies on their way back still stands, theirs is one like it. */
  private Mono<Told> likewise(Visitor.Seeker seeker, Entry from) {
    return writer
        .run(
            CAME,
            List.of(Keys.block(from.pass())),
            bytes(from.block()),
            bytes(seeker.id()),
            bytes(MOST_FIELDS))
        .filter(answer -> !answer.isEmpty())
        .map(RedisSeekerBlocks::toldBy)
        .delayUntil(told ->
            writer.run(
                LIKEWISE,
                List.of(Keys.pass(seeker.pass()), Keys.block(seeker.pass())),
                bytes(from.written()),
                bytes(told.reason().code()),
                bytes(told.until().toEpochMilli())));
  }

  /** A block that came with words holds for as long as the one that it came from. */
  private Mono<Boolean> stillHolds(Visitor.Seeker seeker, Map<String, String> fields) {
    String written = fields.get("from");
    if (written == null) {
      return Mono.just(true);
    }
    Entry from = Entry.of(written);
    return stands(from)
        .delayUntil(holds ->
            holds
                ? Mono.empty()
                : writer.run(UNBLOCK, List.of(Keys.block(seeker.pass())), bytes(written)));
  }

  private Mono<Boolean> stands(Entry entry) {
    return redis
        .<String, String>opsForHash()
        .get(Keys.block(entry.pass()), "id")
        .map(id -> id.equals(entry.block()))
        .defaultIfEmpty(false);
  }

  /** A keyed hash, so that Redis and PostgreSQL side by side do not say which way back it is. */
  String back(String thread) {
    return Keys.blockedBack(
        Base64.getUrlEncoder().withoutPadding().encodeToString(codes.digest(bytes(thread))));
  }

  @Override
  public Flux<Block> toReview() {
    return entries()
        .concatMap(this::read)
        .sort(Comparator.comparing(Block::at).thenComparing(Block::id));
  }

  @Override
  public Mono<Block.Review> review(Block block, Visitor.Staff reviewer, boolean uphold) {
    return entries()
        .filter(entry -> entry.block().equals(block.id()))
        .next()
        .flatMap(entry ->
            writer.run(
                REVIEW,
                List.of(Keys.block(entry.pass())),
                bytes(block.id()),
                bytes(reviewer.id()),
                bytes(uphold ? "uphold" : "lift")))
        .flatMap(answer ->
            switch (text(answer.getFirst())) {
              case "done" ->
                  (uphold ? Mono.<Void>empty() : lifted(answer.subList(1, answer.size())))
                      .thenReturn(Block.Review.DONE);
              case "own" -> Mono.just(Block.Review.OWN);
              case "decided" -> Mono.just(Block.Review.DECIDED);
              default -> Mono.error(new IllegalStateException("review-block: unknown answer"));
            })
        .defaultIfEmpty(Block.Review.DECIDED);
  }

  /** Whose pass it was, and whoever came with the same words. */
  private Mono<Void> lifted(List<Object> people) {
    return arrivals
        .lifted(text(people.getFirst()))
        .onErrorComplete()
        .thenMany(Flux.fromIterable(people))
        .concatMap(person -> events.lifted(text(person)).onErrorComplete())
        .then();
  }

  private Mono<Void> listed(String id, String pass) {
    return writer
        .run(
            LIST,
            List.of(Keys.blocks()),
            bytes(new Entry(id, pass).written()),
            bytes(clock.instant().plus(RedisSeekerPasses.AT_MOST).toEpochMilli()),
            bytes(RedisSeekerPasses.AT_MOST.toMillis()))
        .then();
  }

  private Flux<Entry> entries() {
    return link.commands()
        .flatMap(commands -> commands.zrange(Keys.blocks(), 0, -1).collectList())
        .flatMapIterable(entries -> entries)
        .map(entry -> Entry.of(text(entry)));
  }

  /** Empty for what was decided, is over, or never became a block. */
  private Mono<Block> read(Entry entry) {
    return fields(entry.pass())
        .filter(fields -> entry.block().equals(fields.get("id")))
        .filter(fields -> !fields.containsKey("reviewer"))
        .map(RedisSeekerBlocks::found);
  }

  private Mono<Map<String, String>> fields(String pass) {
    return redis
        .<String, String>opsForHash()
        .entries(Keys.block(pass))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static Blocked answered(String pass, List<Object> answer) {
    String place = text(answer.get(2));
    Entry entry = new Entry(text(answer.get(3)), pass);
    return new Blocked(toldBy(answer), place.isEmpty() ? null : place, entry.written());
  }

  private static Told toldBy(List<Object> answer) {
    return new Told(
        Block.Reason.of(text(answer.getFirst())),
        Instant.ofEpochMilli(Long.parseLong(text(answer.get(1)))));
  }

  private static Block found(Map<String, String> fields) {
    return new Block(
        fields.getOrDefault("id", ""),
        fields.getOrDefault("conversation", ""),
        fields.getOrDefault("seeker", ""),
        Block.Reason.of(fields.getOrDefault("reason", "")),
        fields.getOrDefault("by", ""),
        fields.getOrDefault("byName", ""),
        time(fields, "at"),
        time(fields, "until"));
  }

  private static Instant time(Map<String, String> fields, String name) {
    return Instant.ofEpochMilli(Long.parseLong(fields.getOrDefault(name, "0")));
  }

  private static RedisScript script(String name) {
    return RedisScript.of(RedisSeekerBlocks.class, "/lua/access/" + name + ".lua");
  }
}
