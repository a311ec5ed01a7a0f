package org.porchlight.chat.socket;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.intake.Spot;
import org.porchlight.chat.protocol.CloseReason;
import org.porchlight.chat.protocol.ServerFrame;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What a socket is in the middle of: who it is, what it follows, and whether it has to end.
 * Everything it follows ends with it.
 */
final class Connection {
  private static final int MOST_UNSENT = 256;
  private static final int MOST_FOLLOWED = 32;
  private static final int ID_LENGTH = 22;
  private static final int MOST_MALFORMED = 10;
  private static final long COME_BACK_WITHIN_MILLIS = 3_000;
  private static final long SLOW_DOWN_MILLIS = 10_000;

  private final Sinks.Many<ServerFrame> answers =
      Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_UNSENT));
  private final Sinks.Many<Flux<ServerFrame>> flows =
      Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_FOLLOWED));
  private final Map<String, Sinks.Empty<Void>> followed = new ConcurrentHashMap<>();
  private final Sinks.One<CloseReason> end = Sinks.one();
  private final AtomicInteger malformed = new AtomicInteger();
  private final Crowd.Place place;
  private volatile @Nullable Visitor visitor;
  private volatile long socket;
  private volatile @Nullable Spot spot;
  private volatile boolean talking;
  private final AtomicBoolean acted = new AtomicBoolean();
  private final AtomicInteger position = new AtomicInteger();

  /** A socket that takes this place of the node. */
  Connection(Crowd.Place place) {
    this.place = place;
  }

  /** Everything to send, until the connection has to end; then a word of goodbye. */
  Flux<ServerFrame> outgoing() {
    return Flux.merge(answers.asFlux(), flows.asFlux().flatMap(flow -> flow, MOST_FOLLOWED))
        .onErrorResume(problem -> {
          end(CloseReason.SLOW);
          return Flux.empty();
        })
        .takeUntilOther(end.asMono())
        .concatWith(end.asMono().map(Connection::goodbye));
  }

  /**
   * When many have to come back at once, each is told another moment; what sends without end is not
   * to begin anew at once.
   */
  private static ServerFrame goodbye(CloseReason reason) {
    Long retryAfter =
        switch (reason) {
          case RESTART -> ThreadLocalRandom.current().nextLong(COME_BACK_WITHIN_MILLIS);
          case TOO_FAST -> SLOW_DOWN_MILLIS;
          default -> null;
        };
    return new ServerFrame.Bye(reason.wire(), retryAfter);
  }

  /** Sends a frame; a client that reads too slowly comes back and resumes. */
  void send(ServerFrame frame) {
    synchronized (answers) {
      if (answers.tryEmitNext(frame) == Sinks.EmitResult.FAIL_OVERFLOW) {
        end(CloseReason.SLOW);
      }
    }
  }

  /** Sends what a flow brings, in the place of an earlier flow of that name. */
  void follow(String name, Flux<ServerFrame> flow) {
    Sinks.Empty<Void> stop = Sinks.empty();
    Sinks.Empty<Void> earlier = followed.put(name, stop);
    if (earlier != null) {
      earlier.tryEmitEmpty();
    }
    synchronized (flows) {
      if (flows.tryEmitNext(flow.takeUntilOther(stop.asMono())).isFailure()) {
        end(CloseReason.SLOW);
      }
    }
  }

  boolean follows(String name) {
    return followed.containsKey(name);
  }

  /** Of the conversations that its person is in, those that are not followed. */
  Flux<ConversationId> notYetFollowed(Flux<Conversation> current) {
    return current.map(Conversation::id).filter(conversation -> !follows(conversation.value()));
  }

  void unfollow(String name) {
    Sinks.Empty<Void> stop = followed.remove(name);
    if (stop != null) {
      stop.tryEmitEmpty();
    }
  }

  /** Ends the connection. The first reason counts. */
  void end(CloseReason reason) {
    end.tryEmitValue(reason);
  }

  /** Why the connection ends, once it does. */
  Mono<CloseReason> ended() {
    return end.asMono();
  }

  /** Its first frame is there; that it is answered late is no fault of theirs. */
  void saidHello() {
    place.saidHello();
  }

  boolean hasSaidHello() {
    return !place.isStranger();
  }

  /** Who this is, null before {@code hello} was answered. */
  @Nullable Visitor visitor() {
    return visitor;
  }

  /**
   * Who it turned out to be.
   *
   * @param number of this socket among this person's; the highest is the newest
   */
  void is(Visitor who, long number) {
    this.socket = number;
    this.visitor = who;
  }

  /** The number of this socket among this person's. */
  long socket() {
    return socket;
  }

  /** Where a seeker waits, null when not in line. */
  @Nullable Spot spot() {
    return spot;
  }

  void waitsAt(@Nullable Spot place) {
    this.spot = place;
    this.talking = false;
    position.set(0);
  }

  /** The seeker is in a conversation, and not in line any more. */
  void talks() {
    this.spot = null;
    this.talking = true;
  }

  /** Whether the seeker is or was in a conversation since they waited last. */
  boolean isTalking() {
    return talking;
  }

  /** Remembers the position that is told now; answers the one told before, 0 when none was. */
  int placed(int now) {
    return position.getAndSet(now);
  }

  /** Its person did something. */
  void acted() {
    acted.set(true);
  }

  /** Whether they did since this was asked last. */
  boolean hasActed() {
    return acted.getAndSet(false);
  }

  /** The ids of the conversations that are followed; nothing else that is has a name as long. */
  List<String> conversations() {
    return followed.keySet().stream().filter(name -> name.length() == ID_LENGTH).toList();
  }

  /** One more malformed frame; the tenth is the last. */
  void malformed() {
    if (malformed.incrementAndGet() >= MOST_MALFORMED) {
      end(CloseReason.POLICY);
    }
  }
}
