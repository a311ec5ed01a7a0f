package org.porchlight.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Looks at a server before anything is written to it. */
final class RedisServerCheck {
  private RedisServerCheck() {}

  /**
   * The id of the history that this server writes ({@code master_replid}). A server that is no
   * master, or that does not sync every write, is refused.
   */
  static CompletionStage<byte[]> historyOf(RedisAsyncCommands<String, byte[]> redis) {
    return redis
        .info("replication")
        .thenCombine(syncs(redis), (info, syncs) -> history(fields(info), syncs));
  }

  private static byte[] history(Map<String, String> info, String syncs) {
    if (!"master".equals(info.get("role"))) {
      throw new IllegalStateException("role: " + info.get("role") + " (expected: master)");
    }
    if (!syncs.isEmpty()) {
      throw new IllegalStateException(syncs);
    }
    return info.getOrDefault("master_replid", "").getBytes(StandardCharsets.US_ASCII);
  }

  /** What is wrong with how it syncs; a server that does not tell is believed. */
  private static CompletionStage<String> syncs(RedisAsyncCommands<String, byte[]> redis) {
    return redis
        .configGet("append*")
        .handle((settings, problem) -> {
          if (problem instanceof RedisCommandExecutionException) {
            return CompletableFuture.completedStage("");
          }
          if (problem != null) {
            return CompletableFuture.<String>failedStage(problem);
          }
          String only = settings.getOrDefault("appendonly", "yes");
          String sync = settings.getOrDefault("appendfsync", "always");
          return CompletableFuture.completedStage(
              only.equals("yes") && sync.equals("always")
                  ? ""
                  : "appendonly: %s, appendfsync: %s (expected: yes, always)"
                      .formatted(only, sync));
        })
        .thenCompose(checked -> checked);
  }

  private static Map<String, String> fields(String info) {
    return info.lines()
        .filter(line -> line.indexOf(':') > 0)
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf(':')),
                line -> line.substring(line.indexOf(':') + 1).strip(),
                (first, second) -> first));
  }
}
