package org.porchlight.bench.chaos;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.porchlight.bench.system.Guard;
import org.porchlight.bench.system.Link;
import org.porchlight.bench.system.Ports;
import org.porchlight.bench.system.Unit;
import org.porchlight.embedded.RedisBinary;

/** Makes redis-servers: each has a folder, a port, and a link on which others reach it. */
final class RedisServers {
  static final Duration READY_WITHIN = Duration.ofSeconds(30);

  private final Guard guard;
  private final Path folder;
  private final Ports ports;
  private final EventLoopGroup loops;
  private final RedisBinary binary;

  RedisServers(Guard guard, Path folder, Ports ports, EventLoopGroup loops) throws IOException {
    this.guard = guard;
    this.folder = folder;
    this.ports = ports;
    this.loops = loops;
    this.binary =
        RedisBinary.find(Path.of(System.getProperty("user.home"), ".cache", "porchlight"));
  }

  /** A server of its own, and the link that leads to it. */
  record Server(Unit unit, int port, Link link) {}

  String description() {
    return binary.description();
  }

  int freePort() throws IOException {
    return ports.next();
  }

  /**
   * A data server that has every write on disk before it answers.
   *
   * @param more further lines of its configuration; {@code %LINK%} stands for its link's port
   */
  Server data(String name, String... more) throws IOException, InterruptedException {
    int port = ports.next();
    Link link = link("to " + name, port);
    List<String> lines = new ArrayList<>();
    lines.add("save \"\"");
    lines.add("appendonly yes");
    lines.add("appendfsync always");
    lines.add("maxmemory-policy noeviction");
    for (String line : more) {
      lines.add(line.replace("%LINK%", Integer.toString(link.port())));
    }
    return new Server(unit(name, port, lines, List.of()), port, link);
  }

  /** A Sentinel. */
  Unit sentinel(String name, int port, List<String> lines) throws IOException {
    return unit(name, port, lines, List.of("--sentinel"));
  }

  Link link(String name, int target) throws IOException, InterruptedException {
    return Link.lay(name, ports.next(), target, loops);
  }

  private Unit unit(String name, int port, List<String> lines, List<String> options)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path configuration = home.resolve("redis.conf");
    List<String> all = new ArrayList<>(lines);
    all.addFirst("dir \"" + home.toAbsolutePath() + "\"");
    all.addFirst("port " + port);
    all.addFirst("bind 127.0.0.1");
    Files.write(configuration, all);
    List<String> command = new ArrayList<>(List.of(binary.command(), configuration.toString()));
    command.addAll(options);
    return new Unit(
        guard, name, command, Map.of(), folder.resolve(name + ".log"), unit -> Wire.answers(port));
  }
}
