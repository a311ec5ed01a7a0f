package org.porchlight.chat.duty;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Certification;
import org.porchlight.chat.access.Person;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Topics;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationEnd;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.FlagKinds;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.PeerCounts;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.people.ReadinessListener;
import org.porchlight.chat.sealing.UnopenableException;
import org.porchlight.matching.Answer;
import org.porchlight.matching.Certificate;
import org.porchlight.matching.Duty;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.Level;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.PeerEvent;
import org.porchlight.matching.PeerId;
import org.porchlight.moderation.Handling;
import org.porchlight.moderation.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a peer can do about their shift. */
public final class Duties implements ConversationEnd, ReadinessListener {
  /** How long a breather lasts when nobody says otherwise. */
  public static final Duration BREATHER = Duration.ofMinutes(5);

  private static final int DEFAULT_CAPACITY = 1;
  private static final int MOST_CONVERSATIONS = 8;
  private static final int ASKED_AT_ONCE = 8;
  private static final Set<String> TOPICS = Set.copyOf(Topics.KNOWN);
  private static final Certificate UNCERTIFIED = new Certificate(Level.PRACTICE, false);
  private static final Logger LOG = LoggerFactory.getLogger(Duties.class);

  private final MatchingQueue queue;
  private final ConversationLog log;
  private final RedisPeerConversations conversations;
  private final RedisPeersHeard heard;
  private final RedisHours hours;
  private final RedisCare care;
  private final StaffDirectory staff;
  private final FlagKinds flags;
  private final PeerCounts counts;
  private final Clock clock;

