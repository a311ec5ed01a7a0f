package org.porchlight.chat.socket;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.intake.Doorstep;
import org.porchlight.chat.intake.FrontDoor;
import org.porchlight.chat.intake.Intake;
import org.porchlight.chat.intake.Joining;
import org.porchlight.chat.intake.Safety;
import org.porchlight.chat.intake.Spot;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.CloseReason;
import org.porchlight.chat.protocol.Refusal;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.chat.resources.CrisisLine;
import org.porchlight.matching.TicketEvent;
import org.porchlight.matching.Wants;
import org.porchlight.matching.Wish;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a seeker does before there is somebody to talk to, and when they leave. */
final class SeekerActs {
  private static final String NOBODY_YET = "nobody-yet";
  private static final String LINE = "line";
  private static final String AGES = "ages";
  private static final String OPENINGS = "openings";
  private static final String DOOR = "door";
  private static final String PASS = "pass";

  /** A line that moves quickly need not be told more often than a person can read. */
  private static final Duration PLACES_AT_MOST_EVERY = Duration.ofSeconds(2);

  private static final Duration PLACE_AT_LEAST_EVERY = Duration.ofMinutes(1);

  private final Intake intake;
  private final FrontDoor door;
  private final SeekerPasses passes;
  private final ConversationLog log;
  private final TalkActs talk;
  private final BackActs backs;
  private final Duration passEvery;

  SeekerActs(
      Intake intake,
      FrontDoor door,
      SeekerPasses passes,
      ConversationLog log,
      TalkActs talk,
      BackActs backs,
      Duration passEvery) {
    this.intake = intake;
    this.door = door;
    this.passes = passes;
    this.log = log;
    this.talk = talk;
    this.backs = backs;
    this.passEvery = passEvery;
  }

  /**
   * A live socket counts as activity: whoever waits, or reads for long, keeps their pass. Where it
   * is over all the same, so is the socket, once its seeker neither waits nor is in a conversation,
   * or at the end of one.
   */
  void keepPass(Connection connection, Visitor.Seeker seeker) {
    connection.follow(
        PASS,
        Flux.interval(passEvery)
            .onBackpressureDrop()
            // The next time is well before the pass would be over.
            .concatMap(tick -> keepPassOrEnd(connection, seeker).onErrorComplete())
            .thenMany(Flux.empty()));
  }

  private Mono<Void> keepPassOrEnd(Connection connection, Visitor.Seeker seeker) {
    return passes
        .touch(seeker)
        .filter(lives -> !lives && connection.spot() == null)
        .flatMap(over ->
            Flux.fromIterable(connection.conversations())
                .map(ConversationId::new)
                .concatMap(log::find)
                .hasElements())
        .filter(within -> !within)
        .doOnNext(alone -> connection.end(CloseReason.NOT_RECOGNISED))
        .then();
  }

  /** Conversations that open for this seeker. */
  void followOpenings(
      Connection connection,
      Visitor.Seeker seeker,
      Sinks.Empty<Void> listens,
      Mono<Void> welcomed) {
    connection.follow(
        OPENINGS,
        log.openings(seeker.id(), listens, connection.notYetFollowed(intake.current(seeker).flux()))
            .delayUntil(opening -> welcomed)
            .concatMap(log::find)
            .ofType(Conversation.Open.class)
            .concatMap(open -> opened(connection, seeker, open)));
  }

  /**
   * The door, told when it is closed and whenever it changes. In line only who is there matters:
   * that nobody more is let in takes no place away. In a conversation only supervisors do.
   */
  void followDoor(Connection connection, Visitor.Seeker seeker, Mono<Void> welcomed) {
    connection.follow(
        DOOR,
        Frames.doors(
            door.watch(seeker.language())
                .delayUntil(told -> welcomed)
                .map(now -> seen(connection, now)),
            false));
  }

  private static Doorstep seen(Connection connection, Doorstep now) {
    if (connection.isTalking()) {
      return now.talking();
    }
    return connection.spot() == null ? now : now.inside();
  }

