package org.porchlight.chat.socket;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.AccessEvents;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.access.SocketTickets;
import org.porchlight.chat.access.TabKeys;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.duty.Duties;
import org.porchlight.chat.intake.Intake;
import org.porchlight.chat.intake.Spot;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.CloseReason;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.matching.Return;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.pool.Pool;
import reactor.pool.PoolBuilder;

/** {@code hello} and {@code welcome}: who is there, and what they are in the middle of. */
final class Greeting {
  private static final ServerFrame.Limits LIMITS =
      new ServerFrame.Limits(2_000, SocketLimits.FRAME_BYTES, 20, 100, 30);

  /** Enough to keep Redis busy, and few enough that each is answered within moments. */
  private static final int AT_ONCE = 32;

  private static final Duration HEARD_WITHIN = Duration.ofMillis(500);

  /** As many as a node may hold; more are told to come again. */
  private static final int MOST_WAITING = 20_000;

  private final SeekerPasses passes;
  private final TabKeys tabKeys;
  private final SocketTickets tickets;
  private final SignInWatch signIns;
  private final AccessEvents events;
  private final SocketRegistry registry;
  private final Intake intake;
  private final Duties duties;
  private final SeekerActs seekers;
  private final PeerActs peers;
  private final SupervisorActs supervisors;
  private final ClinicianActs clinicians;
  private final TalkActs talk;
  private final BackActs backs;
  private final Presence presence;
  private final String durability;
  private final Clock clock;
  private final Pool<Boolean> turnstile;

  Greeting(
      SeekerPasses passes,
      TabKeys tabKeys,
      SocketTickets tickets,
      SignInWatch signIns,
      AccessEvents events,
      SocketRegistry registry,
      Intake intake,
      Duties duties,
      SeekerActs seekers,
      PeerActs peers,
      SupervisorActs supervisors,
      ClinicianActs clinicians,
      TalkActs talk,
      BackActs backs,
      Presence presence,
      String durability,
      Clock clock) {
    this.passes = passes;
    this.tabKeys = tabKeys;
    this.tickets = tickets;
    this.signIns = signIns;
    this.events = events;
    this.registry = registry;
    this.intake = intake;
    this.duties = duties;
    this.seekers = seekers;
    this.peers = peers;
    this.supervisors = supervisors;
    this.clinicians = clinicians;
    this.talk = talk;
    this.backs = backs;
    this.presence = presence;
    this.durability = durability;
    this.clock = clock;
    this.turnstile =
        PoolBuilder.from(Mono.just(true))
            .maxPendingAcquire(MOST_WAITING)
            .sizeBetween(0, AT_ONCE)
            .buildPool();
  }

  /** One after the other where many come at once: whoever is in is not to wait for all of them. */
  Flux<ServerFrame> hello(Connection connection, ClientFrame.Hello hello) {
    connection.saidHello();
    return turnstile.withPoolable(through -> greet(connection, hello));
  }

  private Flux<ServerFrame> greet(Connection connection, ClientFrame.Hello hello) {
    return recognise(hello)
        .zipWhen(visitor -> events.arrived(visitor.id()))
        .flatMapMany(arrived -> {
          Visitor visitor = arrived.getT1();
          connection.is(visitor, arrived.getT2());
          registry.arrived(visitor.id(), connection);
          if (visitor instanceof Visitor.Staff staff) {
            signIns.follow(connection, staff);
          }
          return welcome(connection, visitor)
              .concatWith(resumed(connection, visitor, hello))
              .concatWith(presence.tell(visitor, Ring.State.HERE).thenMany(Flux.empty()));
        })
        .switchIfEmpty(
            Flux.defer(() -> {
              if (connection.visitor() == null) {
                connection.end(CloseReason.NOT_RECOGNISED);
              }
              return Flux.empty();
            }));
  }

  private Mono<Visitor> recognise(ClientFrame.Hello hello) {
    String token = hello.token();
    String ticket = hello.ticket();
    if (token != null) {
      return passes.recognise(token).cast(Visitor.class);
    }
    return ticket == null ? Mono.empty() : tickets.redeem(ticket).cast(Visitor.class);
  }

  private Flux<ServerFrame> welcome(Connection connection, Visitor visitor) {
    return switch (visitor) {
      case Visitor.Seeker seeker -> welcomeSeeker(connection, seeker);
      case Visitor.Staff staff when staff.role() == Role.PEER -> welcomePeer(connection, staff);
      case Visitor.Staff staff when staff.role() == Role.CLINICIAN ->
          welcomeClinician(connection, staff);
      case Visitor.Staff staff ->
          supervisors
              .arrive(connection, staff)
              .then(supervisors.current(staff).collectList())
              .<ServerFrame>map(opened -> welcome(staff, staff.name(), opened, false, null))
              .flux();
    };
  }

  private Flux<ServerFrame> welcomeSeeker(Connection connection, Visitor.Seeker seeker) {
    Sinks.Empty<Void> listens = Sinks.empty();
    Sinks.Empty<Void> welcomed = Sinks.empty();
    seekers.followOpenings(connection, seeker, listens, welcomed.asMono());
    seekers.followDoor(connection, seeker, welcomed.asMono());
    seekers.keepPass(connection, seeker);
    Flux<ServerFrame> nowhere =
        Flux.defer(() -> Flux.just(welcome(seeker, null, List.of(), false, null)));
    return whenHeard(listens)
        .then(intake.current(seeker))
        .flatMapMany(conversation ->
            switch (conversation) {
              case Conversation.Waiting waiting -> waiting(connection, seeker, waiting);
              case Conversation.Open open ->
                  inConversation(connection, seeker, open)
                      .doOnNext(welcome -> {
                        talk.lookForAnother(connection, open);
                        backs.visits(connection, seeker, open.id());
                      })
                      .concatWith(
                          duties
                              .goneSince(open.with().id())
                              .map(since -> Frames.gone(open.id(), since)));
              case Conversation.Held held -> inConversation(connection, seeker, held);
              case Conversation.Closed closed -> nowhere.concatWith(closed(seeker, closed));
            })
        .switchIfEmpty(nowhere)
        .concatWith(intake.block(seeker).map(Frames::blocked))
        .concatWith(then(welcomed));
  }

