package org.porchlight.chat;

import java.util.HashMap;
import java.util.Map;

/**
 * What Spring's own users of Redis have to be told of an address: they name one server, a pair with
 * sentinels and a cluster by different settings.
 */
final class RedisAddress {
  private static final String SENTINELS = "redis-sentinel://";
  private static final String CLUSTER = "redis-cluster://";

  private RedisAddress() {}

  /**
   * The settings for an address.
   *
   * @param url {@code redis://…}, {@code rediss://…}, {@code redis-sentinel://…#master} or {@code
   *     redis-cluster://…}, with {@code [user:]password@} before the hosts
   */
  static Map<String, Object> settings(String url) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("porchlight.redis.url", url);
    if (url.startsWith(CLUSTER)) {
      settings.put("spring.data.redis.cluster.nodes", hosts(url, CLUSTER));
      credentials(url, CLUSTER, settings);
    } else if (url.startsWith(SENTINELS)) {
      int master = url.indexOf('#');
      if (master < 0) {
        throw new SettingRefused("REDIS_URL: no master (expected: redis-sentinel://…#name)");
      }
      String address = url.substring(0, master);
      settings.put("spring.data.redis.sentinel.master", url.substring(master + 1));
      settings.put("spring.data.redis.sentinel.nodes", hosts(address, SENTINELS));
      credentials(address, SENTINELS, settings);
    } else if (url.matches("rediss?://.+")) {
      settings.put("spring.data.redis.url", url);
    } else {
      throw new SettingRefused(
          "REDIS_URL: expected redis://…, rediss://…, redis-sentinel://… or redis-cluster://…");
    }
    return settings;
  }

  private static String hosts(String url, String scheme) {
    return url.substring(Math.max(url.lastIndexOf('@') + 1, scheme.length()));
  }

  private static void credentials(String url, String scheme, Map<String, Object> settings) {
    int at = url.lastIndexOf('@');
    if (at < 0) {
      return;
    }
    String[] parts = url.substring(scheme.length(), at).split(":", 2);
    if (parts.length == 2 && !parts[0].isEmpty()) {
      settings.put("spring.data.redis.username", parts[0]);
    }
    settings.put("spring.data.redis.password", parts[parts.length - 1]);
  }
}
