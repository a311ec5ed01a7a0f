package org.porchlight.chat.supervision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.Flags;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.Offering;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.Step;
import org.porchlight.chat.conversation.Stepping;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.moderation.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How a supervisor comes into a conversation, and what they and its peer do there. Each step is
 * written down before it is made, and is told to everybody in it.
 */
@Component
public class Interventions {
  private static final Logger LOG = LoggerFactory.getLogger(Interventions.class);

  private final RedisFlagBoard board;
  private final RedisSupervisors supervisors;
  private final RedisJoined joined;
  private final Claims claims;
  private final ConversationLog log;
  private final Conversations conversations;
  private final Audit audit;

  Interventions(
      RedisFlagBoard board,
      RedisSupervisors supervisors,
      RedisJoined joined,
      Claims claims,
      ConversationLog log,
      Conversations conversations,
      Audit audit) {
    this.board = board;
    this.supervisors = supervisors;
    this.joined = joined;
    this.claims = claims;
    this.log = log;
    this.conversations = conversations;
    this.audit = audit;
  }

  /** What came of taking over. */
  public sealed interface TakingOver {

    /** What came of the step, or of asking the seeker for it. */
    record Done(Stepped stepped) implements TakingOver {}

    /** The peer cannot go on reading after what was reported. */
    record MustRemove() implements TakingOver {}
  }

  /** Writes with the two from now on. */
  public Mono<Stepped> joinIn(Visitor.Staff supervisor, ConversationId id) {
    return audit
        .record(Act.of(supervisor.id(), "conversation.join", id.value()))
        .then(joined.add(supervisor.id(), id))
        .then(goneFrom(id))
        .flatMap(gone -> conversations.step(id, new Stepping.Join(member(supervisor), gone.id())))
        .delayUntil(stepped -> claim(supervisor, id, stepped));
  }

  /**
   * Asks the seeker whether something that may help may come, where this member of staff is in it.
   */
  public Mono<Stepped> offer(Visitor.Staff by, Part part, ConversationId id, Offering.What what) {
    return log.find(id, conversation -> conversation.has(part, by.id()))
        .flatMap(in ->
            audit
                .record(Act.of(by.id(), "resource.offer", id.value()).detail(what.code()))
                .then(log.offer(id, new Offering.Ask(by.id(), what))))
        .defaultIfEmpty(Stepped.NOT_YOURS);
  }

  /**
   * Carries on with the seeker instead of the peer, or asks whether that is all right.
   *
   * @param keep whether the peer goes on reading
   * @param peerIsGone whether the peer's page is gone, so that nobody else is there for the seeker
   */
  public Mono<TakingOver> takeOver(
      Visitor.Staff supervisor,
      ConversationId id,
      boolean keep,
      String reason,
      boolean peerIsGone) {
    return flags(id)
        .flatMap(flags ->
            (keep ? mustGo(id, flags) : Mono.just(false))
                .flatMap(mustGo ->
                    mustGo
                        ? Mono.<TakingOver>just(new TakingOver.MustRemove())
                        : takeOverNow(supervisor, id, keep, reason, peerIsGone || anyIsNow(flags))
                            .<TakingOver>map(TakingOver.Done::new)));
  }

  private Mono<Stepped> takeOverNow(
      Visitor.Staff supervisor, ConversationId id, boolean keep, String reason, boolean atOnce) {
    return audit
        .record(
            Act.of(supervisor.id(), "conversation.take-over", id.value())
                .detail(keep ? "keep" : "remove")
                .because(reason))
        .then(joined.add(supervisor.id(), id))
        .then(goneFrom(id))
        .map(gone -> stepping(member(supervisor), gone.id(), keep, atOnce))
        .flatMap(stepping -> conversations.step(id, stepping))
        .delayUntil(stepped -> claim(supervisor, id, stepped));
  }

  /** Leaves the two to themselves. */
  public Mono<Stepped> stepOut(Visitor.Staff supervisor, ConversationId id) {
    return audit
        .record(Act.of(supervisor.id(), "conversation.step-out", id.value()))
        .then(conversations.step(id, new Stepping.StepOut(member(supervisor))));
  }

  /**
   * Ends it: its peer, or a supervisor who is alone with its seeker.
   *
   * @return whether it was theirs to end
   */
  public Mono<Boolean> end(Visitor.Staff by, Part part, ConversationId id) {
    return log.find(
            id,
            found ->
                !(found instanceof Conversation.Closed)
                    && found.has(part, by.id())
                    && (part == Part.PEER || found.peer() == null))
        .flatMap(theirs -> audit.record(Act.of(by.id(), "conversation.end", id.value())))
        .then(conversations.end(id, part, by.id()));
  }

  /** Stops reading, which ends writing too where the seeker is not alone after it. */
  public Mono<Void> leave(Visitor.Staff supervisor, ConversationId id) {
    return log.find(
            id,
            conversation ->
                conversation.peer() != null && conversation.has(Part.SUPERVISOR, supervisor.id()))
        .flatMap(conversation -> stepOut(supervisor, id))
        .then();
  }

  /** The page of a supervisor is gone; the others in a conversation they joined see it. */
  public Mono<Void> away(Visitor.Staff supervisor, ConversationId id) {
    return tell(supervisor, id, Ring.State.AWAY);
  }

  /** The page of a supervisor is there again. */
  public Mono<Void> back(Visitor.Staff supervisor, ConversationId id) {
    return tell(supervisor, id, Ring.State.HERE);
  }

  private Mono<Void> tell(Visitor.Staff supervisor, ConversationId id, Ring.State state) {
    return log.find(id)
        .filter(conversation -> conversation.has(Part.SUPERVISOR, supervisor.id()))
        .flatMap(conversation -> log.ring(id, new Ring.Presence(Part.SUPERVISOR, state)));
  }

