package org.porchlight.chat.supervision;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.Archive;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.History;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.Whisper;
import org.porchlight.chat.duty.RedisCare;
import org.porchlight.chat.house.House;
import org.porchlight.chat.house.HouseRules;
import org.porchlight.chat.sealing.UnopenableException;
import org.porchlight.matching.Census;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.moderation.Span;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a supervisor can do: see the board, and read along where everybody knows. */
@Component
public class Supervision {
  /** How often a socket says that its supervisor is there. */
  public static final Duration BEAT = Duration.ofSeconds(20);

  /** Two beats and a little: a socket that is slow once is still there. */
  private static final Duration READING = BEAT.multipliedBy(2).plusSeconds(5);

  private static final String EVERYWHERE = "everywhere";

  /** Redis keeps them in no order; of two raised in one moment one is always first. */
  private static final Comparator<Flag> NEWEST_FIRST =
      Comparator.comparing(Flag::at).reversed().thenComparing(Flag::id);

  private final RedisFlagBoard board;
  private final RedisClaims claims;
  private final ConversationLog log;
  private final MatchingQueue queue;
  private final Audit audit;
  private final Archive archive;
  private final RedisSupervisors supervisors;
  private final House house;
  private final RedisGaveUp gaveUp;
  private final RedisCare care;
  private final SeekerPasses passes;

  Supervision(
      RedisFlagBoard board,
      RedisClaims claims,
      ConversationLog log,
      MatchingQueue queue,
      Audit audit,
      Archive archive,
      RedisSupervisors supervisors,
      House house,
      RedisGaveUp gaveUp,
      RedisCare care,
      SeekerPasses passes) {
    this.board = board;
    this.claims = claims;
    this.log = log;
    this.queue = queue;
    this.audit = audit;
    this.archive = archive;
    this.supervisors = supervisors;
    this.house = house;
    this.gaveUp = gaveUp;
    this.care = care;
    this.passes = passes;
  }

  /** What came of asking to read along. */
  public enum Watching {
    ALLOWED,
    NOT_THERE,
    REASON_NEEDED
  }

  /**
   * The open flags for a supervisor whose conversation is still there, or in the archive, the
   * newest first.
   */
  public Flux<SeenFlag> flags(Visitor.Staff supervisor) {
    return board
        .flags()
        .filter(flag -> flag.isFor(supervisor.id()))
        .collectSortedList(NEWEST_FIRST)
        .flatMapMany(flags ->
            claims
                .kept(flags.stream().map(Flag::id).toList())
                .flatMapMany(kept ->
                    Flux.fromIterable(flags)
                        .concatMap(flag ->
                            inTheLog(
                                flag,
                                kept.getOrDefault(flag.id(), RedisClaims.Kept.NEVER).standing()))))
        .collectList()
        .flatMap(this::alsoInTheArchive)
        .flatMapIterable(seen -> seen);
  }

  /** What happens on a supervisor's board from now on. */
  public Flux<BoardEvent> events(Visitor.Staff supervisor) {
    return board
        .bells()
        .concatMap(bell ->
            switch (bell) {
              case RedisFlagBoard.Bell.Changed changed
                  when !changed.flag().isFor(supervisor.id()) ->
                  Mono.<BoardEvent>empty();
              case RedisFlagBoard.Bell.Changed changed ->
                  see(changed.flag()).<BoardEvent>map(BoardEvent.Shown::new);
              case RedisFlagBoard.Bell.Closed closed
                  when closed.hiddenFrom().contains(supervisor.id()) ->
                  Mono.<BoardEvent>empty();
              case RedisFlagBoard.Bell.Closed closed ->
                  Mono.<BoardEvent>just(new BoardEvent.Closed(closed.flag(), closed.by()));
            });
  }

  /** Whom to telephone when nobody answers in time; null where the house names nobody. */
  public @Nullable OnCall onCall() {
    HouseRules rules = house.now();
    String name = rules.onCall();
    String phone = rules.onCallPhone();
    return name == null || phone == null ? null : new OnCall(name, phone);
  }

  /** Who leads safeguarding; null where nobody under 18 may come in, and the house names nobody. */
  public @Nullable Safeguarding safeguarding() {
    HouseRules rules = house.now();
    String lead = rules.lead();
    String policy = rules.policy();
    return lead == null || policy == null ? null : new Safeguarding(lead, policy);
  }

  /** Waiting and on duty. */
  public Mono<Census> census() {
    return queue.census();
  }

  /** How many dropped out of line without a word, within the last hour. */
  public Mono<Integer> gaveUp() {
    return gaveUp.lately();
  }

  /** The socket of a supervisor is there; without a beat they are not counted after a while. */
  public Mono<Void> beat(Visitor.Staff supervisor) {
    return supervisors
        .beat(supervisor.id())
        .then(tellTheDoor())
        // Whom it concerns sees it within a minute; it must not end anybody's being there.
        .then(care.stillBeside(supervisor.id()).onErrorComplete());
  }

  /** The socket of a supervisor has gone; a page that is loaded anew is back before it counts. */
  public Mono<Void> gone(Visitor.Staff supervisor) {
    return supervisors.gone(supervisor.id());
  }

  /** Whoever is present is counted across nodes already, so all nodes tell the same figure. */
  Mono<Void> tellTheDoor() {
    return supervisors.present().flatMap(present -> queue.supervisors(EVERYWHERE, present));
  }

  /** How many supervisors are there, on all nodes. */
  public Mono<Integer> present() {
    return supervisors.present();
  }