  Flux<ServerFrame> join(Connection connection, Visitor.Seeker seeker, ClientFrame.Join join) {
    return seeker.mayJoin()
        ? backs.carrying(seeker, join, coming -> join(connection, seeker, join, coming))
        : Flux.just(Frames.refused("join", Refusal.NOT_ALLOWED));
  }

  private Flux<ServerFrame> join(
      Connection connection, Visitor.Seeker seeker, ClientFrame.Join join, BackActs.Coming coming) {
    return intake
        .join(seeker, join.language(), coming.carried(), coming.known())
        // Their pass is over, and with another they may come.
        .switchIfEmpty(Mono.fromRunnable(() -> connection.end(CloseReason.NOT_RECOGNISED)))
        .flatMapMany(joining ->
            switch (joining) {
              case Joining.InLine there ->
                  noted(seeker, there.spot(), join.note())
                      .concatWith(carded(seeker, there.spot(), join.words()))
                      .concatWith(inLine(connection, seeker, there.spot()));
              case Joining.Talking talking -> Flux.just(Frames.refused("join", Refusal.ALREADY));
              case Joining.Blocked blocked -> backs.blocked("join", seeker, blocked.told());
              case Joining.Closed closed ->
                  Flux.just(
                      Frames.refused("join", Refusal.DOOR_CLOSED),
                      Frames.door(closed.doorstep()),
                      Frames.support(intake.lines(seeker)));
            });
  }

  Flux<ServerFrame> about(Connection connection, Visitor.Seeker seeker, ClientFrame.About about) {
    Spot spot = connection.spot();
    if (spot == null) {
      return notWaiting("about");
    }
    Wants wants = Wants.valueOf(about.wants().toUpperCase(Locale.ROOT));
    String safe = about.safe();
    Safety safety = safe == null ? null : Safety.valueOf(safe.toUpperCase(Locale.ROOT));
    Integer minutes = about.patience();
    Duration patience = minutes == null ? Wish.USUAL_PATIENCE : Duration.ofMinutes(minutes);
    return intake
        .about(spot, new Wish(Set.copyOf(about.topics()), wants, patience), safety, about.help())
        .flatMapMany(rose -> supportIf(rose, seeker).concatWith(place(connection, spot)))
        .switchIfEmpty(notWaiting("about"));
  }

  /**
   * Where they say to be, in line, in a conversation or before either. What is offered on this
   * socket is for there from now on, whether or not it can be kept.
   */
  Flux<ServerFrame> region(
      Connection connection, Visitor.Seeker seeker, ClientFrame.RegionChange change) {
    if (!intake.isRegion(change.region())) {
      return Flux.just(Frames.refused("region", Refusal.NOTHING));
    }
    Visitor.Seeker there = seeker.in(change.region());
    connection.is(there, connection.socket());
    return intake.moved(there).thenMany(Flux.empty());
  }

  Flux<ServerFrame> anyone(Connection connection) {
    Spot spot = connection.spot();
    if (spot == null) {
      return notWaiting("anyone");
    }
    return intake
        .anyone(spot)
        .filter(Boolean::booleanValue)
        .flatMapMany(there -> place(connection, spot))
        .switchIfEmpty(notWaiting("anyone"));
  }

  Flux<ServerFrame> note(Connection connection, Visitor.Seeker seeker, ClientFrame.Note note) {
    Spot spot = connection.spot();
    if (spot == null) {
      return notWaiting("note");
    }
    MessageText text = note.text().isEmpty() ? null : MessageText.of(note.text());
    return intake
        .note(seeker, spot, text)
        .flatMapMany(lines -> support(lines).concatWith(place(connection, spot)))
        .switchIfEmpty(notWaiting("note"));
  }

