package org.porchlight.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.api.reactive.RedisAdvancedClusterReactiveCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.embedded.EmbeddedRedis;
import org.porchlight.testservers.TestRedis;
import org.porchlight.testservers.TestRedisCluster;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class RedisLinkIT {
  private static final RedisScript READ = RedisScript.of(RedisLinkIT.class, "/lua/read.lua");
  private static final RedisScript COUNT = RedisScript.of(RedisLinkIT.class, "/lua/count.lua");
  private static final Duration SOON = Duration.ofSeconds(10);

  private static String url(String shape) {
    return shape.equals("cluster") ? TestRedisCluster.url() : TestRedis.uri();
  }

  private static List<String> keys(String id) {
    return List.of("t:{" + id + "}:count", "{" + id + "}:bell");
  }

  private static List<Object> count(RedisWriter writer, String id) {
    return Objects.requireNonNull(writer.run(COUNT, keys(id), RedisScript.bytes(1)).block(SOON));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one server", "cluster"})
  @DisplayName("P1 many writes share a trip, and each gets an answer of its own")
  void manyWrites(String shape) {
    try (RedisLink link = RedisLink.to(url(shape))) {
      RedisWriter writer = link.writer(Durability.L1);
      List<String> ids =
          IntStream.range(0, 40).mapToObj(i -> UUID.randomUUID().toString()).toList();
      Map<Integer, Collection<Long>> counts =
          Flux.range(0, 2_000)
              .flatMap(
                  i ->
                      writer
                          .run(COUNT, keys(ids.get(i % 40)), RedisScript.bytes(1))
                          .map(answer -> Map.entry(i % 40, RedisScript.number(answer.getFirst()))),
                  500)
              .collectMultimap(Map.Entry::getKey, Map.Entry::getValue)
              .blockOptional(SOON)
              .orElseThrow();
      List<Long> each = LongStream.rangeClosed(1, 50).boxed().toList();
      assertThat(Objects.requireNonNull(counts)).hasSize(40);
      assertThat(counts.values())
          .allSatisfy(mine -> assertThat(mine).containsExactlyInAnyOrderElementsOf(each));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"one server", "cluster"})
  @DisplayName("P5 the doorbell says Look first, then what is rung, and Look again after a break")
  void doorbell(String shape) {
    try (RedisLink link = RedisLink.to(url(shape))) {
      RedisWriter writer = link.writer(Durability.L1);
      List<String> ids = IntStream.range(0, 30).mapToObj(i -> UUID.randomUUID() + "-" + i).toList();
      List<CopyOnWriteArrayList<String>> heard =
          ids.stream()
              .map(id -> {
                var all = new CopyOnWriteArrayList<String>();
                var unused =
                    link.doorbell()
                        .listen(keys(id).get(1))
                        .subscribe(what ->
                            all.add(
                                switch (what) {
                                  case Heard.Look look -> "look";
                                  case Heard.Rang rang -> RedisScript.text(rang.bytes());
                                }));
                return all;
              })
              .toList();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(heard).allMatch(all -> all.contains("look")));
      ids.forEach(id -> count(writer, id));
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(heard).allMatch(all -> all.equals(List.of("look", "1"))));

      killSubscriptions(link);
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(heard).allMatch(all -> all.equals(List.of("look", "1", "look"))));
      ids.forEach(id -> count(writer, id));
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(heard).allMatch(all -> all.equals(List.of("look", "1", "look", "2"))));
    }
  }

  private static void killSubscriptions(RedisLink link) {
    KillArgs pubsub = KillArgs.Builder.typePubsub();
    link.commands()
        .flatMapMany(redis ->
            redis instanceof RedisAdvancedClusterReactiveCommands<String, byte[]> cluster
                ? Flux.fromIterable(cluster.getStatefulConnection().getPartitions())
                    .concatMap(node ->
                        Mono.fromCompletionStage(
                                cluster
                                    .getStatefulConnection()
                                    .getConnectionAsync(node.getNodeId()))
                            .flatMap(server -> server.reactive().clientKill(pubsub)))
                : redis.clientKill(pubsub).flux())
        .blockLast(SOON);
  }

  @Test
  @DisplayName("P5 a listener that does not keep up is told to look, and memory stays bounded")
  void slowListener() {
    try (RedisLink link = RedisLink.to(TestRedis.uri())) {
      RedisWriter writer = link.writer(Durability.L1);
      String id = UUID.randomUUID().toString();
      var slow = new CopyOnWriteArrayList<Heard>();
      var wants =
          new reactor.core.publisher.BaseSubscriber<Heard>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
              subscription.request(1);
            }

            @Override
            protected void hookOnNext(Heard heard) {
              slow.add(heard);
            }
          };
      link.doorbell().listen(keys(id).get(1)).subscribe(wants);
      await().atMost(SOON).until(() -> slow.size() == 1);
      for (int i = 0; i < 1_000; i++) {
        count(writer, id);
      }
      wants.request(Long.MAX_VALUE);
      await()
          .atMost(SOON)
          .until(() -> slow.stream().filter(Heard.Look.class::isInstance).count() == 2);
      assertThat(slow).hasSizeLessThan(1_000);
      wants.cancel();
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @DisplayName(
      "P5 who hears something may stop listening there and then, also while it is looked after")
  void stopsAsItRings() {
    try (RedisLink link = RedisLink.to(TestRedis.uri())) {
      RedisWriter writer = link.writer(Durability.L1);
      String id = UUID.randomUUID().toString();
      var over = new AtomicBoolean();
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            while (!over.get()) {
              link.doorbell().lookAfter();
              LockSupport.parkNanos(20_000);
            }
          });
      for (int round = 0; round < 300; round++) {
        var looked = new CountDownLatch(50);
        Mono<Void> all =
            Flux.range(0, 50)
                .flatMap(
                    i ->
                        link.doorbell()
                            .listen(keys(id).get(1))
                            .doOnNext(heard -> looked.countDown())
                            .takeUntil(Heard.Rang.class::isInstance),
                    50)
                .then()
                .cache();
        all.subscribe();
        await().pollInterval(Duration.ofMillis(1)).atMost(SOON).until(() -> looked.getCount() == 0);
        count(writer, id);
        all.block(SOON);
      }
      over.set(true);
    }
  }

  @Test
  @DisplayName("Who stops before they are listened for is not counted as listening")
  void stopsBeforeItBegan() {
    try (RedisLink link = RedisLink.to(TestRedis.uri())) {
      String name = keys(UUID.randomUUID().toString()).get(1);
      for (int round = 0; round < 200; round++) {
        link.doorbell().listen(name).subscribe().dispose();
      }
      await().atMost(SOON).untilAsserted(() -> assertThat(listeners(link, name)).isZero());
      List<Heard> heard = new CopyOnWriteArrayList<>();
      Disposable first = link.doorbell().listen(name).subscribe();
      Disposable listening = link.doorbell().listen(name).subscribe(heard::add);
      first.dispose();
      await().atMost(SOON).until(() -> !heard.isEmpty());
      assertThat(listeners(link, name)).isEqualTo(1);
      listening.dispose();
    }
  }

  @Test
  @DisplayName("P5 who listens again at once is heard also after the connection was lost")
  void listensAgain() {
    try (RedisLink link = RedisLink.to(TestRedis.uri())) {
      String name = keys(UUID.randomUUID().toString()).get(1);
      List<Heard> heard = new CopyOnWriteArrayList<>();
      for (int round = 0; round < 20; round++) {
        link.doorbell().listen(name).take(1).blockLast(SOON);
      }
      Disposable listening = link.doorbell().listen(name).subscribe(heard::add);
      await().atMost(SOON).until(() -> heard.size() == 1);
      killSubscriptions(link);
      // Sooner than the look for slots that moved.
      await().atMost(SOON).until(() -> heard.size() > 1);
      listening.dispose();
    }
  }

  @Test
  @DisplayName("P5 who begins to listen as another stops is heard, whichever goes out first")
  void beginsAsAnotherStops() throws Exception {
    var never = new ScheduledThreadPoolExecutor(1);
    RedisTopology topology = RedisTopology.of(TestRedis.uri());
    try (RedisLink link = RedisLink.to(TestRedis.uri())) {
      RedisWriter writer = link.writer(Durability.L1);
      var doorbell = new RedisDoorbell(topology, never);
      // What went wrong is not made good within a second.
      never.shutdown();
      String rings = UUID.randomUUID().toString();
      String id = UUID.randomUUID().toString();
      var isThere = new CountDownLatch(1);
      var stopped = new CountDownLatch(1);
      List<Heard> heard = new CopyOnWriteArrayList<>();
      List<Heard> other = new CopyOnWriteArrayList<>();
      doorbell
          .listen(keys(rings).get(1))
          .subscribe(what -> {
            other.add(what);
            if (what instanceof Heard.Rang) {
              isThere.countDown();
              awaitUninterruptibly(stopped);
              doorbell.listen(keys(id).get(1)).subscribe(heard::add);
            }
          });
      List<Heard> first = new CopyOnWriteArrayList<>();
      Disposable stops = doorbell.listen(keys(id).get(1)).subscribe(first::add);
      await().atMost(SOON).until(() -> !first.isEmpty() && !other.isEmpty());
      count(writer, rings);
      assertThat(isThere.await(10, TimeUnit.SECONDS)).isTrue();
      // It waits behind what the thread of the connection does now.
      stops.dispose();
      stopped.countDown();

      await().atMost(SOON).until(() -> heard.size() == 1);
      count(writer, id);
      await().atMost(SOON).until(() -> heard.size() == 2);
      assertThat(heard.get(1)).isInstanceOf(Heard.Rang.class);
    } finally {
      topology.close();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static long listeners(RedisLink link, String name) {
    return link.commands()
        .flatMap(redis -> redis.pubsubShardNumsub(name))
        .map(counts -> counts.getOrDefault(name, 0L))
        .blockOptional(SOON)
        .orElseThrow();
  }

  @Test
  @DisplayName("P1 while Redis is away nothing is answered as kept, and writing goes on after it")
  void away(@TempDir Path folder) {
    EmbeddedRedis redis = EmbeddedRedis.start(folder, true);
    try (RedisLink link = RedisLink.to(redis.uri())) {
      RedisWriter writer = link.writer(Durability.L1);
      String history = RedisScript.text(count(writer, "a").get(1));
      redis.close();
      assertThatThrownBy(() -> count(writer, "a")).isInstanceOf(NotDurableException.class);
      EmbeddedRedis again = redis.again();
      try {
        await()
            .atMost(SOON)
            .ignoreExceptions()
            .untilAsserted(
                () -> assertThat(RedisScript.text(count(writer, "b").getFirst())).isNotEmpty());
        List<Object> kept = count(writer, "a");
        assertThat(RedisScript.number(kept.getFirst())).isGreaterThanOrEqualTo(2);
        assertThat(RedisScript.text(kept.get(1))).isNotEqualTo(history);
      } finally {
        again.close();
      }
    }
  }

  @Test
  @DisplayName("P1 L2: without a replica nothing counts as kept")
  void replicaMissing() {
    try (RedisLink link = RedisLink.to(TestRedis.uri())) {
      RedisWriter writer = link.writer(Durability.L2);
      assertThatThrownBy(() -> count(writer, UUID.randomUUID().toString()))
          .isInstanceOf(NotDurableException.class);
    }
  }

  @Test
  @DisplayName("P1 L2: with a replica it counts")
  void replicaThere(@TempDir Path folder, @TempDir Path other) {
    EmbeddedRedis master = EmbeddedRedis.start(folder, true);
    EmbeddedRedis replica =
        EmbeddedRedis.start(
            other, true, "replicaof 127.0.0.1 " + master.port(), "masterauth " + master.password());
    try (RedisLink link = RedisLink.to(master.uri())) {
      RedisWriter writer = link.writer(Durability.L2);
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(count(writer, "a")).isNotEmpty());
    } finally {
      replica.close();
      master.close();
    }
  }

  @Test
  @DisplayName("P1 L2: what was only read counts no more than a write once the replica is silent")
  void replicaSilent(@TempDir Path folder, @TempDir Path other) throws Exception {
    EmbeddedRedis master = EmbeddedRedis.start(folder, true);
    EmbeddedRedis replica =
        EmbeddedRedis.start(
            other, true, "replicaof 127.0.0.1 " + master.port(), "masterauth " + master.password());
    try (RedisLink link = RedisLink.to(master.uri())) {
      RedisWriter writer = link.writer(Durability.L2);
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(read(writer, "a")).isNotEmpty());
      String process = process(replica);
      signal(process, "STOP");
      // The master still lists it, and it has everything that was ever written.
      assertThatThrownBy(() -> read(writer, "a")).isInstanceOf(NotDurableException.class);
      signal(process, "CONT");
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(read(writer, "a")).isNotEmpty());
    } finally {
      replica.close();
      master.close();
    }
  }

  private static List<Object> read(RedisWriter writer, String id) {
    return Objects.requireNonNull(writer.run(READ, keys(id)).block(SOON));
  }

  private static String process(EmbeddedRedis redis) {
    RedisClient client = RedisClient.create(redis.uri());
    try (var connection = client.connect()) {
      Matcher process =
          Pattern.compile("process_id:(\\d+)").matcher(connection.sync().info("server"));
      assertThat(process.find()).isTrue();
      return process.group(1);
    } finally {
      client.shutdown();
    }
  }

  private static void signal(String process, String signal) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + signal, process).start().waitFor()).isZero();
  }

  @Test
  @DisplayName("P1 a server that does not sync every write is refused")
  void notSyncing(@TempDir Path folder) {
    EmbeddedRedis redis = EmbeddedRedis.start(folder, true, "appendfsync everysec");
    try (RedisLink link = RedisLink.to(redis.uri())) {
      assertThatThrownBy(() -> count(link.writer(Durability.L1), "a"))
          .isInstanceOf(NotDurableException.class)
          .hasRootCauseMessage("appendonly: yes, appendfsync: everysec (expected: yes, always)");
    } finally {
      redis.close();
    }
  }
}