  /** The conversations that a supervisor is in. */
  public Flux<Conversation> current(Visitor.Staff supervisor) {
    return current(supervisor.id());
  }

  /** The same of somebody who may have gone, by their person id. */
  Flux<Conversation> current(String supervisor) {
    return joined
        .of(supervisor)
        .concatMap(id ->
            log.find(id, found -> found.has(Part.SUPERVISOR, supervisor))
                .filter(found -> !(found instanceof Conversation.Closed))
                .switchIfEmpty(joined.remove(supervisor, id).then(Mono.empty())));
  }

  /** The seeker says whether the supervisor may carry on. */
  public Mono<Stepped> reply(Visitor.Seeker seeker, ConversationId id, boolean yes) {
    return log.find(id, conversation -> conversation.has(Part.SEEKER, seeker.id()))
        .flatMap(conversation -> yes ? whoAskedIsHere(id) : Mono.just(false))
        .flatMap(goesAhead ->
            (goesAhead ? mustGo(id) : Mono.just(false))
                .map(mustGo -> new Stepping.Reply(goesAhead, !mustGo)))
        .flatMap(reply -> conversations.step(id, reply))
        .defaultIfEmpty(Stepped.NOT_YOURS);
  }

  /** A yes to somebody who has gone meanwhile would leave the seeker with nobody who writes. */
  private Mono<Boolean> whoAskedIsHere(ConversationId id) {
    return log.steps(id)
        // What was offered before may be answered in between.
        .filter(step -> !step.kind().isOffer())
        .takeLast(1)
        .filter(step -> step.kind() == Step.Kind.ASKED)
        .next()
        .flatMap(asked -> supervisors.isHere(asked.by().id()))
        .defaultIfEmpty(true);
  }

  /** Whether any supervisor is there, who can see what is on the board. */
  public Mono<Boolean> supervised() {
    return supervisors.present().map(present -> present > 0);
  }

  /**
   * Opens the conversation of somebody who still waits and for whom a flag is open. Of several who
   * do, one does.
   */
  public Mono<Stepped> answer(Visitor.Staff supervisor, ConversationId id) {
    return board
        .isFlaggedFor(id, supervisor.id())
        .filter(Boolean::booleanValue)
        .flatMap(flagged -> log.find(id))
        .flatMap(conversation ->
            conversation instanceof Conversation.Waiting
                ? audit
                    .record(Act.of(supervisor.id(), "conversation.answer", id.value()))
                    .then(joined.add(supervisor.id(), id))
                    .then(log.open(id, member(supervisor)))
                : Mono.just(conversation))
        .map(conversation -> answered(supervisor, conversation))
        .delayUntil(stepped -> claim(supervisor, id, stepped))
        .defaultIfEmpty(Stepped.NOT_YOURS);
  }

  /**
   * To be there is to have said that one goes: nobody has to press for it as well. The step is made
   * by then, and stays made where this fails: the flag then waits on the board as before.
   */
  private Mono<Void> claim(Visitor.Staff supervisor, ConversationId id, Stepped stepped) {
    return stepped == Stepped.DONE
        ? claims.claimIn(supervisor, id).onErrorResume(Interventions::unclaimed)
        : Mono.empty();
  }

  private static Mono<Void> unclaimed(Throwable problem) {
    LOG.warn(
        "whoever came into a conversation did not get its flags: {}",
        problem.getClass().getSimpleName());
    return Mono.empty();
  }

  private static Stepped answered(Visitor.Staff supervisor, Conversation conversation) {
    if (conversation instanceof Conversation.Closed) {
      return Stepped.CLOSED;
    }
    return conversation.peer() == null && conversation.has(Part.SUPERVISOR, supervisor.id())
        ? Stepped.DONE
        : Stepped.TAKEN;
  }

  private static Stepping stepping(Member by, @Nullable String gone, boolean keep, boolean atOnce) {
    return atOnce ? new Stepping.TakeOver(by, gone, keep) : new Stepping.Ask(by, gone, keep);
  }

  private Mono<Boolean> mustGo(ConversationId id) {
    return flags(id).flatMap(flags -> mustGo(id, flags));
  }

  /** Also where somebody looked at it before: what was right stays so for the one who did it. */
  private Mono<Boolean> mustGo(ConversationId id, List<Flag> open) {
    return open.stream().anyMatch(Flags::crossesALine)
        ? Mono.just(true)
        : log.find(id)
            .mapNotNull(Conversation::peer)
            .flatMap(peer -> board.hasCrossedALine(id, peer.id()))
            .defaultIfEmpty(false);
  }

  private static boolean anyIsNow(List<Flag> flags) {
    return flags.stream().anyMatch(flag -> flag.lane() == Lane.NEEDS_A_PERSON_NOW);
  }

  private Mono<List<Flag>> flags(ConversationId id) {
    return board.flags().filter(flag -> flag.conversation().equals(id)).collectList();
  }

  /** A supervisor who is in it and whose page is gone. */
  private Mono<Gone> goneFrom(ConversationId id) {
    return log.find(id)
        .mapNotNull(Conversation::supervisor)
        .filterWhen(holder -> supervisors.isHere(holder.id()).map(here -> !here))
        .map(holder -> new Gone(holder.id()))
        .defaultIfEmpty(new Gone(null));
  }

  private record Gone(@Nullable String id) {}

  /** A supervisor as the others in a conversation see them. */
  static Member member(Visitor.Staff supervisor) {
    return new Member(Part.SUPERVISOR, supervisor.id(), supervisor.name());
  }
}
