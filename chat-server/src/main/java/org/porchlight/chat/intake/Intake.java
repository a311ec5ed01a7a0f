package org.porchlight.chat.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.SeekerBlocks;
import org.porchlight.chat.access.SeekerExit;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Carried;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.Flags;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.PeerCounts;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.Screening;
import org.porchlight.chat.house.House;
import org.porchlight.chat.house.HouseRules;
import org.porchlight.chat.resources.CrisisLine;
import org.porchlight.chat.resources.CrisisLines;
import org.porchlight.matching.Band;
import org.porchlight.matching.HandOver;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.Needs;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.Place;
import org.porchlight.matching.Return;
import org.porchlight.matching.TicketEvent;
import org.porchlight.matching.TicketRequest;
import org.porchlight.matching.Wish;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Handling;
import org.porchlight.moderation.Handling.Retention;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a seeker can do before there is somebody to talk to. The pass holds the conversation that
 * they wait for or are in, so that a seeker has one place at most.
 */
@Component
public class Intake implements SeekerExit {
  /** The age bands that only peers who are cleared for it may meet. */
  private static final String YOUNG = "a16";

  /** Where people of 16 come in, they may be that old; where nobody under 18 does, they are not. */
  private static final String NOT_SAID = "skip";

  private static final int ADULT = 18;

  /** How long a known peer who is not there is waited for: long enough to be "tonight". */
  private static final Duration HOLD = Duration.ofHours(2);

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final SeekerPasses passes;
  private final SeekerBlocks blocks;
  private final MatchingQueue queue;
  private final FrontDoor door;
  private final House house;
  private final ConversationLog log;
  private final Conversations conversations;
  private final Screening screening;
  private final FlagBoard board;
  private final PeerCounts counts;
  private final CrisisLines lines;
  private final Clock clock;

  Intake(
      SeekerPasses passes,
      SeekerBlocks blocks,
      MatchingQueue queue,
      FrontDoor door,
      House house,
      ConversationLog log,
      Conversations conversations,
      Screening screening,
      FlagBoard board,
      PeerCounts counts,
      CrisisLines lines,
      Clock clock) {
    this.passes = passes;
    this.blocks = blocks;
    this.queue = queue;
    this.door = door;
    this.house = house;
    this.log = log;
    this.conversations = conversations;
    this.screening = screening;
    this.board = board;
    this.counts = counts;
    this.lines = lines;
    this.clock = clock;
  }

  /**
   * The conversation a seeker waits for or is in, empty when none. One that is over is given up.
   */
  public Mono<Conversation> current(Visitor.Seeker seeker) {
    return passes
        .place(seeker)
        .flatMap(place ->
            log.find(new ConversationId(place))
                .switchIfEmpty(passes.vacate(seeker, place).then(Mono.empty())));
  }

  /** Gives up a conversation that is over, so that another may begin. */
  public Mono<Void> forget(Visitor.Seeker seeker, ConversationId conversation) {
    return passes.vacate(seeker, conversation.value());
  }

  /**
   * Takes a place in line, if somebody is there; while waiting it changes nothing, whether or not
   * somebody still is.
   *
   * @param carried what the conversation carries of earlier visits
   * @param known who is asked first, null when whoever is free
   */
  public Mono<Joining> join(
      Visitor.Seeker seeker, String language, Carried carried, @Nullable KnownPeer known) {
    return current(seeker)
        .flatMap(conversation ->
            conversation instanceof Conversation.Closed
                ? forget(seeker, conversation.id()).then(Mono.empty())
                : Mono.just(conversation))
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(current ->
            current
                .map(conversation -> again(conversation, seeker, language, known))
                .orElseGet(() -> enterUnlessBlocked(seeker, language, carried, known)));
  }

  /** That a seeker's pass is blocked, empty when it is not. */
  public Mono<SeekerBlocks.Told> block(Visitor.Seeker seeker) {
    return blocks.told(seeker);
  }

