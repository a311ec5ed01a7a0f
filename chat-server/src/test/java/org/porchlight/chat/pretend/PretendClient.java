package org.porchlight.chat.pretend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody's socket. Frames that come in wait in order until a test takes them; {@link #next} wants
 * the very next one, {@link #await} the first of a type.
 */
public final class PretendClient implements AutoCloseable {
  private static final String DOOR = "door";

  /** How long a test waits for what should come; generous, because machines are busy. */
  private static final long PATIENCE_SECONDS = 30;

  /** What a socket's own side notes when there was no close frame (RFC 6455, 7.1.5). */
  private static final int ABNORMAL = 1006;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Deque<JsonNode> inbox = new ArrayDeque<>();
  private final List<String> everything = new ArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private PretendClient(URI server, @Nullable String origin) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols("porchlight.v1");
    if (origin != null) {
      builder.header("Origin", origin);
    }
    this.socket = builder.buildAsync(server, new Ears()).join();
  }

  /**
   * Opens a socket.
   *
   * @param origin what a browser would send as the page's origin, or null for no such header
   * @throws CompletionException with a {@link java.net.http.WebSocketHandshakeException} when the
   *     server does not upgrade
   */
  public static PretendClient connect(URI server, @Nullable String origin) {
    return new PretendClient(server, origin);
  }

  /** A new id, 22 characters of base64url. */
  public static String newId() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Asserts what is refused to somebody next, and why. */
  public static void assertRefused(PretendClient client, String re, String reason) {
    JsonNode refused = client.await("refused");
    assertThat(refused.path("re").asString()).isEqualTo(re);
    assertThat(refused.path("reason").asString()).isEqualTo(reason);
  }

  /**
   * Sends a frame.
   *
   * @param fields names and values by turns; a value is a string, a number, a boolean or a list
   */
  public PretendClient send(String type, Object... fields) {
    ObjectNode frame = JSON.createObjectNode().put("type", type);
    for (int i = 0; i < fields.length; i += 2) {
      frame.set((String) fields[i], JSON.valueToTree(fields[i + 1]));
    }
    return sendText(JSON.writeValueAsString(frame));
  }

  /** Sends any text. */
  public PretendClient sendText(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  /** Sends one text message in several WebSocket frames. */
  public PretendClient sendInParts(String... parts) {
    for (int i = 0; i < parts.length; i++) {
      socket.sendText(parts[i], i == parts.length - 1).join();
    }
    return this;
  }

  /** Sends a binary message. */
  public PretendClient sendBytes(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  /**
   * Takes the very next frame, which has to be of this type. Who is there is told whenever it
   * changes, so that a door stays for later unless it is wanted.
   */
  public JsonNode next(String type) {
    JsonNode frame =
        take(any -> isA(any, type) || !isA(any, DOOR), "any frame, " + type + " in fact");
    if (!isA(frame, type)) {
      throw new AssertionError("next frame: " + frame + " (expected: " + type + ")");
    }
    return frame;
  }

  /** Takes the first frame of this type; those before it stay for later. */
  public JsonNode await(String type) {
    return take(frame -> isA(frame, type), type);
  }

  /** Takes the first frame of this type for which something holds. */
  public JsonNode await(String type, Predicate<JsonNode> holds) {
    return take(frame -> isA(frame, type) && holds.test(frame), type);
  }

  /** Takes the first frame that is of one of these types. */
  public JsonNode awaitAny(String... types) {
    return take(
        frame -> Arrays.stream(types).anyMatch(type -> isA(frame, type)),
        String.join(" or ", types));
  }

  /** The types of frames that came and that nobody has taken, but for doors. */
  public List<String> unread() {
    synchronized (inbox) {
      return inbox.stream()
          .map(frame -> frame.path("type").asString())
          .filter(type -> !type.equals(DOOR))
          .toList();
    }
  }

  /** Lets go of frames of this type that came and that nobody has taken. */
  public void forget(String type) {
    synchronized (inbox) {
      inbox.removeIf(frame -> isA(frame, type));
    }
  }

  /** Everything that ever came, as it came. */
  public String everything() {
    synchronized (inbox) {
      return String.join("\n", everything);
    }
  }

  /** Waits until the server has closed the socket, and says with which code. */
  public int closeCode() {
    try {
      return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("the socket is still open; unread: " + unread(), late);
    } catch (InterruptedException | ExecutionException failed) {
      throw new AssertionError("the socket failed", failed);
    }
  }

  /** Whether the socket is closed by now. */
  public boolean isClosed() {
    return closed.isDone();
  }

  /** The network goes: no goodbye. */
  public void drop() {
    closed.complete(ABNORMAL);
    socket.abort();
  }

  /** Waits until everything sent so far has been dealt with. */
  public void settle() {
    String marker = newId();
    send("resume", "conversation", marker, "epoch", marker, "after", 0);
    await("refused", refused -> refused.path("conversation").asString().equals(marker));
  }

  @Override
  public void close() {
    if (!socket.isOutputClosed()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> socket).join();
    }
  }

  private JsonNode take(Predicate<JsonNode> wanted, String what) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    synchronized (inbox) {
      while (true) {
        for (Iterator<JsonNode> frames = inbox.iterator(); frames.hasNext(); ) {
          JsonNode frame = frames.next();
          if (wanted.test(frame)) {
            frames.remove();
            return frame;
          }
        }
        waitUntil(until, what);
      }
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the loop is in take
  private void waitUntil(long until, String what) {
    long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
    if (millis <= 0 || (closed.isDone() && inbox.isEmpty())) {
      throw new AssertionError(
          "nothing came (expected: %s); unread: %s; closed with: %s"
              .formatted(what, unread(), closed.isDone() ? closed.getNow(-1) : "still open"));
    }
    try {
      inbox.wait(Math.min(millis, 100));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  private static boolean isA(JsonNode frame, String type) {
    return frame.path("type").asString().equals(type);
  }

  /** Puts what comes into the inbox. */
  private final class Ears implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        synchronized (inbox) {
          everything.add(text.toString());
          inbox.add(JSON.readTree(text.toString()));
          inbox.notifyAll();
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable problem) {
      closed.completeExceptionally(problem);
    }
  }
}
