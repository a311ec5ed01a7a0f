package org.porchlight.chat.socket;

import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Concern;
import org.porchlight.chat.conversation.Consult;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.HandingOver;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.MessageFlow.Said;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Offering;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Raising;
import org.porchlight.chat.conversation.ReceivedMessage;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.chat.conversation.WithheldMessages;
import org.porchlight.chat.intake.HandOvers;
import org.porchlight.chat.intake.Intake;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.Refusal;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.chat.supervision.Claims;
import org.porchlight.chat.supervision.Clinicians;
import org.porchlight.chat.supervision.Interventions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What those do who are in a conversation. */
final class TalkActs {
  private static final String LOOKING = "looking";
  private static final String OFFER_RESOURCE = "offer-resource";
  private static final Logger LOG = LoggerFactory.getLogger(TalkActs.class);

  private final MessageFlow flow;
  private final ConversationLog log;
  private final Conversations conversations;
  private final WithheldMessages withheld;
  private final Raising raising;
  private final Interventions interventions;
  private final Claims claims;
  private final Clinicians clinicians;
  private final HandOvers handOvers;
  private final Intake intake;
  private final SocketMeters meters;

  TalkActs(
      MessageFlow flow,
      ConversationLog log,
      Conversations conversations,
      WithheldMessages withheld,
      Raising raising,
      Interventions interventions,
      Claims claims,
      Clinicians clinicians,
      HandOvers handOvers,
      Intake intake,
      SocketMeters meters) {
    this.flow = flow;
    this.log = log;
    this.conversations = conversations;
    this.withheld = withheld;
    this.raising = raising;
    this.interventions = interventions;
    this.claims = claims;
    this.clinicians = clinicians;
    this.handOvers = handOvers;
    this.intake = intake;
    this.meters = meters;
  }

  Flux<ServerFrame> say(Connection connection, Visitor visitor, ClientFrame.Say say) {
    boolean sure = Boolean.TRUE.equals(say.sure());
    Timer.Sample sample = meters.startSaying();
    return flow.say(received(visitor, say.conversation(), say.id(), say.text(), sure))
        .doOnNext(said -> meters.said(sample, outcome(said)))
        .flatMapMany(said ->
            switch (said) {
              case Said.Kept kept -> kept(visitor, say, kept);
              case Said.Hinted hinted ->
                  Flux.just(
                      Frames.hint(
                          new ConversationId(say.conversation()),
                          new MessageId(say.id()),
                          hinted.hint()));
              case Said.Withheld withheld -> Flux.just(Frames.withheld(withheld.message(), false));
              case Said.Pending pending -> Flux.just(pending(say));
              case Said.Not not ->
                  Flux.just(Frames.refused("say", say.id(), say.conversation(), not.obstacle()));
            })
        // Whatever broke, it is not known whether the message is there: its writer repeats it.
        .onErrorResume(broken -> {
          LOG.warn("a message waits: {}", broken.getClass().getSimpleName());
          return Flux.just(pending(say));
        });
  }

  private static String outcome(Said said) {
    return switch (said) {
      case Said.Kept kept -> "kept";
      case Said.Hinted hinted -> "hinted";
      case Said.Withheld withheld -> "withheld";
      case Said.Pending pending -> "pending";
      case Said.Not not -> "refused";
    };
  }

  Flux<ServerFrame> check(Visitor visitor, ClientFrame.Check check) {
    return flow.check(received(visitor, check.conversation(), check.id(), check.text(), false))
        .<ServerFrame>map(hint ->
            hint.<ServerFrame>map(found ->
                    Frames.hint(
                        new ConversationId(check.conversation()), new MessageId(check.id()), found))
                .orElseGet(() -> new ServerFrame.Clear(check.conversation(), check.id())))
        .defaultIfEmpty(
            Frames.refused("check", check.id(), check.conversation(), Obstacle.NOT_YOURS))
        .flux();
  }

