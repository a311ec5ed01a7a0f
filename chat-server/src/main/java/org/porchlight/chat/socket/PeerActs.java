package org.porchlight.chat.socket;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Topics;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Whisper;
import org.porchlight.chat.duty.Duties;
import org.porchlight.chat.duty.PostgresTalkEndings;
import org.porchlight.chat.intake.FrontDoor;
import org.porchlight.chat.outcomes.PostgresTalkTopics;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.Refusal;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.matching.Answer;
import org.porchlight.matching.Duty;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.PeerEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a peer does about their shift. */
final class PeerActs {
  private static final String WRAP_UP = "wrap-up";
  private static final Duration BEAT = Duration.ofSeconds(20);

  private final Duties duties;
  private final FrontDoor door;
  private final ConversationLog log;
  private final TalkActs talk;
  private final PostgresTalkTopics topics;
  private final PostgresTalkEndings endings;
  private final SocketMeters meters;

  PeerActs(
      Duties duties,
      FrontDoor door,
      ConversationLog log,
      TalkActs talk,
      PostgresTalkTopics topics,
      PostgresTalkEndings endings,
      SocketMeters meters) {
    this.duties = duties;
    this.door = door;
    this.log = log;
    this.talk = talk;
    this.topics = topics;
    this.endings = endings;
    this.meters = meters;
  }

  /** Offers and openings, for as long as the socket lives; its life is what keeps the duty. */
  void follow(
      Connection connection, Visitor.Staff peer, Sinks.Empty<Void> listens, Mono<Void> welcomed) {
    connection.follow(
        "offers", duties.events(peer).delayUntil(event -> welcomed).map(PeerActs::frame));
    connection.follow(
        "openings",
        log.openings(peer.id(), listens, connection.notYetFollowed(duties.conversations(peer)))
            .delayUntil(opening -> welcomed)
            .concatMap(log::find)
            .ofType(Conversation.Open.class)
            .concatMap(open -> opened(connection, peer, open)));
    connection.follow("door", unsupervised(peer).delayUntil(told -> welcomed));
    connection.follow(
        "beat",
        Flux.interval(Duration.ZERO, BEAT)
            .onBackpressureDrop()
            .concatMap(tick -> duties.beat(peer))
            .thenMany(Flux.empty()));
  }

  Flux<ServerFrame> duty(Visitor.Staff peer, ClientFrame.DutyChange change) {
    List<String> topics = change.topics();
    List<String> avoid = change.avoid();
    return change.on()
        ? duties
            .on(
                peer,
                change.capacity(),
                topics == null ? null : Set.copyOf(topics),
                avoid == null ? Set.of() : Set.copyOf(avoid))
            .<ServerFrame>flatMap(
                duty -> duty.on() ? Mono.just(Frames.duty(duty)) : notOn(peer, duty))
            .flux()
        : duties.off(peer).<ServerFrame>map(Frames::duty).flux();
  }

  private Mono<ServerFrame> notOn(Visitor.Staff peer, Duty duty) {
    return duties
        .notReady(peer)
        .<ServerFrame>map(why -> Frames.duty(duty, why))
        .defaultIfEmpty(Frames.duty(duty));
  }

  /** {@code opened} follows once the conversation is open for both. */
  Flux<ServerFrame> accept(Visitor.Staff peer, ClientFrame.Accept accept) {
    return duties
        .accept(peer, new OfferId(accept.offer()))
        .doOnNext(answer -> meters.accepted(answer == Answer.DONE))
        .filter(answer -> answer == Answer.OFFER_GONE)
        .<ServerFrame>map(gone -> Frames.refused("accept", Refusal.OFFER_GONE))
        .flux();
  }

  Flux<ServerFrame> breather(Visitor.Staff peer, ClientFrame.Breather breather) {
    Integer minutes = breather.minutes();
    return duties
        .rest(peer, minutes == null ? Duties.BREATHER : Duration.ofMinutes(minutes))
        .<ServerFrame>map(Frames::duty)
        .flux();
  }

  Flux<ServerFrame> wrapUp(Connection connection, Visitor.Staff peer, ClientFrame.WrapUp wrapUp) {
    ConversationId id = new ConversationId(wrapUp.conversation());
    return duties
        .wrapUp(peer, id, "hard".equals(wrapUp.me()))
        .delayUntil(duty -> countTopics(connection, peer, id, wrapUp.topics()))
        .delayUntil(duty -> countEnding(connection, peer, id, wrapUp.how()))
        .flatMapMany(
            duty -> Flux.<ServerFrame>just(Frames.duty(duty)).concatWith(next(peer, id, wrapUp)))
        .defaultIfEmpty(Frames.refused(WRAP_UP, null, id.value(), Obstacle.NOT_YOURS));
  }