  /** Whoever was blocked is in no line and in no conversation any more. */
  public Mono<Void> blocked(ConversationId place) {
    return log.find(place)
        .flatMap(conversation ->
            switch (conversation) {
              case Conversation.Waiting waiting ->
                  outOfLine(waiting)
                      .flatMap(open -> conversations.close(open.id(), Conversation.Why.BLOCKED));
              case Conversation.Open open ->
                  conversations.close(open.id(), Conversation.Why.BLOCKED);
              case Conversation.Held held ->
                  conversations.close(held.id(), Conversation.Why.BLOCKED);
              case Conversation.Closed closed -> Mono.<Void>empty();
            });
  }

  /**
   * The place in line of somebody who asks for it, empty when there is none. Who asks is there: the
   * line may have looked for them before their socket could hear it, and taken them for away.
   */
  public Mono<Place> place(Spot spot) {
    Mono<Place> place = queue.place(spot.ticket());
    return place.switchIfEmpty(
        queue.back(spot.ticket()).filter(found -> found == Return.THERE).then(place));
  }

  /** What is kept of what they said in line, without their words. */
  public Mono<ConversationLog.KeptInLine> kept(Spot spot) {
    return log.keptInLine(spot.conversation());
  }

  /** What happens to the place from now on. */
  public Flux<TicketEvent> events(Spot spot) {
    return queue.watch(spot.ticket());
  }

  /**
   * The seeker of an open conversation goes on with somebody else, at the place of when they came.
   * The peer's reading ends at once. Asking again changes nothing.
   *
   * @param share whether the next peer may read what was said so far
   * @return where they wait, empty when it is no open conversation of theirs
   */
  public Mono<Spot> otherPeer(Visitor.Seeker seeker, ConversationId conversation, boolean share) {
    return log.find(conversation)
        .filter(found -> found.seeker().id().equals(seeker.id()))
        .flatMap(found ->
            switch (found) {
              case Conversation.Waiting waiting -> Mono.just(Spot.of(waiting));
              case Conversation.Open open -> handOver(open, share);
              case Conversation.Held held -> Mono.<Spot>empty();
              case Conversation.Closed closed -> Mono.<Spot>empty();
            });
  }

  /** Matching first: what dies in between is made good when the next peer accepts. */
  private Mono<Spot> handOver(Conversation.Open open, boolean share) {
    Spot spot = Spot.of(open.id(), open.turn() + 1);
    return queue
        .handOver(new HandOver(open.id().value(), spot.ticket(), band(open.context())))
        .flatMap(ticket -> log.vacate(open.id(), open.with().id(), share))
        // The seeker is on their way by now, whatever comes of their peer's breather.
        .delayUntil(vacated -> conversations.goesOn(open).onErrorResume(Intake::untold))
        .doOnNext(vacated -> leftSuddenly(open))
        .thenReturn(spot);
  }

  private static Mono<Void> untold(Throwable problem) {
    LOG.warn("a peer who was left is not out yet: {}", problem.getClass().getSimpleName());
    return Mono.empty();
  }

  /**
   * What the night is about.
   *
   * @param help what would help, null when nothing is said of it
   * @return whether the danger is now higher than it was, empty when not waiting
   */
  public Mono<Boolean> about(Spot spot, Wish wish, @Nullable Safety safety, @Nullable String help) {
    return queue
        .about(spot.ticket(), wish)
        .filter(Boolean::booleanValue)
        .delayUntil(
            changed -> help == null ? Mono.<Void>empty() : log.help(spot.conversation(), help))
        .flatMap(changed -> safety == null ? Mono.just(false) : answered(spot, safety));
  }

  /**
   * Somebody who waits for a peer they know would rather have anyone.
   *
   * @return whether they are in line
   */
  public Mono<Boolean> anyone(Spot spot) {
    return queue.anyone(spot.ticket());
  }

