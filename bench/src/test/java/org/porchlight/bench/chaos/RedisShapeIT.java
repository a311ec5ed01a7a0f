package org.porchlight.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.porchlight.bench.system.Guard;
import org.porchlight.bench.system.Ports;
import org.porchlight.bench.system.Unit;

class RedisShapeIT {
  @TempDir private Path folder = Path.of("");

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private Guard guard;
  private RedisServers servers;

  @BeforeEach
  void open() throws Exception {
    guard = Guard.start();
    servers = new RedisServers(guard, folder, new Ports(), loops);
  }

  @AfterEach
  void close() {
    guard.close();
    loops.shutdownGracefully().awaitUninterruptibly();
  }

  @Test
  @DisplayName("a master that is killed is followed by its replica, and comes back as one")
  void takesOver() throws Exception {
    var redis = new SentinelRedis(servers);
    redis.start();
    Unit master = redis.victims().getFirst();
    master.kill();
    redis.awaitTakeOver(master);
    assertThat(redis.victims().getFirst()).isNotSameAs(master);
    master.start();
    redis.awaitWhole();
    assertThat(redis.victims().getLast()).isSameAs(master);
  }

  @Test
  @DisplayName("three masters form a cluster, and one that is killed comes back into it")
  void formsACluster() throws Exception {
    var redis = new ClusterRedis(servers, Level.L1);
    redis.start();
    assertThat(redis.victims()).hasSize(3);
    Unit killed = redis.victims().getFirst();
    killed.kill();
    killed.start();
    redis.awaitWhole();
    assertThat(redis.victims()).hasSize(3);
  }

  @Test
  @DisplayName("at L2 a master of a cluster that is killed is followed by its replica")
  void clusterTakesOver() throws Exception {
    var redis = new ClusterRedis(servers, Level.L2);
    redis.start();
    Unit killed = redis.victims().getFirst();
    killed.kill();
    redis.awaitTakeOver(killed);
    killed.start();
    redis.awaitWhole();
    assertThat(redis.victims()).hasSize(3).doesNotContain(killed);
  }
}