  Duties(
      MatchingQueue queue,
      ConversationLog log,
      RedisPeerConversations conversations,
      RedisPeersHeard heard,
      RedisHours hours,
      RedisCare care,
      StaffDirectory staff,
      FlagKinds flags,
      PeerCounts counts,
      Clock clock) {
    this.queue = queue;
    this.log = log;
    this.conversations = conversations;
    this.heard = heard;
    this.hours = hours;
    this.care = care;
    this.staff = staff;
    this.flags = flags;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * Goes on duty, or changes it. Topics that this peer is not ready for are left out, and what is
   * recorded about them is looked up anew, so that a lapse counts at once. Someone who is not
   * certified stays off duty.
   *
   * @param topics what they choose tonight, or null for all they are ready for
   * @param avoid what they would rather not take until they go off duty; only topics that the pages
   *     know count, because each is a bucket of its own
   */
  public Mono<Duty> on(
      Visitor.Staff peer,
      @Nullable Integer capacity,
      @Nullable Set<String> topics,
      Set<String> avoid) {
    int places = capacity == null ? DEFAULT_CAPACITY : capacity;
    return counting(
        peer,
        staff
            .person(peer.id())
            .map(person ->
                new DutyRequest(
                    id(peer),
                    certificate(person.certification()),
                    person.languages(),
                    topics == null ? person.topics() : both(topics, person.topics()),
                    both(avoid, TOPICS),
                    places))
            .flatMap(queue::onDuty)
            // They have left.
            .switchIfEmpty(Mono.defer(() -> queue.offDuty(id(peer)))));
  }

  /** Goes off duty. */
  public Mono<Duty> off(Visitor.Staff peer) {
    return counting(peer, Mono.defer(() -> queue.offDuty(id(peer))));
  }

  /** How long a peer has been on duty this week. */
  Mono<Duration> thisWeek(Visitor.Staff peer) {
    return hours.thisWeek(peer.id());
  }

  /** What was before a change counts until then, and what is after it from then on. */
  private Mono<Duty> counting(Visitor.Staff peer, Mono<Duty> change) {
    return counted(peer).then(change).delayUntil(duty -> hours.count(peer.id(), duty.on()));
  }

  private Mono<Void> counted(Visitor.Staff peer) {
    // That it cannot be counted must not keep anybody from going on duty, or off.
    return now(peer).flatMap(duty -> hours.count(peer.id(), duty.on())).onErrorComplete();
  }

  /** The duty as it is. */
  public Mono<Duty> now(Visitor.Staff peer) {
    return queue.duty(id(peer));
  }

  /** Whether a peer is on duty now. */
  public Mono<Boolean> isOn(String peer) {
    return queue.duty(new PeerId(peer)).map(Duty::on);
  }

  /** The socket lives, and so do the conversations that this peer is in. */
  public Mono<Void> beat(Visitor.Staff peer) {
    return conversations(peer)
        .filter(conversation -> !(conversation instanceof Conversation.Closed))
        .map(conversation -> conversation.id().value())
        .collect(Collectors.toSet())
        .flatMap(talking -> queue.beat(id(peer), talking))
        .then(heard.heard(peer.id()))
        .then(Mono.defer(() -> counted(peer)));
  }

  /** The socket has gone; {@link #beat} says that there is another. */
  public Mono<Void> gone(Visitor.Staff peer) {
    return heard.gone(peer.id());
  }

  /** Since when the page of a peer is gone, empty when it is there. */
  public Mono<Instant> goneSince(String peer) {
    return heard.goneSince(peer);
  }

  /** Peers whose page is gone while they are in conversations. */
  public Flux<Lost> lost() {
    return heard.allGone().concatMap(this::lost);
  }

  /** The conversations that go on with a peer in them, whether or not their page is there. */
  public Flux<Conversation> talking() {
    return heard
        .everybody()
        .flatMapSequential(this::conversations, ASKED_AT_ONCE)
        .filter(conversation -> !(conversation instanceof Conversation.Closed));
  }

  private Mono<Lost> lost(String peer) {
    return conversations(peer)
        .ofType(Conversation.Open.class)
        .map(open -> open.seeker().name())
        .collectList()
        .filter(seekers -> !seekers.isEmpty())
        .zipWith(heard.goneSince(peer), (seekers, since) -> new Lost(peer, since, seekers));
  }

  /** Tells the seekers of peers whose node must have died. */
  Mono<Void> tellOfTheSilent() {
    return heard
        .silent()
        .concatMap(this::conversations)
        .ofType(Conversation.Open.class)
        .concatMap(open -> log.ring(open.id(), new Ring.Presence(Part.PEER, Ring.State.AWAY)))
        .then();
  }

  /** A breather of so long from now; none ends it. */
  public Mono<Duty> rest(Visitor.Staff peer, Duration time) {
    Instant until = clock.instant().plus(time);
    return queue.rest(id(peer), until).delayUntil(duty -> hours.rests(peer.id(), until));
  }

  /**
   * A peer says how a conversation that is over, or goes on without them, was for them. It is kept
   * nowhere: a hard one brings a breather, and nothing else.
   *
   * @return the duty as it is then, empty when that was no conversation of theirs
   */
  public Mono<Duty> wrapUp(Visitor.Staff peer, ConversationId conversation, boolean hard) {
    return log.find(
            conversation, found -> found instanceof Conversation.Closed && found.has(peer.id()))
        .hasElement()
        .flatMap(over -> over ? Mono.just(true) : isOut(peer.id(), conversation))
        .filter(Boolean::booleanValue)
        .flatMap(over -> hard ? breathe(id(peer)).then(now(peer)) : now(peer));
  }

  /** Whether it went on without them. */
  private Mono<Boolean> isOut(String peer, ConversationId conversation) {
    return conversations
        .wereIn(peer, conversation)
        .filter(Boolean::booleanValue)
        .flatMap(were -> log.find(conversation, found -> found.has(peer)).hasElement())
        .map(isIn -> !isIn)
        .defaultIfEmpty(false);
  }

  /**
   * Whether somebody who is out of a conversation says this of it for the first time.
   *
   * @return empty when they never were in it, or long ago
   */
  public Mono<Boolean> isFirst(Visitor.Staff peer, ConversationId conversation, String what) {
    return conversations.isFirst(peer.id(), conversation, what);
  }

  /** Offers from now on. */
  public Flux<PeerEvent> events(Visitor.Staff peer) {
    return queue.watch(id(peer)).doOnNext(event -> countIfMissed(peer, event));
  }

  /** Once: a peer has one socket, and without any an offer goes on instead of running out. */
  private void countIfMissed(Visitor.Staff peer, PeerEvent event) {
    if (event instanceof PeerEvent.OfferGone gone && gone.why() == PeerEvent.Why.EXPIRED) {
      counts.count(peer.id(), PeerCounts.What.NOT_TAKEN);
    }
  }

  /** Takes an offer; the conversation then opens for both. */
  public Mono<Answer> accept(Visitor.Staff peer, OfferId offer) {
    return queue.accept(id(peer), offer);
  }

  /** Lets an offer go. */
  public Mono<Answer> decline(Visitor.Staff peer, OfferId offer) {
    return queue
        .decline(id(peer), offer)
        .doOnNext(answer -> {
          if (answer == Answer.DONE) {
            counts.count(peer.id(), PeerCounts.What.NOT_TAKEN);
          }
        });
  }

  /** The conversations that a peer is in. */
  public Flux<Conversation> conversations(Visitor.Staff peer) {
    return conversations(peer.id());
  }

  private Flux<Conversation> conversations(String peer) {
    return conversations
        .of(peer)
        .concatMap(id ->
            log.find(id, found -> found.has(peer) || mayOpen(found))
                // It is gone, or went on with somebody else.
                .switchIfEmpty(conversations.remove(peer, id).then(Mono.empty()))
                // One that another is looked for may be about to open with them.
                .filter(found -> found.has(peer))
                // Nobody can open it here, and it must not hold up the others.
                .onErrorResume(UnopenableException.class, sealed -> Mono.empty()))
        .take(MOST_CONVERSATIONS);
  }

  private static boolean mayOpen(Conversation conversation) {
    return conversation instanceof Conversation.Waiting
        || (conversation instanceof Conversation.Open open && open.isHandedOver());
  }

  @Override
  public Mono<Void> ended(Conversation.Closed conversation) {
    Member peer = conversation.peer();
    ConversationId id = conversation.id();
    return peer == null
        ? Mono.empty()
        : conversations
            .remove(peer.id(), id)
            // Ending it again brings no second breather.
            .filter(Boolean::booleanValue)
            .flatMap(ended -> breatheIfHard(Mono.just(conversation), new PeerId(peer.id())))
            .then(queue.release(new PeerId(peer.id()), id.value()));
  }

  @Override
  public Mono<Void> removed(ConversationId conversation, Member peer) {
    PeerId id = new PeerId(peer.id());
    return conversations
        .remove(peer.id(), conversation)
        .filter(Boolean::booleanValue)
        .flatMap(was -> breatheIfHard(log.find(conversation), id))
        .then(queue.release(id, conversation.value()));
  }

  /** Its place in the line is another's by now, so nothing is released here. */
  @Override
  public Mono<Void> left(Conversation.Open conversation, Member peer) {
    return conversations
        .remove(peer.id(), conversation.id())
        .filter(Boolean::booleanValue)
        .flatMap(was -> breatheIfHard(Mono.just(conversation), new PeerId(peer.id())));
  }

  /**
   * Before the place is free again, so that no offer comes in between; and somebody should talk it
   * over with them. What fails here keeps no place taken: nobody comes here a second time.
   */
  private Mono<Void> breatheIfHard(Mono<? extends Conversation> left, PeerId peer) {
    return left.flatMap(this::isHard)
        .filter(Boolean::booleanValue)
        .flatMap(hard -> breathe(peer).then(care.debrief(peer.value())))
        .onErrorResume(problem -> {
          LOG.warn("a breather was not given: {}", problem.getClass().getSimpleName());
          return Mono.empty();
        });
  }

  private Mono<Boolean> isHard(Conversation conversation) {
    Handling handling = Handling.ofLevel(conversation.context().highestLevel());
    return handling.lane() == Lane.NEEDS_A_PERSON_NOW
        ? Mono.just(true)
        : flags.isHard(conversation.id());
  }

  /** A breather that is longer already is left as it is. */
  private Mono<Void> breathe(PeerId peer) {
    Instant until = clock.instant().plus(BREATHER);
    return queue
        .duty(peer)
        .filter(duty -> duty.restsUntil() == null || duty.restsUntil().isBefore(until))
        .flatMap(duty -> queue.rest(peer, until))
        .flatMap(duty -> hours.rests(peer.value(), until));
  }

  /** Why a peer who wanted to go on duty did not. */
  public enum NotReady {
    /** They only practise. */
    PRACTICE,
    /** What they are trained for is over. */
    TRAINING_OVER
  }

  /** Why a peer may not go on duty, empty when they may. */
  public Mono<NotReady> notReady(Visitor.Staff peer) {
    return staff
        .person(peer.id())
        .filter(person -> !isReady(person))
        .map(person ->
            person.certification().level().equals(Certification.PRACTICE)
                ? NotReady.PRACTICE
                : NotReady.TRAINING_OVER);
  }

  /** Their page says why; they go on again by themselves, as what they now are. */
  @Override
  public Mono<Void> readinessChanged(String peer) {
    return staff
        .person(peer)
        .filter(this::isReady)
        .map(ready -> PeerEvent.Cause.CHANGED)
        .defaultIfEmpty(PeerEvent.Cause.TRAINING_OVER)
        .flatMap(cause -> queue.putOffDuty(new PeerId(peer), cause));
  }

  /** Takes those out of the queue whose training is over since they came on duty. */
  Mono<Void> endLapsed() {
    Mono<Set<PeerId>> ready =
        staff
            .everyone()
            .filter(this::isReady)
            .map(person -> new PeerId(person.id()))
            .collect(Collectors.toSet());
    return queue
        .onDuty()
        .collectList()
        .zipWith(ready)
        .flatMapIterable(
            both -> both.getT1().stream().filter(peer -> !both.getT2().contains(peer)).toList())
        .concatMap(lapsed -> queue.putOffDuty(lapsed, PeerEvent.Cause.TRAINING_OVER))
        .then();
  }

  private boolean isReady(Person person) {
    return person.certification().isGoodOn(today());
  }

  private Certificate certificate(Certification certification) {
    return certification.isGoodOn(today())
        ? new Certificate(Level.of(certification.level()), certification.clearedForMinors())
        : UNCERTIFIED;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    return some.stream().filter(others::contains).collect(Collectors.toUnmodifiableSet());
  }

  private static PeerId id(Visitor.Staff peer) {
    return new PeerId(peer.id());
  }
}