  /**
   * Words written while waiting, null to withdraw them.
   *
   * @return the crisis lines, if any are to be offered for them; empty when not waiting
   */
  public Mono<Optional<List<CrisisLine>>> note(
      Visitor.Seeker seeker, Spot spot, @Nullable MessageText note) {
    ConversationId conversation = spot.conversation();
    return log.find(conversation)
        .ofType(Conversation.Waiting.class)
        .flatMap(waiting -> {
          Verdict verdict =
              note == null
                  ? Verdict.CLEAR
                  : screening.look(new Utterance(Side.SEEKER, note.reveal()), waiting.context());
          ConversationContext after = waiting.context().after(verdict);
          return log.note(conversation, note, after)
              .filter(Boolean::booleanValue)
              .doOnNext(kept -> screening.kept(verdict))
              .flatMap(kept -> follow(spot, verdict, () -> ofNote(conversation, verdict)))
              .thenReturn(offered(seeker, waiting.context(), after));
        });
  }

  /**
   * A card that goes along from an earlier visit is looked at as a note is, and its plan with it.
   *
   * @return whether the danger is now higher than it was, empty when there is none, or not waiting
   */
  public Mono<Boolean> card(Spot spot) {
    ConversationId conversation = spot.conversation();
    return Mono.zip(
            log.find(conversation).ofType(Conversation.Waiting.class),
            log.carried(conversation).mapNotNull(Carried::card))
        .flatMap(both -> {
          ConversationContext before = both.getT1().context();
          Verdict verdict =
              screening.look(new Utterance(Side.SEEKER, both.getT2().everyWord()), before);
          screening.kept(verdict);
          return log.remember(conversation, before.after(verdict).highestLevel())
              .delayUntil(rose ->
                  follow(
                      spot, verdict, () -> Flags.ofCard(conversation, verdict, clock.instant())));
        });
  }

  /** Leaves the line; what was written in it is deleted. */
  public Mono<Boolean> leave(Visitor.Seeker seeker, Spot spot) {
    return queue
        .leave(spot.ticket())
        .filter(Boolean::booleanValue)
        .flatMap(left -> gone(seeker, spot).thenReturn(true));
  }

  /** Somebody is with the seeker by another way than the line. */
  public Mono<Boolean> answered(Spot spot) {
    return queue.leave(spot.ticket());
  }

  /** The seeker's socket dropped. */
  public Mono<Boolean> away(Spot spot) {
    return queue.away(spot.ticket());
  }

  /** The seeker is there again. */
  public Mono<Return> back(Spot spot) {
    return queue.back(spot.ticket());
  }

  /** The place has ended. */
  public Mono<Void> gone(Visitor.Seeker seeker, Spot spot) {
    return log.find(spot.conversation())
        .ofType(Conversation.Waiting.class)
        .flatMap(conversations::abandon)
        .then(forget(seeker, spot.conversation()));
  }

  /** Its seeker, on whatever pass, wants it gone: nobody waits for another peer in it any more. */
  public Mono<Void> giveUp(ConversationId conversation, String seeker) {
    return log.find(conversation)
        .ofType(Conversation.Waiting.class)
        .filter(waiting -> waiting.seeker().id().equals(seeker))
        .flatMap(
            waiting -> queue.leave(Spot.of(waiting).ticket()).then(conversations.abandon(waiting)));
  }

  /** Whether somebody can be there: whether there are crisis lines of that region. */
  public boolean isRegion(String region) {
    return lines.has(region);
  }

  /**
   * Where a seeker says to be by now. Whoever reads along in what they are in hears of it, also
   * where it is kept already: it may not have been told then. Who knows is told nothing.
   */
  public Mono<Void> moved(Visitor.Seeker seeker) {
    return passes
        .moved(seeker)
        .then(current(seeker))
        .flatMap(conversation -> log.ring(conversation.id(), new Ring.Moved()));
  }

  /** The crisis lines of where a seeker says to be; where they may be under 18, in that order. */
  public List<CrisisLine> lines(Visitor.Seeker seeker) {
    return mayBeYoung(seeker) ? lines.forYoung(seeker.region()) : lines.of(seeker.region()).lines();
  }

