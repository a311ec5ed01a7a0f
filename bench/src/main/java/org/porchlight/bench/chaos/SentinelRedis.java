package org.porchlight.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.porchlight.bench.system.Link;
import org.porchlight.bench.system.Unit;

/**
 * A master and a replica, each reached on the link that it announces, and three Sentinels who agree
 * on who is the master.
 */
final class SentinelRedis implements RedisShape {
  private static final String NAME = "porchlight";

  /**
   * A Sentinel that could not write its file for two seconds does nothing for thirty (its TILT
   * mode). That is slow, and no fault of what is looked at here.
   */
  private static final Duration TAKE_OVER_WITHIN = Duration.ofSeconds(90);

  private static final Duration WHOLE_WITHIN = Duration.ofSeconds(60);

  private final RedisServers.Server one;
  private final RedisServers.Server other;
  private final List<Unit> sentinels = new ArrayList<>();
  private final List<Integer> sentinelPorts = new ArrayList<>();

  SentinelRedis(RedisServers servers) throws IOException, InterruptedException {
    String[] settings = {
      "replica-announce-ip 127.0.0.1",
      "replica-announce-port %LINK%",
      "min-replicas-to-write 1",
      "min-replicas-max-lag 5",
      "repl-timeout 5",
      "repl-ping-replica-period 1",
      "repl-diskless-sync-delay 0"
    };
    one = servers.data("redis-1", settings);
    other = servers.data("redis-2", settings);
    for (int number = 1; number <= 3; number++) {
      int port = servers.freePort();
      sentinelPorts.add(port);
      sentinels.add(
          servers.sentinel(
              "sentinel-" + number,
              port,
              List.of(
                  "sentinel monitor %s 127.0.0.1 %d 2".formatted(NAME, one.link().port()),
                  "sentinel down-after-milliseconds %s 1500".formatted(NAME),
                  "sentinel failover-timeout %s 6000".formatted(NAME))));
    }
  }

  @Override
  public void start() throws IOException, InterruptedException {
    one.unit().start();
    other.unit().start();
    one.unit().awaitReady(RedisServers.READY_WITHIN);
    other.unit().awaitReady(RedisServers.READY_WITHIN);
    Wire.ask(other.port(), "REPLICAOF 127.0.0.1 " + one.link().port());
    for (Unit sentinel : sentinels) {
      sentinel.start();
    }
    for (Unit sentinel : sentinels) {
      sentinel.awaitReady(RedisServers.READY_WITHIN);
    }
    awaitWhole();
  }

  @Override
  public String url(String client) {
    return "redis-sentinel://"
        + sentinelPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","))
        + "#"
        + NAME;
  }

  @Override
  public List<Unit> victims() {
    return isMaster(one) ? List.of(one.unit(), other.unit()) : List.of(other.unit(), one.unit());
  }

  @Override
  public List<Link> links() {
    return List.of(one.link(), other.link());
  }

  @Override
  public List<Unit> units() {
    List<Unit> all = new ArrayList<>(List.of(one.unit(), other.unit()));
    all.addAll(sentinels);
    return all;
  }

  @Override
  public void awaitTakeOver(Unit killed) throws InterruptedException {
    RedisServers.Server left = killed == one.unit() ? other : one;
    Wire.await("nobody took over", TAKE_OVER_WITHIN, () -> isMaster(left));
  }

  /** Both are there, the Sentinels know each other and the replica, and writes are accepted. */
  @Override
  public void awaitWhole() throws IOException, InterruptedException {
    Wire.await("the replica did not catch up", WHOLE_WITHIN, this::isWhole);
  }

  private boolean isWhole() {
    RedisServers.Server master = isMaster(one) ? one : other;
    RedisServers.Server replica = master == one ? other : one;
    return isMaster(master)
        && Wire.ask(master.port(), "INFO replication").contains("state=online")
        && Wire.ask(replica.port(), "INFO replication").contains("master_link_status:up")
        && sentinelPorts.stream().allMatch(SentinelRedis::knowsAll);
  }

  private static boolean knowsAll(int sentinel) {
    return Wire.ask(sentinel, "INFO sentinel").contains("status=ok")
        && Wire.ask(sentinel, "INFO sentinel").contains("slaves=1,sentinels=3");
  }

  private static boolean isMaster(RedisServers.Server server) {
    return Wire.ask(server.port(), "INFO replication").contains("role:master");
  }
}
