package org.porchlight.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisAddressTest {

  @Test
  void oneServer() {
    String url = "redis://:secret@host:6379";
    assertThat(RedisAddress.settings(url))
        .isEqualTo(Map.of("porchlight.redis.url", url, "spring.data.redis.url", url));
  }

  @Test
  void aPairWithSentinels() {
    String url = "redis-sentinel://:secret@a:1,b:2#main";
    assertThat(RedisAddress.settings(url))
        .isEqualTo(
            Map.of(
                "porchlight.redis.url", url,
                "spring.data.redis.sentinel.master", "main",
                "spring.data.redis.sentinel.nodes", "a:1,b:2",
                "spring.data.redis.password", "secret"));
    assertThatThrownBy(() -> RedisAddress.settings("redis-sentinel://:secret@a:1"))
        .hasMessageContaining("expected: redis-sentinel://…#name")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aCluster() {
    String url = "redis-cluster://chat:secret@a:1,b:2";
    assertThat(RedisAddress.settings(url))
        .isEqualTo(
            Map.of(
                "porchlight.redis.url", url,
                "spring.data.redis.cluster.nodes", "a:1,b:2",
                "spring.data.redis.username", "chat",
                "spring.data.redis.password", "secret"));
  }
}
