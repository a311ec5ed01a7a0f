package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.redis.Durability;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisWriter;
import org.porchlight.testservers.TestRedis;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.web.ErrorResponseException;
import reactor.core.publisher.Flux;

/** Blocks beside their passes, on a real Redis. */
class RedisSeekerBlocksIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final String conversation = Tokens.random(128);
  private final LettuceConnectionFactory connections =
      new LettuceConnectionFactory(
          LettuceConnectionFactory.createRedisConfiguration(TestRedis.uri()));
  private final ReactiveStringRedisTemplate redis = new ReactiveStringRedisTemplate(started());
  private final RedisLink link = RedisLink.to(TestRedis.uri());
  private final RedisWriter writer = link.writer(Durability.L1);
  private final RedisSeekerPasses passes =
      new RedisSeekerPasses(redis, link, writer, Clock.systemUTC());
  private final String connection = Tokens.random(256);
  private final RedisArrivals arrivals =
      new RedisArrivals(
          redis,
          link,
          new Work(new byte[32]),
          1_000_000,
          Clock.systemUTC(),
          new SimpleMeterRegistry());
  private final RedisSeekerBlocks blocks =
      new RedisSeekerBlocks(
          redis,
          link,
          writer,
          new RedisAccessEvents(redis),
          arrivals,
          DataKey.forPurpose(new byte[32], "tests"),
          Clock.systemUTC());
  private final Visitor.Staff sam = staff("Sam");
  private final Visitor.Staff alex = staff("Alex");
  private IssuedPass pass = new IssuedPass("", Instant.EPOCH);
  private Visitor.Seeker seeker = new Visitor.Seeker("", "", "", "", "", "");

  @BeforeEach
  void arrive() {
    pass = Objects.requireNonNull(passes.issue("a18", "en", "us", connection).block(SOON));
    seeker = Objects.requireNonNull(passes.recognise(pass.token()).block(SOON));
  }

  @AfterEach
  void end() {
    passes.end(seeker).block(SOON);
    connections.destroy();
    link.close();
  }

  @Test
  @DisplayName("C44: whoever comes in twice at once has one pass, and a block finds it")
  void onePass() {
    Flux.range(0, 4)
        .flatMap(nobody -> passes.again(seeker, seeker, conversation))
        .collectList()
        .block(SOON);
    IssuedPass last = again();
    assertThat(passes.recognise(pass.token()).blockOptional(SOON)).isEmpty();
    Visitor.Seeker now = Objects.requireNonNull(passes.recognise(last.token()).block(SOON));
    assertThat(redis.opsForValue().get(Keys.passOf(seeker.id())).block(SOON)).isEqualTo(now.pass());
    assertThat(
            redis
                .keys("s:{*}")
                .filterWhen(key -> redis.type(key).map(DataType.HASH::equals))
                .filterWhen(key -> redis.opsForHash().get(key, "id").map(seeker.id()::equals))
                .collectList()
                .block(SOON))
        .containsExactly(Keys.pass(now.pass()));
    passes.end(seeker).block(SOON);
    block(Block.Reason.ABUSE, sam);
    assertThat(blocks.told(now).blockOptional(SOON)).isPresent();
    passes.end(now).block(SOON);
    assertThat(redis.hasKey(Keys.passOf(seeker.id())).block(SOON)).isFalse();
  }

  @Test
  @DisplayName("C44: whoever was blocked while they came in has no pass")
  void blockedMeanwhile() {
    block(Block.Reason.ABUSE, sam);
    assertThat(passes.again(seeker, seeker, conversation).blockOptional(SOON)).isEmpty();
    assertThat(passes.recognise(pass.token()).blockOptional(SOON)).isEmpty();
    assertThat(redis.hasKey(Keys.passOf(seeker.id())).block(SOON)).isFalse();
  }

  private IssuedPass again() {
    return Objects.requireNonNull(passes.again(seeker, seeker, conversation).block(SOON));
  }

  @Test
  @DisplayName("C28: a blocked pass gets no place, and tells which one it had")
  void noPlace() {
    passes.enter(seeker, conversation).block(SOON);
    SeekerBlocks.Blocked blocked = block(Block.Reason.THREATS, sam);
    assertThat(blocked.place()).isEqualTo(conversation);
    passes.vacate(seeker, conversation).block(SOON);
    assertThat(passes.enter(seeker, Tokens.random(128)).blockOptional(SOON)).isEmpty();
    assertThat(passes.place(seeker).blockOptional(SOON)).isEmpty();
    assertThat(block(Block.Reason.SPAM, alex).told()).isEqualTo(blocked.told());
    assertThat(passes.recognise(pass.token()).block(SOON)).isEqualTo(seeker);
  }

  @Test
  @DisplayName(
      "C28: nothing of a block outlives its pass, and nothing at all is kept without an end")
  void endsWithThePass() {
    block(Block.Reason.ABUSE, sam);
    assertThat(endOf(Keys.block(seeker.pass()))).isEqualTo(pass.expiresAt().toEpochMilli());
    long longest = Instant.now().plus(RedisSeekerPasses.AT_MOST).toEpochMilli();
    for (String key : List.of(Keys.passOf(seeker.id()), Keys.blocks())) {
      assertThat(endOf(key)).as(key).isBetween(1L, longest);
    }
  }

  @Test
  @DisplayName(
      "C29: who made it does not decide; somebody else lifts it, once, and the pass is good")
  void lifted() {
    block(Block.Reason.SEXUAL, sam);
    Block block = toReview();
    assertThat(block.byName()).isEqualTo("Sam");
    assertThat(block.seeker()).isEqualTo(seeker.name());
    assertThat(review(block, sam, false)).isEqualTo(Block.Review.OWN);
    assertThat(review(block, sam, true)).isEqualTo(Block.Review.OWN);
    assertThat(
            Flux.range(0, 8)
                .flatMap(nobody -> blocks.review(block, alex, false))
                .collectList()
                .block(SOON))
        .containsOnlyOnce(Block.Review.DONE)
        .contains(Block.Review.DECIDED);
    assertThat(blocks.told(seeker).blockOptional(SOON)).isEmpty();
    assertThat(passes.enter(seeker, conversation).block(SOON)).isEqualTo(conversation);
    assertThat(listed()).isEmpty();

    // Blocked anew it is another block: what was decided about the first decides nothing here.
    block(Block.Reason.SPAM, sam);
    assertThat(review(block, alex, false)).isEqualTo(Block.Review.DECIDED);
    assertThat(toReview().id()).isNotEqualTo(block.id());
  }

  @Test
  @DisplayName("C29: what somebody else upholds stays and is on no list")
  void upheld() {
    block(Block.Reason.SPAM, sam);
    Block block = toReview();
    assertThat(review(block, alex, true)).isEqualTo(Block.Review.DONE);
    assertThat(review(block, alex, false)).isEqualTo(Block.Review.DECIDED);
    assertThat(listed()).isEmpty();
    assertThat(blocks.told(seeker).block(SOON))
        .isEqualTo(new SeekerBlocks.Told(Block.Reason.SPAM, block.until()));
  }

  @Test
  @DisplayName(
      "C49: whoever comes with a blocked way back gets no place, for as long as the block lasts")
  void wayBack() {
    String thread = Tokens.random(256);
    SeekerBlocks.Blocked blocked = blockWith(thread);
    assertThat(blocked.toString()).doesNotContain(seeker.pass());
    // They leave the page, and with it their pass: the block is still there.
    passes.end(seeker).block(SOON);
    Visitor.Seeker again = arriveAgain();
    assertThat(blocks.told(again).blockOptional(SOON)).isEmpty();
    assertThat(blocks.told(again, "").blockOptional(SOON)).isEmpty();
    assertThat(blocks.told(again, Tokens.random(256)).blockOptional(SOON)).isEmpty();
    assertThat(passes.enter(again, conversation).block(SOON)).isEqualTo(conversation);
    passes.vacate(again, conversation).block(SOON);

    assertThat(blocks.told(again, thread).block(SOON)).isEqualTo(blocked.told());
    assertThat(blocks.told(again).block(SOON)).isEqualTo(blocked.told());
    assertThat(passes.enter(again, conversation).blockOptional(SOON)).isEmpty();
    assertThat(listed()).as("one block, one review").hasSize(1);
    long until = blocked.told().until().toEpochMilli();
    for (String key : List.of(blocks.back(thread), Keys.block(again.pass()))) {
      assertThat(endOf(key)).as(key).isBetween(until - 5_000, until + 5_000);
      assertThat(key).doesNotContain(thread);
    }
    passes.end(again).block(SOON);
  }

  @Test
  @DisplayName("C49: to lift a block frees the pass, the way back, and whoever came with its words")
  void wayBackLifted() {
    String thread = Tokens.random(256);
    blockWith(thread);
    Visitor.Seeker again = arriveAgain();
    blocks.told(again, thread).block(SOON);
    assertThat(review(toReview(), alex, false)).isEqualTo(Block.Review.DONE);
    for (Visitor.Seeker each : List.of(seeker, again)) {
      assertThat(blocks.told(each, thread).blockOptional(SOON)).isEmpty();
      String place = Tokens.random(128);
      assertThat(passes.enter(each, place).block(SOON)).isEqualTo(place);
    }
    // Blocked anew, with no way back: the one from before stays free.
    block(Block.Reason.SPAM, sam);
    assertThat(blocks.told(again, thread).blockOptional(SOON)).isEmpty();
    passes.end(again).block(SOON);
  }

  @Test
  @DisplayName("C49: of two blocks on one way back each holds it for itself")
  void wayBackTwice() {
    String thread = Tokens.random(256);
    blockWith(thread);
    Block first = toReview();
    Visitor.Seeker other = arriveAgain();
    SeekerBlocks.Blocked second =
        Objects.requireNonNull(
            blocks
                .block(other.id(), other.name(), Tokens.random(128), Block.Reason.SPAM, alex)
                .block(SOON));
    blocks.blockBack(second, thread).block(SOON);
    assertThat(review(first, alex, false)).isEqualTo(Block.Review.DONE);
    Visitor.Seeker again = arriveAgain();
    assertThat(blocks.told(again, thread).block(SOON)).isEqualTo(second.told());
    passes.end(again).block(SOON);
    passes.end(other).block(SOON);
  }

  @Test
  @DisplayName("C49: when a block is over, so is what lay on a way back and on who came with it")
  void wayBackOver() {
    String thread = Tokens.random(256);
    blockWith(thread);
    Visitor.Seeker again = arriveAgain();
    blocks.told(again, thread).block(SOON);
    // As its end does.
    redis.delete(Keys.block(seeker.pass())).block(SOON);
    assertThat(blocks.told(again).blockOptional(SOON)).isEmpty();
    assertThat(blocks.told(again, thread).blockOptional(SOON)).isEmpty();
    assertThat(passes.enter(again, conversation).block(SOON)).isEqualTo(conversation);
    passes.end(again).block(SOON);
  }

  @Test
  @DisplayName("C49: who came with blocked words can be blocked for what they do themselves")
  void bothWays() {
    String thread = Tokens.random(256);
    blockWith(thread);
    Block first = toReview();
    Visitor.Seeker again = arriveAgain();
    blocks.told(again, thread).block(SOON);
    SeekerBlocks.Blocked own =
        Objects.requireNonNull(
            blocks
                .block(again.id(), again.name(), Tokens.random(128), Block.Reason.SEXUAL, sam)
                .block(SOON));
    assertThat(own.told().reason()).isEqualTo(Block.Reason.SEXUAL);
    assertThat(review(first, alex, false)).isEqualTo(Block.Review.DONE);
    assertThat(blocks.told(again).block(SOON)).isEqualTo(own.told());
    passes.end(again).block(SOON);
  }

  @Test
  @DisplayName("C28: a pass that has ended cannot be blocked, and nobody's never could")
  void gone() {
    passes.end(seeker).block(SOON);
    for (String person : List.of(seeker.id(), Tokens.random(128))) {
      assertThat(
              blocks
                  .block(person, "Heron", conversation, Block.Reason.SPAM, sam)
                  .blockOptional(SOON))
          .isEmpty();
    }
    assertThat(listed()).isEmpty();
  }

  @Test
  @DisplayName("G19: after a block the next from there have work to do, after its lifting none")
  void raisesTheWork() {
    assertThat(mayComeAtOnce(connection)).isTrue();
    block(Block.Reason.THREATS, sam);
    block(Block.Reason.SPAM, alex);
    assertThat(mayComeAtOnce(connection)).isFalse();
    assertThat(mayComeAtOnce(Tokens.random(256))).isTrue();
    Duration rest = RedisArrivals.restOfTheDay(Clock.systemUTC());
    long endOfTheDay = Instant.now().plus(rest).toEpochMilli();
    for (String key :
        List.of(
            Keys.connectionOf(seeker.id()),
            Keys.blockedFrom(connection),
            Keys.passesFrom(connection))) {
      assertThat(endOf(key)).as(key).isLessThanOrEqualTo(endOfTheDay + 5_000);
    }
    assertThat(review(toReview(), alex, false)).isEqualTo(Block.Review.DONE);
    assertThat(mayComeAtOnce(connection)).isTrue();
  }

  private boolean mayComeAtOnce(String from) {
    return Objects.requireNonNull(
        arrivals
            .admit(from, null)
            .thenReturn(true)
            .onErrorReturn(ErrorResponseException.class, false)
            .block(SOON));
  }

  private SeekerBlocks.Blocked blockWith(String thread) {
    SeekerBlocks.Blocked blocked = block(Block.Reason.THREATS, sam);
    blocks.blockBack(blocked, thread).block(SOON);
    return blocked;
  }

  /** On a page of its own, with another pass. */
  private Visitor.Seeker arriveAgain() {
    IssuedPass other = Objects.requireNonNull(passes.issue("a18", "en", "us", "").block(SOON));
    return Objects.requireNonNull(passes.recognise(other.token()).block(SOON));
  }

  private SeekerBlocks.Blocked block(Block.Reason reason, Visitor.Staff by) {
    return Objects.requireNonNull(
        blocks.block(seeker.id(), seeker.name(), conversation, reason, by).block(SOON));
  }

  private Block.Review review(Block block, Visitor.Staff by, boolean uphold) {
    return Objects.requireNonNull(blocks.review(block, by, uphold).block(SOON));
  }

  private Block toReview() {
    assertThat(listed()).hasSize(1);
    return listed().getFirst();
  }

  /** Of this test's conversation: other tests share the server. */
  private List<Block> listed() {
    return Objects.requireNonNull(
        blocks
            .toReview()
            .filter(block -> block.conversation().equals(conversation))
            .collectList()
            .block(SOON));
  }

  private long endOf(String key) {
    Duration left = Objects.requireNonNull(redis.getExpire(key).block(SOON));
    assertThat(left).as(key).isPositive();
    Long end = link.commands().flatMap(commands -> commands.pexpiretime(key)).block(SOON);
    return Objects.requireNonNull(end);
  }

  private LettuceConnectionFactory started() {
    connections.start();
    return connections;
  }

  private static Visitor.Staff staff(String name) {
    return new Visitor.Staff(
        Tokens.random(128), Role.SUPERVISOR, name, "session", Set.of("en"), Set.of());
  }
}