  /** For the supervisors who read along, now or later; its seeker never hears of it. */
  Flux<ServerFrame> note(Visitor.Staff peer, ClientFrame.Whisper note) {
    ConversationId id = new ConversationId(note.conversation());
    MessageId message = new MessageId(note.id());
    MessageText text = MessageText.of(note.text());
    return log.whisper(new Whisper.Spoken(id, message, peer.id(), peer.name(), text, true))
        .map(noted ->
            switch (noted) {
              case ConversationLog.Whispered.Kept kept ->
                  Frames.whispered(
                      new Whisper(id, message, peer.id(), peer.id(), peer.name(), text, kept.at()));
              case ConversationLog.Whispered.Pending pending ->
                  new ServerFrame.Pending(id.value(), note.id());
              case ConversationLog.Whispered.Not not ->
                  Frames.refused("whisper", note.id(), id.value(), not.obstacle());
            })
        .flux();
  }

  private Flux<ServerFrame> next(Visitor.Staff peer, ConversationId id, ClientFrame.WrapUp wrapUp) {
    String message = wrapUp.id();
    String text = wrapUp.next();
    return message == null || text == null
        ? Flux.empty()
        : talk.leaveNext(peer, id, new MessageId(message), MessageText.of(text));
  }

  /** Only topics that the pages offer: a count must not become a place to write words into. */
  private Mono<Void> countTopics(
      Connection connection, Visitor.Staff peer, ConversationId id, @Nullable List<String> about) {
    Set<String> known =
        about == null
            ? Set.of()
            : about.stream().filter(Topics.KNOWN::contains).collect(Collectors.toSet());
    return known.isEmpty()
        ? Mono.empty()
        : countOnce(connection, peer, id, "topics", topics.count(known));
  }

  private Mono<Void> countEnding(
      Connection connection, Visitor.Staff peer, ConversationId id, @Nullable String how) {
    return how == null ? Mono.empty() : countOnce(connection, peer, id, "how", endings.count(how));
  }

  private Mono<Void> countOnce(
      Connection connection,
      Visitor.Staff peer,
      ConversationId id,
      String what,
      Mono<Void> counted) {
    return log.wrappedUp(id, peer.id(), what)
        // It went on without them, or their part in it was forgotten with it.
        .switchIfEmpty(Mono.defer(() -> duties.isFirst(peer, id, what)))
        .filter(Boolean::booleanValue)
        // Beside what else the peer does: nothing of that waits until it is counted.
        .doOnNext(first ->
            connection.follow(WRAP_UP + " " + what + " " + id, counted.thenMany(Flux.empty())))
        .then();
  }

  Flux<ServerFrame> decline(Visitor.Staff peer, ClientFrame.Decline decline) {
    return duties
        .decline(peer, new OfferId(decline.offer()))
        .<ServerFrame>map(answer ->
            switch (answer) {
              case DONE -> new ServerFrame.OfferGone(decline.offer(), "declined");
              case OFFER_GONE -> Frames.refused("decline", Refusal.OFFER_GONE);
            })
        .flux();
  }

  /** That no supervisor is there, and that one is there again: a peer should know either. */
  private Flux<ServerFrame> unsupervised(Visitor.Staff peer) {
    return Frames.doors(
        Flux.fromIterable(peer.languages())
            .next()
            .flatMapMany(door::watch)
            .map(now -> now.talking().withoutEnd()),
        true);
  }

  /** With it the duty as it is now: one place more is taken. */
  private Flux<ServerFrame> opened(
      Connection connection, Visitor.Staff peer, Conversation.Open open) {
    connection.follow(open.id().value(), talk.live(peer, open));
    return Flux.<ServerFrame>just(talk.opened(open)).concatWith(duties.now(peer).map(Frames::duty));
  }

  private static ServerFrame frame(PeerEvent event) {
    return switch (event) {
      case PeerEvent.Offered offered ->
          new ServerFrame.Offer(
              offered.offer().value(),
              offered.language(),
              offered.topics().stream().sorted().toList(),
              offered.wants().name().toLowerCase(Locale.ROOT),
              offered.expiresAt().toEpochMilli());
      case PeerEvent.OfferGone gone ->
          new ServerFrame.OfferGone(gone.offer().value(), Frames.lower(gone.why()));
      case PeerEvent.DutyChanged changed -> Frames.duty(changed);
    };
  }
}
