package org.porchlight.chat.access;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Blocks in Redis, each in the slot of its pass, so that one script can look at both. */
final class RedisSeekerBlocks implements SeekerBlocks {
  private static final int ID_BITS = 128;

  private static final RedisScript BLOCK = script("block");
  private static final RedisScript LIST = script("list-block");
  private static final RedisScript REVIEW = script("review-block");

  private final ReactiveStringRedisTemplate redis;
  private final RedisLink link;
  private final RedisWriter writer;
  private final AccessEvents events;
  private final RedisArrivals arrivals;
  private final Clock clock;

  RedisSeekerBlocks(
      ReactiveStringRedisTemplate redis,
      RedisLink link,
      RedisWriter writer,
      AccessEvents events,
      RedisArrivals arrivals,
      Clock clock) {
    this.redis = redis;
    this.link = link;
    this.writer = writer;
    this.events = events;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /** Where a block lies: its id, and the pass that it is beside. */
  private record Entry(String block, String pass) {
    static Entry of(String entry) {
      String[] parts = entry.split("\\|", 2);
      return new Entry(parts[0], parts[1]);
    }

    @Override
    public String toString() {
      return "Entry[block=" + block + "]";
    }
  }

  @Override
  public Mono<Blocked> block(
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
                        bytes(clock.millis()))))
        .filter(answer -> !answer.isEmpty())
        .map(RedisSeekerBlocks::answered)
        // The block stands, also where it cannot be remembered for whoever comes next.
        .delayUntil(blocked -> arrivals.blocked(person).onErrorComplete())
        // Only news for the page; the end of its conversation and its next welcome say the same.
        .delayUntil(blocked -> events.blocked(person, blocked.told()).onErrorComplete());
  }

  @Override
  public Mono<Told> told(Visitor.Seeker seeker) {
    return fields(seeker.pass())
        .filter(fields -> fields.containsKey("until"))
        .map(RedisSeekerBlocks::found)
        .map(block -> new Told(block.reason(), block.until()));
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
              case "done" -> told(text(answer.get(1)), uphold).thenReturn(Block.Review.DONE);
              case "own" -> Mono.just(Block.Review.OWN);
              case "decided" -> Mono.just(Block.Review.DECIDED);
              default -> Mono.error(new IllegalStateException("review-block: unknown answer"));
            })
        .defaultIfEmpty(Block.Review.DECIDED);
  }

  private Mono<Void> told(String person, boolean upheld) {
    return upheld
        ? Mono.empty()
        : arrivals
            .lifted(person)
            .onErrorComplete()
            .then(Mono.defer(() -> events.lifted(person).onErrorComplete()));
  }

  private Mono<Void> listed(String id, String pass) {
    return writer
        .run(
            LIST,
            List.of(Keys.blocks()),
            bytes(id + "|" + pass),
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

  private static Blocked answered(List<Object> answer) {
    String place = text(answer.get(2));
    Told told =
        new Told(
            Block.Reason.of(text(answer.getFirst())),
            Instant.ofEpochMilli(Long.parseLong(text(answer.get(1)))));
    return new Blocked(told, place.isEmpty() ? null : place);
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