  Flux<ServerFrame> typing(Visitor visitor, ClientFrame.Typing typing) {
    ConversationId id = new ConversationId(typing.conversation());
    return mine(visitor, id)
        .filter(Conversation.Open.class::isInstance)
        .flatMap(open -> log.ring(id, new Ring.Typing(Frames.part(visitor), typing.on())))
        .thenMany(Flux.empty());
  }

  /**
   * Subscribes first and reads then, so that nothing falls in between; the client drops doubles.
   */
  Flux<ServerFrame> resume(Connection connection, Visitor visitor, ClientFrame.Resume resume) {
    ConversationId id = new ConversationId(resume.conversation());
    return mine(visitor, id)
        .doOnNext(conversation ->
            connection.follow(
                id.value(),
                live(
                    visitor,
                    conversation,
                    resume.epoch(),
                    Math.max(resume.after(), unread(visitor, conversation)))))
        .hasElement()
        .flatMapMany(mine -> mine ? Flux.empty() : Flux.just(notYours("resume", id)));
  }

  /** Everybody in it hears that the quiet is over, if there was any. */
  Flux<ServerFrame> stillHere(Visitor.Seeker seeker, ClientFrame.StillHere here) {
    ConversationId id = new ConversationId(here.conversation());
    return mine(seeker, id)
        .flatMap(mine -> log.stillHere(id).thenReturn(mine))
        .hasElement()
        .flatMapMany(mine -> mine ? Flux.empty() : Flux.just(notYours("still-here", id)));
  }

  /** Everybody in it hears that the seeker needs a moment, where there is anybody to hear it. */
  Flux<ServerFrame> moment(Visitor.Seeker seeker, ClientFrame.Moment moment) {
    ConversationId id = new ConversationId(moment.conversation());
    return mine(seeker, id)
        .flatMap(mine -> log.moment(id))
        .map(told ->
            told
                ? Flux.<ServerFrame>empty()
                : Flux.<ServerFrame>just(Frames.refused("moment", null, id.value(), Obstacle.LEFT)))
        .defaultIfEmpty(Flux.just(notYours("moment", id)))
        .flatMapMany(answer -> answer);
  }

  /** That there is more time comes to both as {@code time}. */
  Flux<ServerFrame> moreTime(Visitor.Staff peer, ClientFrame.MoreTime more) {
    ConversationId id = new ConversationId(more.conversation());
    return log.moreTime(id, peer.id(), more.minutes())
        .flatMapMany(stepped -> Frames.stepped("more-time", id, stepped));
  }

  /** That the seeker is asked comes to everybody in the conversation as {@code stepped}. */
  Flux<ServerFrame> offer(Visitor.Staff by, ClientFrame.OfferResource offer) {
    ConversationId id = new ConversationId(offer.conversation());
    return interventions
        .offer(by, Frames.part(by), id, Offering.What.of(offer.what()))
        .flatMapMany(stepped -> Frames.stepped(OFFER_RESOURCE, id, stepped));
  }

  ServerFrame.Opened opened(Conversation conversation) {
    return Frames.opened(conversation, log.usualMinutes());
  }

  /**
   * To its seeker: also whether they came with come-back words, which their page keeps nowhere and
   * forgets when it is loaded anew. Where that cannot be read nobody is kept waiting for it.
   */
  Mono<ServerFrame.Opened> openedToSeeker(Conversation conversation) {
    return log.belongs(conversation.id())
        .map(Optional::of)
        .onErrorReturn(Optional.empty())
        .defaultIfEmpty(Optional.empty())
        .map(withWords -> Frames.openedToSeeker(conversation, withWords, log.usualMinutes()));
  }

  ServerFrame.Opened consulting(Conversation conversation) {
    return Frames.consulting(conversation, log.usualMinutes());
  }

  Flux<ServerFrame> end(Visitor visitor, ClientFrame.End end) {
    ConversationId id = new ConversationId(end.conversation());
    Part part = Frames.part(visitor);
    Mono<Boolean> ended =
        part != Part.CLINICIAN && visitor instanceof Visitor.Staff staff
            ? interventions.end(staff, part, id)
            : conversations.end(id, part, visitor.id());
    return ended.flatMapMany(mine -> mine ? closedUnlessHeard(id) : Flux.just(notYours("end", id)));
  }

