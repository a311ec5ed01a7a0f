package org.porchlight.matching.redis;

import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.redis.Heard;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A pool as one process sees it: its acts, one script each, and its bells. On a cluster the whole
 * pool is one slot, so it is on one server, wherever that is by now.
 */
public final class RedisPool {
  /** What a bell says when it is heard from here on, and again after it was interrupted. */
  static final String LOOK = "";

  private final RedisLink link;
  private final RedisWriter writer;
  private final MatchingSettings settings;
  private final Keys keys;
  private final Map<String, RedisScript> scripts = new ConcurrentHashMap<>();

  /** A pool that is read over this link, and changed only as durably as this writer promises. */
  public RedisPool(RedisLink link, RedisWriter writer, MatchingSettings settings) {
    this.link = link;
    this.writer = writer;
    this.settings = settings;
    this.keys = new Keys(settings.pool());
  }

  MatchingSettings settings() {
    return settings;
  }

  Keys keys() {
    return keys;
  }

  Mono<RedisClusterReactiveCommands<String, byte[]>> redis() {
    return link.commands();
  }

  /**
   * Runs an act; the elements of the answer are strings or nested lists of them. When it may not
   * have happened, or may be lost with a server, it fails and can be repeated.
   */
  Mono<List<Object>> act(String name, String... arguments) {
    return writer.run(named(name), List.of(keys.prefix()), bytes(arguments)).map(RedisPool::texts);
  }

  /** Runs a script that changes nothing. */
  Mono<List<Object>> ask(String name, String... arguments) {
    return named(name).run(link, List.of(keys.prefix()), bytes(arguments)).map(RedisPool::texts);
  }

  /** What a bell says, beginning with {@link #LOOK}. */
  Flux<String> bell(String name) {
    return link.doorbell()
        .listen(name)
        .map(heard ->
            switch (heard) {
              case Heard.Look look -> LOOK;
              case Heard.Rang rang -> RedisScript.text(rang.bytes());
            });
  }

  private RedisScript named(String name) {
    return scripts.computeIfAbsent(name, RedisPool::script);
  }

  private static byte[][] bytes(String... arguments) {
    return Stream.of(arguments).map(RedisScript::bytes).toArray(byte[][]::new);
  }

  private static RedisScript script(String name) {
    return RedisScript.of(
        RedisPool.class, "/lua/matching/prelude.lua", "/lua/matching/" + name + ".lua");
  }

  private static List<Object> texts(List<?> answer) {
    List<Object> texts = new ArrayList<>(answer.size());
    for (Object element : answer) {
      texts.add(element instanceof List<?> nested ? texts(nested) : RedisScript.text(element));
    }
    return texts;
  }
}