  /** The same for one whose words point to somebody under 18, whatever they said of their age. */
  public List<CrisisLine> linesForYoung(Visitor.Seeker seeker) {
    return lines.forYoung(seeker.region());
  }

  /**
   * That what is for young people is to be shown to one who said that they are 16 or 17, while or
   * once nobody under 18 is let in any more. Their place is theirs all the same.
   *
   * @return from which age on people are let in
   */
  public Flux<Integer> onceTooYoung(Visitor.Seeker seeker) {
    return seeker.ageBand().equals(YOUNG)
        ? house
            .watch()
            .map(HouseRules::minimumAge)
            .distinctUntilChanged()
            .filter(age -> age >= ADULT)
        : Flux.empty();
  }

  /** Where a region has no line left it is the page that says whom to call, so none are some. */
  private Optional<List<CrisisLine>> offered(
      Visitor.Seeker seeker, ConversationContext before, ConversationContext after) {
    if (after.minor() && !before.minor()) {
      return Optional.of(linesForYoung(seeker));
    }
    return after.highestLevel() > before.highestLevel()
        ? Optional.of(lines(seeker))
        : Optional.empty();
  }

  @Override
  public Mono<Void> exit(Visitor.Seeker seeker) {
    return current(seeker).flatMap(conversation -> exit(seeker, conversation));
  }

  /** The same out of one that their pass, which may be over, does not lead to any more. */
  public Mono<Void> exit(Visitor.Seeker seeker, ConversationId id) {
    return log.find(id, conversation -> conversation.has(Part.SEEKER, seeker.id()))
        .flatMap(conversation -> exit(seeker, conversation));
  }

  private Mono<Void> exit(Visitor.Seeker seeker, Conversation conversation) {
    return switch (conversation) {
      case Conversation.Waiting waiting ->
          outOfLine(waiting)
              .flatMap(open -> quickly(open).thenReturn(open))
              .switchIfEmpty(forget(seeker, waiting.id()).then(Mono.empty()))
              .then();
      case Conversation.Open open -> quickly(open);
      case Conversation.Held held -> Mono.empty();
      case Conversation.Closed closed -> Mono.empty();
    };
  }

  private Mono<Void> quickly(Conversation.Open open) {
    return conversations.leave(open.id()).doOnSuccess(left -> leftSuddenly(open));
  }

  /**
   * Whoever waits is gone. Where a peer has accepted by now they are in line no more, and it would
   * open for nobody: what is not there any more opens for no peer, whose place is free again.
   *
   * @return what has opened all the same, empty when nothing
   */
  private Mono<Conversation.Open> outOfLine(Conversation.Waiting waiting) {
    return queue
        .leave(Spot.of(waiting).ticket())
        .then(log.find(waiting.id()))
        .ofType(Conversation.Waiting.class)
        .flatMap(conversations::abandon)
        .then(log.find(waiting.id()))
        .ofType(Conversation.Open.class);
  }

  /** Nothing is sudden where the peer asked that somebody else come, and the seeker agreed. */
  private void leftSuddenly(Conversation.Open open) {
    Member peer = open.peer();
    if (peer != null && !open.isHandedOver()) {
      counts.count(peer.id(), PeerCounts.What.LEFT_SUDDENLY);
    }
  }

  /** The line may not have heard of them yet, when something failed in between the last time. */
  private Mono<Joining> again(
      Conversation current, Visitor.Seeker seeker, String language, @Nullable KnownPeer known) {
    if (!(current instanceof Conversation.Waiting waiting)) {
      return Mono.just(new Joining.Talking());
    }
    Mono<Void> inLine =
        waiting.turn() == 1
            ? queue.join(request(waiting.id(), seeker, language, known))
            : Mono.<Void>empty();
    return inLine.thenReturn(new Joining.InLine(Spot.of(waiting)));
  }

  /** Asked again where no place was given: they may have been blocked in between. */
  private Mono<Joining> enterUnlessBlocked(
      Visitor.Seeker seeker, String language, Carried carried, @Nullable KnownPeer known) {
    Mono<Joining> blocked = blocks.told(seeker, carried.thread()).map(Joining.Blocked::new);
    return blocked
        .switchIfEmpty(enterIfOpen(seeker, language, carried, known))
        .switchIfEmpty(blocked);
  }

