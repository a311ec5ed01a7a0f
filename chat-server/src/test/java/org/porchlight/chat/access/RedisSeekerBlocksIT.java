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
import org.porchlight.redis.Durability;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisWriter;
import org.porchlight.testservers.TestRedis;
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
          redis, link, writer, new RedisAccessEvents(redis), arrivals, Clock.systemUTC());
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