  private Flux<ServerFrame> waiting(
      Connection connection, Visitor.Seeker seeker, Conversation.Waiting waiting) {
    Spot spot = Spot.of(waiting);
    return intake
        .back(spot)
        .flatMapMany(back ->
            Flux.<ServerFrame>just(welcome(seeker, null, List.of(), back == Return.THERE, null))
                .concatWith(
                    switch (back) {
                      case THERE -> seekers.inLine(connection, seeker, spot);
                      case ENDED ->
                          intake
                              .gone(seeker, spot)
                              .thenMany(Flux.just(new ServerFrame.Left("away_too_long")));
                      // Nobody was ever told of it; they ask again.
                      case UNKNOWN -> intake.gone(seeker, spot).thenMany(Flux.empty());
                    }));
  }

  private Flux<ServerFrame> inConversation(
      Connection connection, Visitor.Seeker seeker, Conversation conversation) {
    connection.talks();
    return talk.openedToSeeker(conversation)
        .<ServerFrame>map(opened -> welcome(seeker, null, List.of(opened), false, null))
        .flux();
  }

  private Flux<ServerFrame> closed(Visitor.Seeker seeker, Conversation.Closed closed) {
    return intake
        .forget(seeker, closed.id())
        .thenMany(Flux.just(new ServerFrame.Closed(closed.id().value(), closed.why().code())));
  }

  private Flux<ServerFrame> welcomePeer(Connection connection, Visitor.Staff peer) {
    Sinks.Empty<Void> listens = Sinks.empty();
    Sinks.Empty<Void> welcomed = Sinks.empty();
    peers.follow(connection, peer, listens, welcomed.asMono());
    return whenHeard(listens)
        .then(
            Mono.zip(
                duties.now(peer),
                duties
                    .conversations(peer)
                    .filter(conversation -> !(conversation instanceof Conversation.Closed))
                    .map(conversation -> talk.opened(conversation))
                    .collectList()))
        .map(both ->
            (ServerFrame)
                welcome(peer, peer.name(), both.getT2(), false, Frames.duty(both.getT1())))
        .concatWith(then(welcomed));
  }

  private Flux<ServerFrame> welcomeClinician(Connection connection, Visitor.Staff clinician) {
    Sinks.Empty<Void> welcomed = Sinks.empty();
    return clinicians
        .arrive(connection, clinician, welcomed.asMono())
        .then(Mono.zip(clinicians.duty(clinician), clinicians.current(clinician).collectList()))
        .map(both ->
            (ServerFrame) welcome(clinician, clinician.name(), both.getT2(), false, both.getT1()))
        .concatWith(then(welcomed));
  }

  /**
   * What is open is looked at once openings are heard, so that none falls in between. Where they
   * are not heard soon nobody is kept waiting: what opened is asked for when they are.
   */
  private static Mono<Void> whenHeard(Sinks.Empty<Void> listens) {
    return listens.asMono().timeout(HEARD_WITHIN, Mono.fromRunnable(listens::tryEmitEmpty));
  }

  /**
   * What is followed from before {@code welcome} is told, so that nothing is missed, waits for it.
   */
  private static Flux<ServerFrame> then(Sinks.Empty<Void> welcomed) {
    return Flux.defer(() -> {
      welcomed.tryEmitEmpty();
      return Flux.empty();
    });
  }

  private Flux<ServerFrame> resumed(
      Connection connection, Visitor visitor, ClientFrame.Hello hello) {
    List<ClientFrame.Position> positions = hello.resume();
    return positions == null
        ? Flux.empty()
        : Flux.fromIterable(positions)
            .map(position ->
                new ClientFrame.Resume(position.conversation(), position.epoch(), position.after()))
            .concatMap(resume -> resumed(connection, visitor, resume));
  }

  /** Supervisors watch again instead. */
  private Flux<ServerFrame> resumed(
      Connection connection, Visitor visitor, ClientFrame.Resume resume) {
    return switch (visitor.role()) {
      case SEEKER, PEER -> talk.resume(connection, visitor, resume);
      case SUPERVISOR, COORDINATOR -> Flux.empty();
      case CLINICIAN ->
          visitor instanceof Visitor.Staff clinician
              ? clinicians.resume(connection, clinician, resume)
              : Flux.empty();
    };
  }

  private ServerFrame.Welcome welcome(
      Visitor visitor,
      @Nullable String name,
      List<ServerFrame.Opened> conversations,
      boolean waiting,
      ServerFrame.@Nullable Duty duty) {
    return new ServerFrame.Welcome(
        new ServerFrame.You(visitor.id(), visitor.role().code(), name),
        conversations,
        waiting,
        duty,
        LIMITS,
        durability,
        clock.millis(),
        tabKey(visitor));
  }

  /** Only pages that keep words have one. */
  private @Nullable String tabKey(Visitor visitor) {
    return switch (visitor) {
      case Visitor.Seeker seeker -> tabKeys.of(seeker);
      case Visitor.Staff staff -> staff.role() == Role.PEER ? tabKeys.of(staff) : null;
    };
  }
}