  /**
   * Up to where a conversation is not for this person: what was said before a peer or a clinician
   * came, or before a seeker came back with words.
   */
  private static long unread(Visitor visitor, Conversation conversation) {
    return switch (Frames.part(visitor)) {
      case SEEKER -> conversation.seekerFrom() - 1;
      case SUPERVISOR -> 0;
      case PEER -> conversation.peerFrom() - 1;
      case CLINICIAN -> consult(conversation).from() - 1;
    };
  }

  /** Of a conversation that a clinician is in. */
  private static Consult consult(Conversation conversation) {
    return Objects.requireNonNull(conversation.consult(), "the consult of a clinician's");
  }

  /** Everything that is theirs to read, then whatever happens, without their own words. */
  Flux<ServerFrame> live(Visitor visitor, Conversation conversation) {
    return live(visitor, conversation, conversation.epoch(), unread(visitor, conversation));
  }

  private Flux<ServerFrame> live(
      Visitor visitor, Conversation conversation, String epoch, long after) {
    ConversationId id = conversation.id();
    Follow.Ear ear =
        switch (Frames.part(visitor)) {
          case SEEKER -> new SeekerEar(visitor.id(), conversation.cameBack(), id, log);
          case PEER ->
              new PeerEar(
                  visitor.id(),
                  conversation.peerFrom(),
                  id,
                  flow,
                  withheld,
                  log,
                  interventions.supervised(),
                  up(id, visitor.id()));
          // Supervisors follow by watching, which is where they hear of that.
          case SUPERVISOR -> new SupervisorEar(visitor.id(), id, log, "", Mono.empty());
          case CLINICIAN -> new ClinicianEar(visitor.id(), consult(conversation).question());
        };
    return Follow.conversation(log, id, epoch, after, ear);
  }

  /** A seeker tells supervisors, and never whom it is about. */
  Flux<ServerFrame> raise(Visitor.Seeker seeker, ClientFrame.Raise raise) {
    if (raise.why() != null) {
      return Flux.just(Frames.refused("raise", Refusal.NOT_ALLOWED));
    }
    Concern concern = Concern.valueOf(raise.what().toUpperCase(Locale.ROOT));
    Flux<ServerFrame> raised = raise(seeker.id(), raise.conversation(), concern);
    return concern == Concern.HOME_UNSAFE
        ? raised.concatWithValues(Frames.support(intake.lines(seeker)))
        : raised;
  }

  /** A peer raises a hand. */
  Flux<ServerFrame> raiseHand(Visitor.Staff peer, ClientFrame.Raise raise) {
    String why = raise.why();
    return why == null
        ? Flux.just(Frames.refused("raise", Refusal.NOT_ALLOWED))
        : raise(
            peer.id(),
            raise.conversation(),
            Concern.valueOf("HAND_" + why.toUpperCase(Locale.ROOT)));
  }

  private Flux<ServerFrame> raise(String person, String conversation, Concern concern) {
    ConversationId id = new ConversationId(conversation);
    return raising
        .raise(id, person, concern)
        .<ServerFrame>flatMap(raised ->
            switch (raised) {
              case DONE -> supervised().map(told -> Frames.raised(id, concern, told));
              case NOT_YOURS -> Mono.just(notYours("raise", id));
              case CLOSED -> Mono.just(Frames.refused("raise", null, id.value(), Obstacle.CLOSED));
            })
        .flux();
  }

  /** The hands that are up, for a page that may have missed what came of them. */
  private Flux<ServerFrame> up(ConversationId id, String peer) {
    return claims
        .up(id, peer)
        .concatMap(up -> {
          String by = up.by();
          return by == null
              ? supervised().map(told -> Frames.raised(id, up.concern(), told))
              : Mono.just(Frames.raised(id, up.concern(), by));
        });
  }

  /** Whether a supervisor is there; while it cannot be said who is, nobody is. */
  Mono<Boolean> supervised() {
    return interventions.supervised().onErrorReturn(false);
  }

