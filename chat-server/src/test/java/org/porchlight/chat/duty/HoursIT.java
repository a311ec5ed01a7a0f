package org.porchlight.chat.duty;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.testservers.TestRedis;
import tools.jackson.databind.json.JsonMapper;

/** G16: how long a peer was on duty this week, and never more than they were. */
class HoursIT {
  private static final RunningServer server = RunningServer.start();
  private static final RedisClient client = RedisClient.create(TestRedis.uri());

  private final RedisCommands<String, String> redis = client.connect().sync();
  private final PretendClient peer = server.connect();
  private final String id =
      peer.send("hello", "ticket", server.staff("peer").ticket())
          .next("welcome")
          .path("you")
          .path("id")
          .asString();

  @AfterEach
  void goHome() {
    duty(false);
    peer.close();
    redis.del(RedisHours.key(id));
    redis.getStatefulConnection().close();
  }

  @AfterAll
  static void stop() {
    client.shutdown();
    server.close();
  }

  @Test
  @DisplayName("P9: time on duty counts, and time off duty does not")
  void counts() {
    assertThat(ms()).isZero();
    duty(true);
    long began = System.nanoTime();
    lastLook(Duration.ofSeconds(30));
    duty(false);
    long most = 30_000 + Duration.ofNanos(System.nanoTime() - began).toMillis() + 500;
    long first = ms();
    assertThat(first).isBetween(30_000L, most);
    assertThat(redis.hexists(RedisHours.key(id), "last")).isFalse();
    lastLook(Duration.ofSeconds(30));
    duty(true);
    duty(false);
    assertThat(ms()).isBetween(first, first + 2_500);
  }

  @Test
  @DisplayName("P9: a change of duty goes on counting; a gap that is too long counts nothing")
  void gaps() {
    duty(true);
    lastLook(Duration.ofSeconds(30));
    duty(true);
    assertThat(ms()).isBetween(30_000L, 40_000L);
    // The server was killed, and nobody knows what was in between.
    lastLook(Duration.ofMinutes(10));
    duty(false);
    assertThat(ms()).isLessThan(41_000L);
  }

  @Test
  @DisplayName("P9: whoever asks reads their own whole minutes, and a week that is over is none")
  void ownMinutes() {
    duty(true);
    redis.hset(RedisHours.key(id), "ms", Long.toString(Duration.ofHours(9).toMillis() + 59_000));
    assertThat(minutes("peer")).isEqualTo(540);
    assertThat(minutes("peer2")).isZero();
    String week = Objects.requireNonNull(redis.hget(RedisHours.key(id), "week"));
    redis.hset(RedisHours.key(id), "week", Long.toString(Long.parseLong(week) - 1));
    assertThat(minutes("peer")).isZero();
    duty(false);
    assertThat(ms()).isLessThan(30_000L);
    assertThat(redis.pttl(RedisHours.key(id))).isPositive();
  }

  private void duty(boolean on) {
    peer.forget("duty");
    peer.send("duty", "on", on).await("duty", told -> told.path("on").asBoolean() == on);
  }

  private void lastLook(Duration ago) {
    redis.hset(
        RedisHours.key(id), "last", Long.toString(System.currentTimeMillis() - ago.toMillis()));
  }

  private long ms() {
    String ms = redis.hget(RedisHours.key(id), "ms");
    return ms == null ? 0 : Long.parseLong(ms);
  }

  private static int minutes(String login) {
    return JsonMapper.shared()
        .readTree(server.staff(login).get("/api/staff/hours").body())
        .path("minutes")
        .asInt();
  }
}
