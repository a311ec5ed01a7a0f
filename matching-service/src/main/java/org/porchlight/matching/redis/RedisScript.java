package org.porchlight.matching.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A Lua script behind the prelude that all of them share: EVALSHA, and EVAL where the server has
 * not seen it yet. Each version has its own SHA, so a rolling upgrade needs no loading step.
 */
final class RedisScript {
  private final String source;
  private final String sha;

  private RedisScript(String source, String sha) {
    this.source = source;
    this.sha = sha;
  }

  static RedisScript of(String name, RedisReactiveCommands<String, String> redis) {
    String source = read("prelude") + read(name);
    return new RedisScript(source, redis.digest(source));
  }

  /** Runs it on a pool; the elements of the answer are strings or nested lists of them. */
  Mono<List<Object>> run(
      RedisReactiveCommands<String, String> redis, Keys keys, String... arguments) {
    String[] pool = {keys.prefix()};
    Flux<Object> answer =
        redis
            .evalsha(sha, ScriptOutputType.MULTI, pool, arguments)
            .onErrorResume(
                RedisNoScriptException.class,
                unknown -> redis.eval(source, ScriptOutputType.MULTI, pool, arguments));
    return answer.next().map(RedisScript::list).defaultIfEmpty(List.of());
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object answer) {
    return (List<Object>) answer;
  }

  private static String read(String name) {
    try (var stream = RedisScript.class.getResourceAsStream("/lua/matching/" + name + ".lua")) {
      if (stream == null) {
        throw new IllegalStateException("script " + name + " is not on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
