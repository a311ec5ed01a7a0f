package org.porchlight.chat.duty;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Certification;
import org.porchlight.chat.access.Person;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.conversation.Badge;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.PeerCounts;
import org.porchlight.chat.conversation.Step;
import org.porchlight.matching.Accepted;
import org.porchlight.matching.MatchingQueue;
import reactor.core.publisher.Mono;

/**
 * The saga of an accepted offer: record the match, bring the peer in, tell both, acknowledge. A
 * crash between any two steps repeats it harmlessly; PostgreSQL decides whose conversation it is.
 */
final class OpeningConversations {
  private final MatchingQueue queue;
  private final PostgresMatches matches;
  private final ConversationLog log;
  private final RedisPeerConversations conversations;
  private final Duties duties;
  private final StaffDirectory staff;
  private final PeerCounts counts;
  private final Timer waited;

  OpeningConversations(
      MatchingQueue queue,
      PostgresMatches matches,
      ConversationLog log,
      RedisPeerConversations conversations,
      Duties duties,
      StaffDirectory staff,
      PeerCounts counts,
      MeterRegistry meters) {
    this.queue = queue;
    this.matches = matches;
    this.log = log;
    this.conversations = conversations;
    this.duties = duties;
    this.staff = staff;
    this.counts = counts;
    this.waited = Timer.builder("tickets.matched").publishPercentileHistogram().register(meters);
  }

  Mono<Void> open(Accepted accepted) {
    ConversationId id = new ConversationId(accepted.conversation());
    return matches
        .record(accepted)
        .doOnNext(isNew -> countIf(isNew, accepted))
        .then(matches.peerOf(accepted))
        .flatMap(peer -> bringIn(peer, id).filter(opened -> isTheirs(opened, peer)))
        .switchIfEmpty(Mono.defer(() -> giveUp(accepted, id)))
        .then(queue.acknowledge(accepted))
        .doOnSuccess(
            done -> waited.record(Duration.between(accepted.waitedSince(), accepted.acceptedAt())));
  }

  /** They took the offer, whatever became of the conversation; a repeated saga took it once. */
  private void countIf(boolean isNew, Accepted accepted) {
    if (isNew) {
      counts.count(accepted.peer().value(), PeerCounts.What.TAKEN);
    }
  }

  /** Not when it is over by now, or a supervisor answered first or carries on with the seeker. */
  private static boolean isTheirs(Conversation conversation, String peer) {
    return !(conversation instanceof Conversation.Closed) && conversation.has(Part.PEER, peer);
  }

  private Mono<Conversation> bringIn(String peer, ConversationId id) {
    return Mono.zip(staff.person(peer), staff.introOf(peer).defaultIfEmpty(""))
        .map(known -> member(peer, known.getT1(), known.getT2()))
        // Somebody who has just left: the seeker is told that they are gone, and found another.
        .switchIfEmpty(staff.nameOf(peer).map(name -> new Member(Part.PEER, peer, name)))
        .delayUntil(member -> vacated(id, member))
        // Before the doorbell rings, so that a page that comes up in between shows it too.
        .delayUntil(member -> conversations.add(member.id(), id))
        .flatMap(member -> open(id, member));
  }

  private static Member member(String peer, Person person, String intro) {
    return new Member(Part.PEER, peer, person.name(), badge(person.certification(), intro));
  }

  /** What is recorded, and no more. */
  private static @Nullable Badge badge(Certification certification, String intro) {
    LocalDate trained = certification.trainedOn();
    return trained == null
        ? null
        : new Badge(certification.level(), YearMonth.from(trained), intro);
  }

  /** Who stayed until now has the place free; a crash before that leaves it to run out. */
  private Mono<Conversation> open(ConversationId id, Member next) {
    return log.find(id)
        .mapNotNull(Conversation::peer)
        .filter(before -> !before.id().equals(next.id()))
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(before ->
            log.open(id, next)
                .delayUntil(opened ->
                    isTheirs(opened, next.id())
                        ? Mono.justOrEmpty(before).flatMap(left -> duties.removed(id, left))
                        : Mono.<Void>empty()));
  }

  /**
   * Whoever had it before goes first, should that not have happened yet. Not who stays until this
   * one is there, and not where a supervisor writes in their place, with whom the seeker goes on.
   */
  private Mono<Void> vacated(ConversationId id, Member next) {
    return log.find(id)
        .ofType(Conversation.Open.class)
        .filter(open -> open.with().part() == Part.PEER)
        .filter(open -> !open.isHandedOver())
        .filter(open -> !open.with().id().equals(next.id()))
        .filterWhen(open -> isTakenOver(id).map(taken -> !taken))
        .flatMap(open -> log.vacate(id, open.with().id(), false))
        .then();
  }

  private Mono<Boolean> isTakenOver(ConversationId id) {
    return log.steps(id)
        .filter(step -> step.kind().part() == Part.SUPERVISOR)
        .takeLast(1)
        .any(step -> step.kind() == Step.Kind.TOOK_OVER);
  }

  /** The conversation is over or gone by now, so the peer's place is free again. */
  private Mono<Conversation> giveUp(Accepted accepted, ConversationId id) {
    return conversations
        .remove(accepted.peer().value(), id)
        .then(queue.release(accepted.peer(), id.value()))
        .then(Mono.empty());
  }
}