  private Mono<Joining> enterIfOpen(
      Visitor.Seeker seeker, String language, Carried carried, @Nullable KnownPeer known) {
    return door.look(language)
        .flatMap(doorstep ->
            doorstep.isOpen()
                ? enter(seeker, language, carried, known)
                : Mono.just(new Joining.Closed(doorstep)));
  }

  private Mono<Joining> enter(
      Visitor.Seeker seeker, String language, Carried carried, @Nullable KnownPeer known) {
    return passes
        .enter(seeker, ConversationId.random().value())
        .map(ConversationId::new)
        .flatMap(id ->
            log.create(id, new Member(Part.SEEKER, seeker.id(), seeker.name()), language, carried)
                .then(queue.join(request(id, seeker, language, known)))
                .thenReturn(new Joining.InLine(Spot.of(id, 1))));
  }

  private TicketRequest request(
      ConversationId id, Visitor.Seeker seeker, String language, @Nullable KnownPeer known) {
    PeerId first = known == null ? null : new PeerId(known.id());
    return new TicketRequest(
        Spot.of(id, 1).ticket(),
        id.value(),
        new Needs(language, mayBeYoung(seeker), Set.of(), first),
        Wish.anyone(),
        Band.ORDINARY,
        clock.instant(),
        known != null && known.hold() ? HOLD : Duration.ZERO);
  }

  private boolean mayBeYoung(Visitor.Seeker seeker) {
    return seeker.ageBand().equals(YOUNG)
        || (seeker.ageBand().equals(NOT_SAID) && house.now().minimumAge() < ADULT);
  }

  /** Kept last: a page that is told that the answer was heard does not say it again. */
  private Mono<Boolean> answered(Spot spot, Safety safety) {
    return follow(spot, safety).delayUntil(rose -> log.safety(spot.conversation(), safety.code()));
  }

  private Mono<Boolean> follow(Spot spot, Safety safety) {
    ConversationId conversation = spot.conversation();
    if (safety == Safety.YES) {
      return Mono.just(false);
    }
    return log.remember(conversation, safety.level())
        .flatMap(rose ->
            queue
                .raise(spot.ticket(), band(safety.handling()))
                .then(kept(conversation, safety.handling()))
                .then(
                    board.raise(
                        Flags.notSafe(
                            conversation, safety.handling().lane(), safety.why(), clock.instant())))
                .thenReturn(rose));
  }

  private Mono<Void> follow(Spot spot, Verdict verdict, Supplier<Flag> flag) {
    if (verdict.output() == Output.NONE || verdict.findings().isEmpty()) {
      return Mono.empty();
    }
    return queue
        .raise(spot.ticket(), band(verdict.handling()))
        .then(kept(spot.conversation(), verdict.handling()))
        .then(board.raise(flag.get()))
        .then();
  }

  private Flag ofNote(ConversationId conversation, Verdict verdict) {
    String about = "note " + verdict.findings().getFirst().rule();
    return Flags.of(conversation, Side.SEEKER, about, verdict, null, clock.instant());
  }

  /** What is flagged is kept longer, as the one mapping says. */
  private Mono<Void> kept(ConversationId conversation, Handling handling) {
    return handling.retention() == Retention.FLAGGED ? log.escalate(conversation) : Mono.empty();
  }

  /** How urgent a conversation is that needs another peer. */
  static Band band(ConversationContext context) {
    return band(Handling.ofLevel(context.highestLevel()));
  }

  /** The band that the one mapping asks for. */
  private static Band band(Handling handling) {
    return switch (handling.urgency()) {
      case NONE -> Band.ORDINARY;
      case ELEVATED -> Band.ELEVATED;
      case HIGH -> Band.HIGH;
      case IMMINENT -> Band.IMMINENT;
    };
  }
}
