package org.porchlight.chat.log;

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
 * A Lua script: EVALSHA, and EVAL where the server has not seen it yet. Each version of a script
 * has its own SHA, so a rolling upgrade needs no loading step.
 */
final class RedisScript {
  private final String source;
  private final String sha;

  private RedisScript(String source, String sha) {
    this.source = source;
    this.sha = sha;
  }

  static RedisScript of(String name, RedisReactiveCommands<String, byte[]> redis) {
    try (var stream = RedisScript.class.getResourceAsStream("/lua/log/" + name + ".lua")) {
      if (stream == null) {
        throw new IllegalStateException("script " + name + " is not on the class path");
      }
      String source = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new RedisScript(source, redis.digest(source));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Runs it; each element of the answer is a byte array, or a nested list of them. */
  Mono<List<Object>> run(
      RedisReactiveCommands<String, byte[]> redis, List<String> keys, byte[]... arguments) {
    String[] keyArray = keys.toArray(String[]::new);
    Flux<Object> answer =
        redis
            .evalsha(sha, ScriptOutputType.MULTI, keyArray, arguments)
            .onErrorResume(
                RedisNoScriptException.class,
                unknown -> redis.eval(source, ScriptOutputType.MULTI, keyArray, arguments));
    return answer.next().map(RedisScript::list).defaultIfEmpty(List.of());
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object answer) {
    return (List<Object>) answer;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  static String text(Object bytes) {
    return bytes instanceof Long number
        ? number.toString()
        : new String((byte[]) bytes, StandardCharsets.UTF_8);
  }

  static long number(Object bytes) {
    return bytes instanceof Long number ? number : Long.parseLong(text(bytes));
  }
}