  Flux<ServerFrame> leave(Connection connection, Visitor.Seeker seeker) {
    Spot spot = connection.spot();
    if (spot == null) {
      return notWaiting("leave");
    }
    return intake
        .leave(seeker, spot)
        .flatMapMany(left -> {
          connection.unfollow(LINE);
          connection.unfollow(NOBODY_YET);
          connection.unfollow(AGES);
          connection.waitsAt(null);
          return Flux.<ServerFrame>just(new ServerFrame.Left("left"));
        })
        .switchIfEmpty(notWaiting("leave"));
  }

  /** The place of when they came, in the same conversation; what they heard in it ends first. */
  Flux<ServerFrame> otherPeer(
      Connection connection, Visitor.Seeker seeker, ClientFrame.OtherPeer other) {
    ConversationId id = new ConversationId(other.conversation());
    return intake
        .otherPeer(seeker, id, Boolean.TRUE.equals(other.share()))
        .doOnNext(spot -> connection.unfollow(id.value()))
        .map(spot -> inLine(connection, seeker, spot))
        .defaultIfEmpty(
            Flux.just(Frames.refused("other-peer", null, id.value(), Obstacle.NOT_YOURS)))
        .flatMapMany(answer -> answer);
  }

  Flux<ServerFrame> exit(Connection connection, Visitor.Seeker seeker) {
    // The pass ends last, because it leads to the rest, and also where the rest fails.
    return Flux.concatDelayError(
            intake.exit(seeker), exitWithoutPass(connection, seeker), passes.end(seeker))
        .thenMany(
            Flux.defer(() -> {
              connection.waitsAt(null);
              connection.end(CloseReason.EXIT);
              return Flux.<ServerFrame>empty();
            }))
        // Whoever leaves is gone, whatever could not be written down; their pass ends by its time.
        .doOnError(away -> connection.end(CloseReason.EXIT));
  }

  /** A pass that is over leads nowhere any more, and a socket may be in something all the same. */
  private Flux<Void> exitWithoutPass(Connection connection, Visitor.Seeker seeker) {
    Spot spot = connection.spot();
    return Flux.fromIterable(connection.conversations())
        .map(ConversationId::new)
        .concatWith(Mono.justOrEmpty(spot).map(Spot::conversation))
        .concatMap(id -> intake.exit(seeker, id));
  }

  /** The place now, whenever it moves, and every minute, because waits grow while nobody moves. */
  Flux<ServerFrame> inLine(Connection connection, Visitor.Seeker seeker, Spot spot) {
    connection.waitsAt(spot);
    connection.follow(
        LINE,
        Flux.merge(
                intake.events(spot).map(event -> (Object) event),
                Flux.interval(PLACE_AT_LEAST_EVERY).onBackpressureDrop())
            .groupBy(
                event -> event instanceof TicketEvent told && !(told instanceof TicketEvent.Moved))
            .flatMap(
                events ->
                    events.key()
                        ? events
                            .cast(TicketEvent.class)
                            .concatMap(event -> ended(connection, seeker, spot, event))
                        : events
                            .buffer(PLACES_AT_MOST_EVERY)
                            .filter(window -> !window.isEmpty())
                            .concatMap(window -> moved(connection, spot, window)),
                2));
    connection.follow(
        NOBODY_YET,
        log.rings(spot.conversation())
            .ofType(Ring.NobodyYet.class)
            .filter(nobody -> nobody.who() == Part.SEEKER)
            .map(nobody -> Frames.ring(spot.conversation(), nobody)));
    // It may be so already, and they are told where they are first.
    return place(connection, spot).doOnComplete(() -> followAges(connection, seeker, spot));
  }

  /** Once, however often they ask where they are; who is in a chat by now is not in line. */
  private void followAges(Connection connection, Visitor.Seeker seeker, Spot spot) {
    if (spot.equals(connection.spot()) && !connection.follows(AGES)) {
      connection.follow(
          AGES,
          intake
              .onceTooYoung(seeker)
              .filter(age -> connection.spot() != null)
              .concatMap(
                  age -> support(Optional.of(intake.linesForYoung(now(connection, seeker))))));
    }
  }

