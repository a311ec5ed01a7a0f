package org.porchlight.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.porchlight.bench.system.Link;
import org.porchlight.bench.system.Unit;

/**
 * Three masters that share the slots, each reached on the link that it announces; at L2 each has a
 * replica that takes over.
 */
final class ClusterRedis implements RedisShape {
  private static final int SLOTS = 16_384;
  private static final int MASTERS = 3;
  private static final Duration TAKE_OVER_WITHIN = Duration.ofSeconds(30);
  private static final Duration WHOLE_WITHIN = Duration.ofSeconds(90);

  private final List<Member> members = new ArrayList<>();
  private final boolean replicated;

  private record Member(RedisServers.Server server, int bus) {
    int port() {
      return server.port();
    }

    String id() {
      return Wire.ask(port(), "CLUSTER MYID");
    }
  }

  ClusterRedis(RedisServers servers, Level level) throws IOException, InterruptedException {
    replicated = level == Level.L2;
    int count = replicated ? 2 * MASTERS : MASTERS;
    for (int number = 1; number <= count; number++) {
      int bus = servers.freePort();
      List<String> settings =
          new ArrayList<>(
              List.of(
                  "cluster-enabled yes",
                  "cluster-node-timeout 2000",
                  "cluster-port " + bus,
                  "cluster-announce-ip 127.0.0.1",
                  "cluster-announce-port %LINK%",
                  "cluster-announce-bus-port " + bus,
                  "repl-timeout 5",
                  "repl-ping-replica-period 1",
                  "repl-diskless-sync-delay 0"));
      if (replicated) {
        settings.add("min-replicas-to-write 1");
        settings.add("min-replicas-max-lag 5");
      }
      members.add(
          new Member(servers.data("redis-" + number, settings.toArray(String[]::new)), bus));
    }
  }

  @Override
  public void start() throws IOException, InterruptedException {
    for (Member member : members) {
      member.server().unit().start();
    }
    for (Member member : members) {
      member.server().unit().awaitReady(RedisServers.READY_WITHIN);
    }
    for (int master = 0; master < MASTERS; master++) {
      int first = master * SLOTS / MASTERS;
      int last = (master + 1) * SLOTS / MASTERS - 1;
      Wire.ask(members.get(master).port(), "CLUSTER ADDSLOTSRANGE " + first + " " + last);
    }
    for (Member member : members.subList(1, members.size())) {
      Wire.ask(
          members.getFirst().port(),
          "CLUSTER MEET 127.0.0.1 %d %d".formatted(member.port(), member.bus()));
    }
    Wire.await("the cluster did not form", WHOLE_WITHIN, this::allKnowEachOther);
    for (int replica = MASTERS; replica < members.size(); replica++) {
      Wire.ask(
          members.get(replica).port(), "CLUSTER REPLICATE " + members.get(replica - MASTERS).id());
    }
    awaitWhole();
  }

  @Override
  public String url(String client) {
    return "redis-cluster://"
        + members.stream()
            .map(member -> "127.0.0.1:" + member.server().link().port())
            .collect(Collectors.joining(","));
  }

  @Override
  public List<Unit> victims() {
    return members.stream()
        .filter(ClusterRedis::isMaster)
        .map(member -> member.server().unit())
        .toList();
  }

  @Override
  public List<Link> links() {
    return members.stream().map(member -> member.server().link()).toList();
  }

  @Override
  public List<Unit> units() {
    return members.stream().map(member -> member.server().unit()).toList();
  }

  @Override
  public void awaitTakeOver(Unit killed) throws InterruptedException {
    if (replicated) {
      Wire.await("nobody took over", TAKE_OVER_WITHIN, () -> masters(killed) == MASTERS);
    }
  }

  @Override
  public void awaitWhole() throws IOException, InterruptedException {
    Wire.await("the cluster is not whole", WHOLE_WITHIN, this::isWhole);
  }

  private boolean allKnowEachOther() {
    return members.stream()
        .allMatch(member ->
            Wire.ask(member.port(), "CLUSTER INFO")
                .contains("cluster_known_nodes:" + members.size()));
  }

  private boolean isWhole() {
    return members.stream()
        .allMatch(member ->
            Wire.ask(member.port(), "CLUSTER INFO").contains("cluster_state:ok")
                && (isMaster(member)
                    ? !replicated || replication(member).contains("state=online")
                    : replication(member).contains("master_link_status:up")));
  }

  private long masters(Unit without) {
    return members.stream()
        .filter(member -> member.server().unit() != without)
        .filter(ClusterRedis::isMaster)
        .count();
  }

  private static boolean isMaster(Member member) {
    return replication(member).contains("role:master");
  }

  private static String replication(Member member) {
    return Wire.ask(member.port(), "INFO replication");
  }
}
