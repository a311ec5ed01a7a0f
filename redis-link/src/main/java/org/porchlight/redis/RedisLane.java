package org.porchlight.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writes to one server: one batch is on its way while the next one gathers. */
final class RedisLane {
  /** Bounds memory while a server is slow: more than this, and writers are told to come again. */
  private static final int MOST_WAITING = 8_192;

  private static final int MOST_IN_A_BATCH = 256;
  private static final long REPLICA_WITHIN_MILLIS = 100;
  private static final int REPLICAS = 1;
  private static final byte[] NOTHING = {};
  private static final SetArgs BARRIER_KEPT = SetArgs.Builder.px(1_000);

  private static final Logger LOG = LoggerFactory.getLogger(RedisLane.class);

  private final RedisClient client;
  private final RedisURI uri;
  private final Durability durability;
  private final Deque<Write> waiting = new ArrayDeque<>();
  private boolean busy;
  private @Nullable Server server;

  RedisLane(RedisClient client, RedisURI uri, Durability durability) {
    this.client = client;
    this.uri = uri;
    this.durability = durability;
  }

  private record Write(
      RedisScript script,
      String[] keys,
      byte[][] arguments,
      boolean whole,
      CompletableFuture<List<Object>> answer) {
    Write asWhole() {
      return new Write(script, keys, arguments, true, answer);
    }
  }

  /** A connection to a server that has been looked at. */
  private record Server(StatefulRedisConnection<String, byte[]> connection, byte[] history) {}

  CompletableFuture<List<Object>> put(RedisScript script, List<String> keys, byte[]... arguments) {
    CompletableFuture<List<Object>> answer = new CompletableFuture<>();
    synchronized (this) {
      if (waiting.size() >= MOST_WAITING) {
        answer.completeExceptionally(new NotDurableException("too many writes are waiting", null));
        return answer;
      }
      waiting.add(new Write(script, keys.toArray(String[]::new), arguments, false, answer));
    }
    next();
    return answer;
  }

  private void next() {
    List<Write> batch = new ArrayList<>();
    synchronized (this) {
      if (busy || waiting.isEmpty()) {
        return;
      }
      busy = true;
      while (batch.size() < MOST_IN_A_BATCH && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
    }
    connected()
        .thenCompose(to -> send(to, batch))
        .whenComplete((sent, problem) -> {
          if (problem != null) {
            batch.forEach(write -> fail(write, "Redis cannot be reached", cause(problem)));
          }
          synchronized (this) {
            busy = false;
          }
          next();
        });
  }

  private CompletionStage<Server> connected() {
    Server open = server;
    if (open != null && open.connection().isOpen()) {
      return CompletableFuture.completedStage(open);
    }
    return client
        .connectAsync(RedisTopology.CODEC, uri)
        .thenCompose(connection ->
            RedisServerCheck.historyOf(connection.async())
                .thenApply(history -> server = new Server(connection, history))
                .whenComplete((looked, problem) -> {
                  if (problem != null) {
                    LOG.warn("a server cannot be written to: {}", cause(problem).getMessage());
                    var _ = connection.closeAsync();
                  }
                }));
  }

  private CompletionStage<Void> send(Server to, List<Write> batch) {
    var connection = to.connection();
    RedisAsyncCommands<String, byte[]> redis = connection.async();
    connection.setAutoFlushCommands(false);
    List<CompletableFuture<List<Object>>> answers = new ArrayList<>();
    for (Write write : batch) {
      answers.add(run(redis, write, to.history()).toCompletableFuture());
    }
    CompletableFuture<Boolean> barrier =
        durability == Durability.L1
            ? CompletableFuture.completedFuture(true)
            : barrier(redis, batch.getFirst().keys()[0]).toCompletableFuture();
    connection.flushCommands();
    return barrier
        .handle((held, problem) -> problem == null && held)
        .thenCompose(
            held -> settle(answers).thenAccept(all -> tell(connection, batch, answers, held)));
  }

  /**
   * Whether a replica has all of it. {@code WAIT} asks for what was written, so something always
   * is: without it a server that was replaced while it stood still, and has not noticed, would
   * answer from what it knew then, and its replica of then would count as having it.
   *
   * @param key one of the batch, whose server and slot it is
   */
  private static CompletionStage<Boolean> barrier(
      RedisAsyncCommands<String, byte[]> redis, String key) {
    CompletionStage<String> written = redis.set(key + ":barrier", NOTHING, BARRIER_KEPT);
    return redis
        .waitForReplication(REPLICAS, REPLICA_WITHIN_MILLIS)
        .thenCombine(written, (replicas, done) -> replicas >= REPLICAS);
  }

  private static CompletionStage<List<Object>> run(
      RedisAsyncCommands<String, byte[]> redis, Write write, byte[] history) {
    byte[][] arguments = Arrays.copyOf(write.arguments(), write.arguments().length + 1);
    arguments[write.arguments().length] = history;
    RedisScript script = write.script();
    CompletionStage<Object> answer =
        write.whole()
            ? redis.eval(script.source(), ScriptOutputType.MULTI, write.keys(), arguments)
            : redis.evalsha(script.sha(), ScriptOutputType.MULTI, write.keys(), arguments);
    return answer.thenApply(RedisScript::list);
  }

  /** When each of them has an answer or an error. */
  private static CompletionStage<Void> settle(List<CompletableFuture<List<Object>>> answers) {
    return CompletableFuture.allOf(
        answers.stream()
            .map(answer -> answer.handle((done, problem) -> (Void) null))
            .toArray(CompletableFuture[]::new));
  }

  private void tell(
      StatefulRedisConnection<String, byte[]> connection,
      List<Write> batch,
      List<CompletableFuture<List<Object>>> answers,
      boolean held) {
    boolean usable = true;
    for (int i = batch.size() - 1; i >= 0; i--) {
      Write write = batch.get(i);
      CompletableFuture<List<Object>> answer = answers.get(i);
      if (!answer.isCompletedExceptionally()) {
        if (held) {
          write.answer().complete(answer.join());
        } else {
          fail(write, "no replica has it yet", null);
        }
        continue;
      }
      Throwable problem = cause(answer.exceptionNow());
      if (problem instanceof RedisNoScriptException) {
        synchronized (this) {
          waiting.addFirst(write.asWhole());
        }
      } else if (isOfTheScript(problem)) {
        write.answer().completeExceptionally(problem);
      } else {
        usable = false;
        fail(write, "Redis did not take it", problem);
      }
    }
    if (!usable) {
      var _ = connection.closeAsync();
    }
  }

  /** Whether asking another server, or this one later, would end in the same way. */
  private static boolean isOfTheScript(Throwable problem) {
    String message = problem.getMessage();
    return problem instanceof RedisCommandExecutionException
        && message != null
        && message.startsWith("ERR");
  }

  private static void fail(Write write, String why, @Nullable Throwable cause) {
    write.answer().completeExceptionally(new NotDurableException(why, cause));
  }

  private static Throwable cause(Throwable problem) {
    return problem instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : problem;
  }
}
