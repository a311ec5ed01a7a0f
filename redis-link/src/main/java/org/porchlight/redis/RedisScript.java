package org.porchlight.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A Lua script: EVALSHA, and EVAL where the server has not seen it yet. Each version has its own
 * SHA, so a rolling upgrade needs no loading step.
 */
public final class RedisScript {
  private final String source;
  private final String sha;

  private RedisScript(String source) {
    this.source = source;
    this.sha = Base16.digest(source.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A script made of files on the class path, joined in this order.
   *
   * @param owner a class of the module that has the files
   * @param files absolute paths such as {@code /lua/log/append.lua}
   * @throws IllegalStateException when one is missing
   */
  public static RedisScript of(Class<?> owner, String... files) {
    StringBuilder source = new StringBuilder();
    for (String file : files) {
      try (var stream = owner.getResourceAsStream(file)) {
        if (stream == null) {
          throw new IllegalStateException("script " + file + " is not on the class path");
        }
        source.append(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return new RedisScript(source.toString());
  }

  /**
   * Runs it where it may be asked again. Each element of the answer is a byte array, a number or a
   * nested list; {@link #text} and {@link #number} read them.
   */
  public Mono<List<Object>> run(RedisLink link, List<String> keys, byte[]... arguments) {
    String[] names = keys.toArray(String[]::new);
    return link.commands()
        .flatMap(redis -> {
          Flux<Object> answer =
              redis
                  .evalsha(sha, ScriptOutputType.MULTI, names, arguments)
                  .onErrorResume(
                      RedisNoScriptException.class,
                      unknown -> redis.eval(source, ScriptOutputType.MULTI, names, arguments));
          return answer.next().map(RedisScript::list).defaultIfEmpty(List.of());
        });
  }

  String source() {
    return source;
  }

  String sha() {
    return sha;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object answer) {
    return (List<Object>) answer;
  }

  /** An argument. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** An argument, in decimal digits. */
  public static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  /** An element of an answer as text. */
  public static String text(Object element) {
    return element instanceof Long number
        ? number.toString()
        : new String((byte[]) element, StandardCharsets.UTF_8);
  }

  /** An element of an answer as a number. */
  public static long number(Object element) {
    return element instanceof Long number ? number : Long.parseLong(text(element));
  }
}
