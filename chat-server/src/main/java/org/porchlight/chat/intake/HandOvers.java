package org.porchlight.chat.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.Flags;
import org.porchlight.chat.conversation.HandingOver;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Screening;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.matching.Ended;
import org.porchlight.matching.HandOver;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketEvent;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * A peer hands a conversation over: the seeker is asked, and while another is looked for the peer
 * stays. The consent is written down before anybody is looked for; whether somebody has come is
 * matching's to say.
 */
@Component
public class HandOvers {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final MatchingQueue queue;
  private final ConversationLog log;
  private final Screening screening;
  private final FlagBoard board;
  private final Audit audit;
  private final Clock clock;
  private final Duration lookFor;

  HandOvers(
      MatchingQueue queue,
      ConversationLog log,
      Screening screening,
      FlagBoard board,
      Audit audit,
      Clock clock,
      @Value("${porchlight.hand-over.look-for:10m}") Duration lookFor) {
    this.queue = queue;
    this.log = log;
    this.screening = screening;
    this.board = board;
    this.audit = audit;
    this.clock = clock;
    this.lookFor = lookFor;
  }

  /** What came of asking. */
  public sealed interface Asked {

    /** The seeker is asked, or is not for this reason. */
    record Done(Stepped stepped) implements Asked {}

    /** The seeker is not asked: the peer should see something about the note first. */
    record Hinted(MessageFlow.Hint hint) implements Asked {}
  }

  /**
   * Asks the seeker whether another may go on.
   *
   * @param note what the next peer would be told, or null
   * @param sure whether the peer has seen a hint about the note; one that is firm stays one
   */
  public Mono<Asked> ask(
      Visitor.Staff peer,
      ConversationId id,
      MessageId question,
      HandingOver.Why why,
      @Nullable MessageText note,
      boolean sure) {
    return log.find(id, conversation -> conversation.has(Part.PEER, peer.id()))
        .flatMap(conversation -> {
          Verdict verdict =
              note == null
                  ? Verdict.CLEAR
                  : screening.look(
                      new Utterance(Side.PEER, note.reveal()), ConversationContext.FRESH);
          Optional<MessageFlow.Hint> hint = MessageFlow.hintToPeer(verdict);
          return hint.isPresent() && (!sure || hint.get().firm())
              ? Mono.<Asked>just(new Asked.Hinted(hint.get()))
              : audit
                  .record(
                      Act.of(peer.id(), "conversation.hand-over", id.value()).detail(why.code()))
                  .then(log.handOver(id, new HandingOver.Ask(peer.id(), question, why, note)))
                  .delayUntil(stepped ->
                      stepped == Stepped.DONE ? kept(id, question, verdict) : Mono.<Void>empty())
                  .<Asked>map(Asked.Done::new);
        })
        .defaultIfEmpty(new Asked.Done(Stepped.NOT_YOURS));
  }

  private Mono<Void> kept(ConversationId id, MessageId question, Verdict verdict) {
    screening.kept(verdict);
    return verdict.output() == Output.NONE || verdict.findings().isEmpty()
        ? Mono.empty()
        : board.raise(Flags.ofHandOver(id, question, verdict, clock.instant())).then();
  }

  /** The peer goes on after all, unless another has accepted by now. */
  public Mono<Stepped> takeBack(Visitor.Staff peer, ConversationId id) {
    return log.find(id, conversation -> conversation.has(Part.PEER, peer.id()))
        .flatMap(conversation -> callOff(conversation, new HandingOver.TakeBack(peer.id())))
        .defaultIfEmpty(Stepped.NOT_YOURS);
  }

  /**
   * The seeker answers. A no also ends the search that an earlier yes began.
   *
   * @param question the number of the step that asked
   */
  public Mono<Stepped> answer(Visitor.Seeker seeker, ConversationId id, int question, boolean yes) {
    HandingOver answer = new HandingOver.Consent(question, yes);
    return log.find(id, conversation -> conversation.has(Part.SEEKER, seeker.id()))
        .flatMap(conversation ->
            yes || !isAbout(conversation, question)
                ? log.handOver(id, answer)
                : callOff(conversation, answer))
        .defaultIfEmpty(Stepped.NOT_YOURS);
  }

  private static boolean isAbout(Conversation conversation, int question) {
    return conversation instanceof Conversation.Open open
        && open.handing() != null
        && open.handing().question() == question;
  }

  /** Matching first, because of two who act at once it knows who came before. */
  private Mono<Stepped> callOff(Conversation conversation, HandingOver act) {
    if (!(conversation instanceof Conversation.Open open) || !open.isHandedOver()) {
      return log.handOver(conversation.id(), act);
    }
    return queue
        .handOver(request(open))
        .hasElement()
        .flatMap(known -> known ? queue.leave(spot(open).ticket()) : Mono.just(true))
        .flatMap(left -> left ? log.handOver(open.id(), act) : Mono.just(Stepped.DECIDED));
  }

  /**
   * Looks for another peer, where the seeker has agreed, until there is one or the search is over.
   * Whoever listens to this is the seeker: it is they who wait. It begins where a crash left it.
   */
  public Mono<Void> look(ConversationId id) {
    return log.find(id)
        .ofType(Conversation.Open.class)
        .filter(Conversation.Open::isHandedOver)
        .flatMap(open ->
            queue
                .handOver(request(open))
                .hasElement()
                .flatMap(known ->
                    known
                        ? queue.watch(spot(open).ticket()).then()
                        : log.handOver(id, new HandingOver.NobodyCame()).then()))
        .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE));
  }

  /**
   * The search is over where a supervisor went on with the seeker instead. Whoever comes all the
   * same finds the conversation taken.
   */
  public Mono<Void> settle(ConversationId id) {
    return log.find(id)
        .ofType(Conversation.Open.class)
        .filter(open -> !open.isHandedOver())
        .flatMap(open -> queue.leave(spot(open).ticket()))
        .onErrorComplete()
        .then();
  }

  /** A search ended without another peer; whoever stayed goes on. */
  Mono<Void> ended(Ended ended) {
    ConversationId id = new ConversationId(ended.conversation());
    return log.find(id)
        .ofType(Conversation.Open.class)
        .filter(open -> open.isHandedOver() && open.turn() + 1 == ended.turn())
        // Told once more, it may be of an earlier search.
        .filterWhen(open -> queue.place(ended.ticket()).hasElement().map(inLine -> !inLine))
        .flatMap(open ->
            log.handOver(
                id,
                ended.why() == TicketEvent.Why.LEFT
                    ? new HandingOver.TakeBack(open.with().id())
                    : new HandingOver.NobodyCame()))
        .then();
  }

  private HandOver request(Conversation.Open open) {
    return new HandOver(
        open.id().value(),
        spot(open).ticket(),
        Intake.band(open.context()),
        new HandOver.Stay(new PeerId(open.with().id()), lookFor));
  }

  private static Spot spot(Conversation.Open open) {
    return Spot.of(open.id(), open.turn() + 1);
  }
}
