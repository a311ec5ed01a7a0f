package org.porchlight.chat.socket;

import io.netty.handler.codec.TooLongFrameException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.porchlight.chat.access.AccessEvents;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.intake.Intake;
import org.porchlight.chat.intake.Spot;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.CloseReason;
import org.porchlight.chat.protocol.FrameCodec;
import org.porchlight.chat.protocol.FrameCodec.Decoded;
import org.porchlight.chat.protocol.Refusal;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.chat.supervision.Clinicians;
import org.porchlight.chat.supervision.Interventions;
import org.porchlight.chat.supervision.Supervision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One socket: what comes in, what goes out, and one end for both. */
final class ChatSocketHandler implements WebSocketHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ChatSocketHandler.class);

  private final FrameCodec codec = new FrameCodec();
  private final FrameRouter router;
  private final SocketRegistry registry;
  private final Intake intake;
  private final Supervision supervision;
  private final Interventions interventions;
  private final Clinicians clinicians;
  private final Presence presence;
  private final AccessEvents events;
  private final SocketSettings settings;
  private final Crowd crowd;
  private final SocketMeters meters;

  ChatSocketHandler(
      FrameRouter router,
      SocketRegistry registry,
      Intake intake,
      Supervision supervision,
      Interventions interventions,
      Clinicians clinicians,
      Presence presence,
      AccessEvents events,
      SocketSettings settings,
      Crowd crowd,
      SocketMeters meters) {
    this.router = router;
    this.registry = registry;
    this.intake = intake;
    this.supervision = supervision;
    this.interventions = interventions;
    this.clinicians = clinicians;
    this.presence = presence;
    this.events = events;
    this.settings = settings;
    this.crowd = crowd;
    this.meters = meters;
  }

  @Override
  public List<String> getSubProtocols() {
    return List.of("porchlight.v1");
  }

  @Override
  public Mono<Void> handle(WebSocketSession session) {
    return Mono.using(crowd::come, place -> handle(session, place), Crowd.Place::leave);
  }

  private Mono<Void> handle(WebSocketSession session, Crowd.Place place) {
    Connection connection = new Connection(place);
    connection.follow("hello", helloInTime(connection));
    return untilEitherEnds(incoming(session, connection), outgoing(session, connection))
        .onErrorResume(gone -> Mono.empty())
        .then(Mono.defer(() -> left(connection)));
  }

  /**
   * Joins the two flows of a socket. {@code and}, {@code when} and {@code merge} would hang when
   * one side ends and the other does not; the first signal of either ends both.
   */
  static Mono<Void> untilEitherEnds(Mono<Void> incoming, Mono<Void> outgoing) {
    return Mono.firstWithSignal(incoming, outgoing);
  }

  private Mono<Void> incoming(WebSocketSession session, Connection connection) {
    FrameBucket bucket = new FrameBucket(settings.frameBurst(), System.nanoTime());
    return session
        .receive()
        .timeout(settings.silentFor())
        .concatMap(message ->
            bucket.take(System.nanoTime()) ? answer(connection, message) : tooFast(connection))
        .doOnNext(connection::send)
        .then()
        // Netty closes for a frame that is too big, but not for a message of many small ones.
        .onErrorResume(
            TooLongFrameException.class, tooBig -> session.close(CloseStatus.TOO_BIG_TO_PROCESS));
  }

  private Mono<Void> outgoing(WebSocketSession session, Connection connection) {
    Flux<WebSocketMessage> frames =
        connection
            .outgoing()
            .doOnNext(meters::sent)
            .map(frame -> session.textMessage(codec.encode(frame)));
    Flux<WebSocketMessage> pings =
        Flux.interval(jittered(settings.pingEvery()))
            .onBackpressureDrop()
            .map(tick -> session.pingMessage(buffers -> buffers.allocateBuffer(0)))
            .takeUntilOther(connection.ended());
    return session.send(Flux.merge(frames, pings)).then(farewell(session, connection));
  }

  /** No page of ours sends as much; this socket alone ends. */
  private static Flux<ServerFrame> tooFast(Connection connection) {
    connection.end(CloseReason.TOO_FAST);
    return Flux.empty();
  }

  private Flux<ServerFrame> answer(Connection connection, WebSocketMessage message) {
    return switch (message.getType()) {
      case TEXT -> answer(connection, message.getPayloadAsText());
      case BINARY -> refuse(connection, Decoded.Bad.NO_FRAME);
      case PING, PONG -> Flux.empty();
    };
  }

  private Flux<ServerFrame> answer(Connection connection, String text) {
    return switch (codec.decode(text)) {
      case Decoded.Good good -> answer(connection, good.frame());
      case Decoded.Bad bad -> refuse(connection, bad);
    };
  }

  private Flux<ServerFrame> answer(Connection connection, ClientFrame frame) {
    meters.handled(frame);
    return router
        .handle(connection, frame)
        .onErrorResume(problem -> trouble(connection, frame.type(), problem));
  }

  private Flux<ServerFrame> refuse(Connection connection, Decoded.Bad bad) {
    if (connection.visitor() == null) {
      connection.end(CloseReason.NO_HELLO);
      return Flux.empty();
    }
    if (bad.refusal().isMalformed()) {
      connection.malformed();
    }
    return Flux.just(
        new ServerFrame.Refused(
            bad.re(), bad.id(), bad.conversation(), bad.refusal(), bad.field()));
  }

  /** Our side could not: nothing was lost, the client may try again. Only the kind is logged. */
  private Flux<ServerFrame> trouble(Connection connection, String type, Throwable problem) {
    LOG.warn("{} failed: {}", type, problem.getClass().getSimpleName());
    meters.failed(type);
    if (connection.visitor() == null) {
      connection.end(CloseReason.TROUBLE);
      return Flux.empty();
    }
    return Flux.just(Frames.refused(type, Refusal.TROUBLE));
  }

  private Flux<ServerFrame> helloInTime(Connection connection) {
    return Mono.delay(settings.helloWithin())
        .filter(late -> !connection.hasSaidHello())
        .doOnNext(late -> connection.end(CloseReason.NO_HELLO))
        .thenMany(Flux.empty());
  }

  /**
   * Says why, as part of what goes out: once the incoming side is cancelled, Reactor Netty has
   * closed without a code.
   */
  private Mono<Void> farewell(WebSocketSession session, Connection connection) {
    return connection
        .ended()
        .doOnNext(meters::ended)
        .map(reason -> new CloseStatus(reason.code()))
        .flatMap(session::close);
  }

  /** Whoever waited is away now, their place kept for a while; whoever talked is away too. */
  private Mono<Void> left(Connection connection) {
    Visitor visitor = connection.visitor();
    connection.end(CloseReason.TROUBLE);
    if (visitor == null || !registry.left(visitor.id(), connection)) {
      return Mono.empty();
    }
    // A socket that is newer, on whatever node, has taken over; this one says nothing any more.
    return events
        .isNewest(visitor.id(), connection.socket())
        .filter(Boolean::booleanValue)
        .flatMap(newest -> away(visitor, connection))
        .onErrorComplete();
  }

  private Mono<Void> away(Visitor visitor, Connection connection) {
    Spot spot = connection.spot();
    if (spot != null) {
      return intake.away(spot).then();
    }
    return visitor instanceof Visitor.Staff staff && staff.role() != Role.PEER
        ? staffIsAway(staff, connection)
        : presence.tell(visitor, Ring.State.AWAY);
  }

  private Mono<Void> staffIsAway(Visitor.Staff staff, Connection connection) {
    return staff.role() == Role.CLINICIAN
        ? clinicians.gone(staff)
        : noLongerReads(staff, connection).then(supervision.gone(staff));
  }

  /** Whom they read with, or wrote with, sees that they are not there. */
  private Mono<Void> noLongerReads(Visitor.Staff supervisor, Connection connection) {
    return Flux.fromIterable(connection.conversations())
        .map(ConversationId::new)
        .concatMap(
            id -> supervision.unwatch(supervisor, id).then(interventions.away(supervisor, id)))
        .then();
  }

  private static Duration jittered(Duration about) {
    long fifth = about.toMillis() / 5;
    return about.plusMillis(ThreadLocalRandom.current().nextLong(-fifth, fifth + 1));
  }
}
