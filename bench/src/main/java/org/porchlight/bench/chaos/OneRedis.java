package org.porchlight.bench.chaos;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.porchlight.bench.system.Link;
import org.porchlight.bench.system.Unit;

/** One server, reached by each process on a link of its own. */
final class OneRedis implements RedisShape {
  private final RedisServers.Server server;
  private final Map<String, Link> links = new TreeMap<>();

  OneRedis(RedisServers servers, List<String> clients) throws IOException, InterruptedException {
    server = servers.data("redis");
    for (String client : clients) {
      links.put(client, servers.link(client + " to redis", server.port()));
    }
  }

  @Override
  public void start() throws IOException, InterruptedException {
    server.unit().start();
    awaitWhole();
  }

  @Override
  public String url(String client) {
    Link link = links.get(client);
    return "redis://127.0.0.1:" + (link == null ? server.port() : link.port());
  }

  @Override
  public List<Unit> victims() {
    return List.of(server.unit());
  }

  @Override
  public List<Link> links() {
    return List.copyOf(links.values());
  }

  @Override
  public List<Unit> units() {
    return List.of(server.unit());
  }

  /** There is nobody else. */
  @Override
  public void awaitTakeOver(Unit killed) {}

  @Override
  public void awaitWhole() throws IOException, InterruptedException {
    server.unit().awaitReady(RedisServers.READY_WITHIN);
  }
}