  /**
   * Asks to read a conversation. Where nothing is flagged a reason is needed of whoever is not in
   * it. The reading is written down, and the seeker and the peer are told, before this completes.
   */
  public Mono<Watching> watch(
      Visitor.Staff supervisor, ConversationId conversation, @Nullable String reason) {
    return log.find(conversation, found -> !(found instanceof Conversation.Waiting))
        .flatMap(found ->
            reason != null || found.has(Part.SUPERVISOR, supervisor.id())
                ? Mono.just(true)
                : board.isFlaggedFor(conversation, supervisor.id()))
        .flatMap(mayRead ->
            mayRead ? begin(supervisor, conversation, reason) : Mono.just(Watching.REASON_NEEDED))
        .defaultIfEmpty(Watching.NOT_THERE);
  }

  /** Where the seeker's crisis lines are from; empty while nobody can say. */
  public Mono<String> regionOf(Conversation conversation) {
    return passes.regionOf(conversation.seeker().id()).onErrorComplete();
  }

  /** Still reads; without it the reading is forgotten after a while. */
  public Mono<Void> stillReads(Visitor.Staff supervisor, ConversationId conversation) {
    return log.reads(conversation, Interventions.member(supervisor), READING);
  }

  /** Stops reading, and tells them. */
  public Mono<Void> unwatch(Visitor.Staff supervisor, ConversationId conversation) {
    return log.readsNoMore(conversation, Interventions.member(supervisor))
        .then(log.ring(conversation, new Ring.Watched(supervisor.name(), false)));
  }

  /**
   * Says something to the peer alone, in a conversation that this supervisor reads. That it was
   * done is written down first, without a word of it.
   */
  public Mono<ConversationLog.Whispered> whisper(
      Visitor.Staff supervisor, ConversationId conversation, MessageId id, MessageText text) {
    return audit
        .record(Act.of(supervisor.id(), "conversation.whisper", conversation.value()))
        .then(
            log.whisper(
                new Whisper.Spoken(
                    conversation, id, supervisor.id(), supervisor.name(), text, false)));
  }

  private Mono<Watching> begin(
      Visitor.Staff supervisor, ConversationId conversation, @Nullable String reason) {
    return audit
        .record(Act.of(supervisor.id(), "conversation.read", conversation.value()).because(reason))
        .then(stillReads(supervisor, conversation))
        .then(log.ring(conversation, new Ring.Watched(supervisor.name(), true)))
        .thenReturn(Watching.ALLOWED);
  }

  private Mono<SeenFlag> see(Flag flag) {
    return claims
        .standing(flag.id())
        .flatMap(standing -> inTheLog(flag, standing))
        .flatMap(seen -> alsoInTheArchive(List.of(seen)))
        .flatMap(seen -> Mono.justOrEmpty(seen.stream().findFirst()));
  }

  private Mono<SeenFlag> inTheLog(Flag flag, Standing standing) {
    return log.find(flag.conversation())
        .flatMap(conversation -> see(flag, conversation, standing))
        .defaultIfEmpty(new SeenFlag(flag, null, null, null, standing, null))
        // Its key is gone: nobody can open it again, and it must not hold up the others.
        .onErrorResume(UnopenableException.class, gone -> Mono.empty());
  }

  private Mono<SeenFlag> see(Flag flag, Conversation conversation, Standing standing) {
    Flag.Aside aside = flag.aside();
    return aside == null
        ? words(flag, conversation)
            .map(words -> new SeenFlag(flag, conversation, null, cut(flag, words), standing, null))
            .defaultIfEmpty(new SeenFlag(flag, conversation, null, null, standing, null))
        : log.withheld(flag.conversation(), aside.message())
            .map(withheld ->
                new SeenFlag(
                    flag, conversation, withheld, withheld.text().reveal(), standing, null))
            .defaultIfEmpty(new SeenFlag(flag, conversation, null, null, standing, null));
  }

  /**
   * What is in the archive alone can still be judged, and what has just closed is in both for a
   * while. It is asked once for all of them, so that PostgreSQL, while it is away, holds the board
   * up once; they are shown then rather than hidden.
   */
  private Mono<List<SeenFlag>> alsoInTheArchive(List<SeenFlag> seen) {
    Set<ConversationId> asked =
        seen.stream()
            .filter(Supervision::mayBeArchived)
            .map(each -> each.flag().conversation())
            .collect(Collectors.toSet());
    return asked.isEmpty()
        ? Mono.just(seen)
        : archive.kept(asked).map(kept -> joined(seen, kept)).onErrorReturn(seen);
  }

  private static boolean mayBeArchived(SeenFlag seen) {
    return seen.conversation() == null || seen.conversation() instanceof Conversation.Closed;
  }

  private static List<SeenFlag> joined(
      List<SeenFlag> seen, Map<ConversationId, Archive.Kept> archived) {
    return seen.stream()
        .flatMap(each -> {
          Archive.Kept kept = archived.get(each.flag().conversation());
          if (kept != null) {
            return Stream.of(each.with(kept));
          }
          return each.conversation() == null ? Stream.<SeenFlag>empty() : Stream.of(each);
        })
        .toList();
  }

  private Mono<MessageText> words(Flag flag, Conversation conversation) {
    if (flag.span() == null) {
      return Mono.empty();
    }
    Long seq = flag.seq();
    return seq == null
        ? log.note(flag.conversation())
        : log.read(flag.conversation(), conversation.epoch(), seq - 1)
            .ofType(History.Missing.class)
            .flatMap(missing -> Mono.justOrEmpty(missing.messages().stream().findFirst()))
            .map(message -> message.text());
  }

  private static @Nullable String cut(Flag flag, MessageText words) {
    Span span = flag.span();
    return span == null || span.end() > words.reveal().length()
        ? null
        : Quote.around(words.reveal(), span);
  }
}
