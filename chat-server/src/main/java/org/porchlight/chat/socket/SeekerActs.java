package org.porchlight.chat.socket;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.intake.Intake;
import org.porchlight.chat.intake.Safety;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.CloseReason;
import org.porchlight.chat.protocol.Refusal;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.matching.Place;
import org.porchlight.matching.TicketEvent;
import org.porchlight.matching.Wants;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a seeker does before there is somebody to talk to, and when they leave. */
final class SeekerActs {
  private static final String LINE = "line";
  private static final String OPENINGS = "openings";

  /** A line that moves quickly need not be told more often than a person can read. */
  private static final Duration PLACES_AT_MOST_EVERY = Duration.ofSeconds(2);

  private final Intake intake;
  private final SeekerPasses passes;
  private final ConversationLog log;
  private final TalkActs talk;

  SeekerActs(Intake intake, SeekerPasses passes, ConversationLog log, TalkActs talk) {
    this.intake = intake;
    this.passes = passes;
    this.log = log;
    this.talk = talk;
  }

  /** Conversations that open for this seeker. */
  void followOpenings(Connection connection, Visitor.Seeker seeker, Mono<Void> welcomed) {
    connection.follow(
        OPENINGS,
        log.openings(seeker.id(), notYetFollowed(connection, intake.current(seeker).flux()))
            .delayUntil(opening -> welcomed)
            .concatMap(log::find)
            .ofType(Conversation.Open.class)
            .concatMap(open -> opened(connection, seeker, open)));
  }

  private static Flux<ConversationId> notYetFollowed(
      Connection connection, Flux<Conversation> current) {
    return current
        .map(Conversation::id)
        .filter(conversation -> !connection.follows(conversation.value()));
  }

  Flux<ServerFrame> join(Connection connection, Visitor.Seeker seeker, ClientFrame.Join join) {
    return intake
        .join(seeker, join.language())
        .map(conversation ->
            noted(seeker, conversation, join.note())
                .concatWith(inLine(connection, seeker, conversation)))
        // Only when there is no place to take: one that is matched at once has no place to tell.
        .defaultIfEmpty(Flux.just(Frames.refused("join", Refusal.ALREADY)))
        .flatMapMany(answer -> answer);
  }

  Flux<ServerFrame> about(Connection connection, Visitor.Seeker seeker, ClientFrame.About about) {
    ConversationId ticket = connection.ticket();
    if (ticket == null) {
      return notWaiting("about");
    }
    Wants wants = Wants.valueOf(about.wants().toUpperCase(Locale.ROOT));
    String safe = about.safe();
    Safety safety = safe == null ? null : Safety.valueOf(safe.toUpperCase(Locale.ROOT));
    return intake
        .about(ticket, Set.copyOf(about.topics()), wants, safety)
        .flatMapMany(rose -> supportIf(rose, seeker).concatWith(place(ticket, null)))
        .switchIfEmpty(notWaiting("about"));
  }

  Flux<ServerFrame> note(Connection connection, Visitor.Seeker seeker, ClientFrame.Note note) {
    ConversationId ticket = connection.ticket();
    if (ticket == null) {
      return notWaiting("note");
    }
    MessageText text = note.text().isEmpty() ? null : MessageText.of(note.text());
    return intake
        .note(ticket, text)
        .flatMapMany(rose -> supportIf(rose, seeker).concatWith(place(ticket, null)))
        .switchIfEmpty(notWaiting("note"));
  }

  Flux<ServerFrame> leave(Connection connection, Visitor.Seeker seeker) {
    ConversationId ticket = connection.ticket();
    if (ticket == null) {
      return notWaiting("leave");
    }
    return intake
        .leave(seeker, ticket)
        .flatMapMany(left -> {
          connection.unfollow(LINE);
          connection.waitsFor(null);
          return Flux.<ServerFrame>just(new ServerFrame.Left("left"));
        })
        .switchIfEmpty(notWaiting("leave"));
  }

  Flux<ServerFrame> exit(Connection connection, Visitor.Seeker seeker) {
    return intake
        .exit(seeker)
        .then(passes.end(seeker))
        .thenMany(
            Flux.defer(() -> {
              connection.waitsFor(null);
              connection.end(CloseReason.EXIT);
              return Flux.empty();
            }));
  }

  /** The place now, and whenever it moves. */
  Flux<ServerFrame> inLine(
      Connection connection, Visitor.Seeker seeker, ConversationId conversation) {
    connection.waitsFor(conversation);
    connection.follow(
        LINE,
        intake
            .events(conversation)
            .groupBy(event -> event instanceof TicketEvent.Moved)
            .flatMap(
                events ->
                    events.key()
                        ? events
                            .sample(PLACES_AT_MOST_EVERY)
                            .concatMap(moved -> moved(conversation, moved))
                        : events.concatMap(event -> ended(connection, seeker, conversation, event)),
                2));
    return place(conversation, null);
  }

  private Flux<ServerFrame> opened(
      Connection connection, Visitor.Seeker seeker, Conversation.Open open) {
    connection.waitsFor(null);
    connection.unfollow(LINE);
    connection.follow(open.id().value(), talk.live(seeker, open.id(), open.epoch(), 0));
    return Flux.just(Frames.opened(open, Part.SEEKER));
  }

  private Flux<ServerFrame> ended(
      Connection connection,
      Visitor.Seeker seeker,
      ConversationId conversation,
      TicketEvent event) {
    return switch (event) {
      case TicketEvent.Moved moved -> Flux.empty();
      case TicketEvent.Asked asked -> place(conversation, null);
      case TicketEvent.Matched matched -> Flux.empty();
      case TicketEvent.Gone gone ->
          switch (gone.why()) {
            case LEFT -> Flux.empty();
            case AWAY_TOO_LONG -> {
              connection.waitsFor(null);
              yield intake
                  .gone(seeker, conversation)
                  .thenMany(Flux.just(new ServerFrame.Left("away_too_long")));
            }
          };
    };
  }

  private Flux<ServerFrame> noted(
      Visitor.Seeker seeker, ConversationId conversation, @Nullable String note) {
    return note == null
        ? Flux.empty()
        : intake
            .note(conversation, MessageText.of(note))
            .flatMapMany(rose -> supportIf(rose, seeker));
  }

  private Flux<ServerFrame> supportIf(boolean rose, Visitor.Seeker seeker) {
    return rose ? Flux.just(Frames.support(intake.lines(seeker))) : Flux.empty();
  }

  private Flux<ServerFrame> place(ConversationId conversation, @Nullable String why) {
    return intake.place(conversation).map(place -> frame(place, why, null)).flux();
  }

  private Flux<ServerFrame> moved(ConversationId conversation, TicketEvent event) {
    String because =
        event instanceof TicketEvent.Moved moved ? Frames.lower(moved.because()) : null;
    return intake.place(conversation).map(place -> frame(place, "moved", because)).flux();
  }

  private static ServerFrame frame(Place place, @Nullable String why, @Nullable String because) {
    Place.Range range = place.range();
    return new ServerFrame.Place(
        place.position(),
        range == null ? null : range.minMinutes(),
        range == null ? null : range.maxMinutes(),
        place.asOf().toEpochMilli(),
        why,
        because,
        place.patienceOver() ? "lived" : null);
  }

  private static Flux<ServerFrame> notWaiting(String re) {
    return Flux.just(Frames.refused(re, Refusal.NOT_WAITING));
  }
}