  /** They may say to be elsewhere since this began. */
  private static Visitor.Seeker now(Connection connection, Visitor.Seeker seeker) {
    return connection.visitor() instanceof Visitor.Seeker there ? there : seeker;
  }

  private Flux<ServerFrame> opened(
      Connection connection, Visitor.Seeker seeker, Conversation.Open open) {
    connection.talks();
    backs.visits(connection, seeker, open.id());
    connection.unfollow(LINE);
    connection.unfollow(NOBODY_YET);
    connection.unfollow(AGES);
    return talk.openedToSeeker(open)
        .cast(ServerFrame.class)
        // Not before there is something to say it with, so that nothing said in it comes first.
        .doOnNext(opened -> connection.follow(open.id().value(), talk.live(seeker, open)))
        .flux();
  }

  private Flux<ServerFrame> ended(
      Connection connection, Visitor.Seeker seeker, Spot spot, TicketEvent event) {
    return switch (event) {
      case TicketEvent.Moved moved -> Flux.empty();
      case TicketEvent.Asked asked -> place(connection, spot);
      case TicketEvent.Matched matched -> Flux.empty();
      case TicketEvent.Gone gone ->
          switch (gone.why()) {
            // The last is told in a conversation.
            case LEFT, NOBODY -> Flux.empty();
            case AWAY_TOO_LONG -> {
              connection.unfollow(AGES);
              connection.waitsAt(null);
              yield intake
                  .gone(seeker, spot)
                  .thenMany(Flux.just(new ServerFrame.Left("away_too_long")));
            }
          };
    };
  }

  private Flux<ServerFrame> noted(Visitor.Seeker seeker, Spot spot, @Nullable String note) {
    return note == null
        ? Flux.empty()
        : intake.note(seeker, spot, MessageText.of(note)).flatMapMany(SeekerActs::support);
  }

  private Flux<ServerFrame> carded(Visitor.Seeker seeker, Spot spot, @Nullable String words) {
    return words == null
        ? Flux.empty()
        : intake.card(spot).flatMapMany(rose -> supportIf(rose, seeker));
  }

  private Flux<ServerFrame> supportIf(boolean rose, Visitor.Seeker seeker) {
    return support(rose ? Optional.of(intake.lines(seeker)) : Optional.empty());
  }

  private static Flux<ServerFrame> support(Optional<List<CrisisLine>> lines) {
    return Mono.justOrEmpty(lines).<ServerFrame>map(Frames::support).flux();
  }

  private Flux<ServerFrame> place(Connection connection, Spot spot) {
    return Mono.zip(intake.place(spot), intake.kept(spot))
        .doOnNext(both -> connection.placed(both.getT1().position()))
        .flatMap(both ->
            told(both.getT2())
                .<ServerFrame>map(told -> PlaceFrames.asked(both.getT1(), both.getT2(), told)))
        .flux();
  }

  /** Asked only for who is not safe. */
  private Mono<Boolean> told(ConversationLog.KeptInLine kept) {
    String safe = kept.safe();
    return safe == null || "yes".equals(safe) ? Mono.just(false) : talk.supervised();
  }

  private Flux<ServerFrame> moved(Connection connection, Spot spot, List<Object> window) {
    List<TicketEvent.Because> happened =
        window.stream()
            .filter(TicketEvent.Moved.class::isInstance)
            .map(event -> ((TicketEvent.Moved) event).because())
            .toList();
    return Mono.zip(intake.place(spot), intake.kept(spot))
        .flatMap(both ->
            told(both.getT2())
                .<ServerFrame>map(told ->
                    PlaceFrames.moved(
                        both.getT1(),
                        both.getT2(),
                        told,
                        connection.placed(both.getT1().position()),
                        happened)))
        .flux();
  }

  private static Flux<ServerFrame> notWaiting(String re) {
    return Flux.just(Frames.refused(re, Refusal.NOT_WAITING));
  }
}