  /** That it is so, or was declined, comes to everybody in it as {@code stepped}. */
  Flux<ServerFrame> reply(Connection connection, Visitor.Seeker seeker, ClientFrame.Reply reply) {
    ConversationId id = new ConversationId(reply.conversation());
    Integer question = reply.n();
    Mono<Stepped> replied =
        question == null
            ? interventions
                .reply(seeker, id, reply.yes())
                .delayUntil(stepped -> handOvers.settle(id))
            : isOffer(id, question)
                .flatMap(isOffer ->
                    isOffer
                        ? log.offer(id, new Offering.Answer(seeker.id(), question, reply.yes()))
                        : replyToComing(connection, seeker, id, question, reply.yes()));
    return replied.flatMapMany(stepped -> Frames.stepped("reply", id, stepped));
  }

  /** Whether it was asked if something that may help may come. */
  private Mono<Boolean> isOffer(ConversationId id, int question) {
    return log.steps(id).any(step -> step.number() == question && step.kind().isOffer());
  }

  /** Whether a clinician may come, or another peer. */
  private Mono<Stepped> replyToComing(
      Connection connection, Visitor.Seeker seeker, ConversationId id, int question, boolean yes) {
    return ofClinician(seeker, id, question)
        .flatMap(consult -> clinicians.answer(id, consult, yes))
        .switchIfEmpty(Mono.defer(() -> replyToPeer(connection, seeker, id, question, yes)));
  }

  /** Whether a clinician may come, where that is what was asked. */
  private Mono<Consult> ofClinician(Visitor.Seeker seeker, ConversationId id, int question) {
    return log.find(id, conversation -> asksOfClinician(conversation, seeker, question))
        .mapNotNull(Conversation::consult);
  }

  private static boolean asksOfClinician(
      Conversation conversation, Visitor.Seeker seeker, int question) {
    Consult consult = conversation.consult();
    return conversation.has(Part.SEEKER, seeker.id())
        && consult != null
        && consult.question() == question;
  }

  private Mono<Stepped> replyToPeer(
      Connection connection, Visitor.Seeker seeker, ConversationId id, int question, boolean yes) {
    return handOvers
        .answer(seeker, id, question, yes)
        .doOnNext(stepped -> {
          if (stepped == Stepped.DONE && yes) {
            lookForAnother(connection, id);
          }
        });
  }

  /** A seeker who comes back goes on waiting for the peer that they agreed to. */
  void lookForAnother(Connection connection, Conversation.Open open) {
    if (open.isHandedOver()) {
      lookForAnother(connection, open.id());
    }
  }

  /** For as long as this socket is there; what comes of it is told as a step. */
  private void lookForAnother(Connection connection, ConversationId id) {
    connection.follow(LOOKING, handOvers.look(id).thenMany(Flux.empty()));
  }

  /** That the seeker is asked comes to everybody in the conversation as {@code stepped}. */
  Flux<ServerFrame> handOver(Visitor.Staff peer, ClientFrame.HandOver over) {
    ConversationId id = new ConversationId(over.conversation());
    MessageId question = new MessageId(over.id());
    String note = over.note();
    return handOvers
        .ask(
            peer,
            id,
            question,
            HandingOver.Why.of(over.why()),
            note == null ? null : MessageText.of(note),
            Boolean.TRUE.equals(over.sure()))
        .flatMapMany(asked ->
            switch (asked) {
              case HandOvers.Asked.Done done -> Frames.stepped("hand-over", id, done.stepped());
              case HandOvers.Asked.Hinted hinted ->
                  Flux.just(Frames.hint(id, question, hinted.hint()));
            });
  }

  /** That it is so comes to everybody in the conversation as {@code stepped}. */
  Flux<ServerFrame> stay(Visitor.Staff peer, ClientFrame.Stay stay) {
    ConversationId id = new ConversationId(stay.conversation());
    return handOvers.takeBack(peer, id).flatMapMany(stepped -> Frames.stepped("stay", id, stepped));
  }

  /**
   * What a peer would like the next person to know, about a conversation of theirs that is over. It
   * is said back once it is kept; words that a hint is about are not kept, nor those that nothing
   * could look at.
   */
  Flux<ServerFrame> leaveNext(
      Visitor.Staff peer, ConversationId id, MessageId message, MessageText text) {
    return flow.look(new ReceivedMessage(id, message, Part.PEER, peer.id(), text, false))
        .flatMap(verdict ->
            MessageFlow.isUnscreened(verdict)
                ? Mono.<ServerFrame>just(
                    new ServerFrame.Refused("wrap-up", null, id.value(), Refusal.TROUBLE, null))
                : MessageFlow.hintToPeer(verdict)
                    .<Mono<ServerFrame>>map(found -> Mono.just(Frames.hint(id, message, found)))
                    .orElseGet(() -> keepNext(peer, id, text)))
        .defaultIfEmpty(notYours("wrap-up", id))
        .flux();
  }

  private Mono<ServerFrame> keepNext(Visitor.Staff peer, ConversationId id, MessageText text) {
    return log.leaveNext(id, peer.id(), text)
        .filter(Boolean::booleanValue)
        .map(kept -> new ServerFrame.Next(id.value(), text.reveal()));
  }

  /**
   * The same, for the seeker who asks. It may be somebody else who came back with the words: what
   * was left is about what was said before, too, and is not told to them.
   */
  Flux<ServerFrame> next(Visitor.Seeker seeker, ClientFrame.NextRequest asked) {
    ConversationId id = new ConversationId(asked.conversation());
    return log.find(
            id,
            found -> found instanceof Conversation.Closed && found.has(Part.SEEKER, seeker.id()))
        .flatMap(closed ->
            (closed.cameBack() == null ? log.next(id) : Mono.<MessageText>empty())
                .<ServerFrame>map(text -> new ServerFrame.Next(id.value(), text.reveal()))
                .defaultIfEmpty(new ServerFrame.Next(id.value(), null)))
        .defaultIfEmpty(notYours("next", id))
        .flux();
  }

  /** Destroys a conversation for its seeker; an open one ends for both. */
  Flux<ServerFrame> delete(Visitor.Seeker seeker, ClientFrame.Delete delete) {
    ConversationId id = new ConversationId(delete.conversation());
    return conversations
        .delete(id, seeker.id())
        .<ServerFrame>map(deletion -> new ServerFrame.Deleted(id.value(), Frames.lower(deletion)))
        .defaultIfEmpty(notYours("delete", id))
        .flux();
  }

  private static ServerFrame pending(ClientFrame.Say say) {
    return new ServerFrame.Pending(say.conversation(), say.id());
  }

  private Flux<ServerFrame> kept(Visitor visitor, ClientFrame.Say say, Said.Kept kept) {
    Flux<ServerFrame> answer = Flux.just(Frames.kept(say.conversation(), say.id(), kept.entry()));
    return (kept.levelRose() || kept.tellsAge()) && visitor instanceof Visitor.Seeker seeker
        ? answer.concatWithValues(
            Frames.support(kept.tellsAge() ? intake.linesForYoung(seeker) : intake.lines(seeker)))
        : answer;
  }

  private Flux<ServerFrame> closedUnlessHeard(ConversationId id) {
    return log.find(id)
        .ofType(Conversation.Closed.class)
        .<ServerFrame>map(closed -> new ServerFrame.Closed(id.value(), closed.why().code()))
        .flux();
  }

  private Mono<Conversation> mine(Visitor visitor, ConversationId id) {
    return log.find(
        id,
        conversation ->
            conversation.has(Frames.part(visitor), visitor.id())
                && !(conversation instanceof Conversation.Waiting));
  }

  private static ServerFrame notYours(String re, ConversationId id) {
    return Frames.refused(re, null, id.value(), Obstacle.NOT_YOURS);
  }

  private static ReceivedMessage received(
      Visitor visitor, String conversation, String id, String text, boolean sure) {
    return new ReceivedMessage(
        new ConversationId(conversation),
        new MessageId(id),
        Frames.part(visitor),
        visitor.id(),
        MessageText.of(text),
        sure);
  }
}
