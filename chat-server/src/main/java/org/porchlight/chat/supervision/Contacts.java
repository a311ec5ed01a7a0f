package org.porchlight.chat.supervision;

import java.time.Clock;
import java.util.Optional;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.Connecting;
import org.porchlight.chat.conversation.ContactCard;
import org.porchlight.chat.conversation.ContactCard.State;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.chat.sealing.UnopenableException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What supervisors do about the card on which a seeker may leave how they can be reached. Each act
 * is written down before it is done, without a word of what is on the card. Nothing here sends it
 * anywhere: a person telephones, and says that they did.
 */
@Component
public class Contacts {
  private final ConversationLog log;
  private final RedisPassings passings;
  private final Audit audit;
  private final Clock clock;

  Contacts(ConversationLog log, RedisPassings passings, Audit audit, Clock clock) {
    this.log = log;
    this.passings = passings;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of asking for what is on a card. */
  public sealed interface Opening {

    /** Here it is, and it is written down who read it. */
    record Opened(ContactCard card, ContactCard.Value value) implements Opening {}

    /** Nothing is shown, and for this reason. */
    record Not(Stepped why) implements Opening {}
  }

  /**
   * A card that a second supervisor is asked about.
   *
   * @param seeker their name at the desk
   */
  public record Waiting(ConversationId conversation, String seeker, ContactCard card) {}

  /** Offers the card. */
  public Mono<Stepped> offer(Visitor.Staff supervisor, ConversationId id) {
    return whereIn(supervisor, id)
        .flatMap(in ->
            audit
                .record(Act.of(supervisor.id(), "card.offer", id.value()))
                .then(log.connect(id, new Connecting.Offer(Interventions.member(supervisor)))))
        .defaultIfEmpty(Stepped.NOT_YOURS);
  }

  /** What is on the card. It is looked at last, so that what was taken back meanwhile is gone. */
  public Mono<Opening> open(Visitor.Staff supervisor, ConversationId id) {
    Mono<Opening> read =
        whereIn(supervisor, id)
            .flatMap(in -> Mono.zip(log.contact(id), log.contactValue(id)))
            .<Opening>map(both -> new Opening.Opened(both.getT1(), both.getT2()))
            .defaultIfEmpty(new Opening.Not(Stepped.DECIDED));
    return whereIn(supervisor, id)
        .flatMap(in ->
            in instanceof Conversation.Closed
                ? Mono.<Opening>just(new Opening.Not(Stepped.CLOSED))
                : log.contact(id)
                    .filter(card -> card.state().holds())
                    .flatMap(card ->
                        audit
                            .record(Act.of(supervisor.id(), "card.read", id.value()))
                            .then(Mono.defer(() -> read)))
                    .defaultIfEmpty(new Opening.Not(Stepped.DECIDED)))
        .defaultIfEmpty(new Opening.Not(Stepped.NOT_YOURS));
  }

  /** Would pass it on: the seeker is asked where they chose that, and a second supervisor. */
  public Mono<Stepped> pass(
      Visitor.Staff supervisor, ConversationId id, ContactCard.Service service) {
    return whereIn(supervisor, id)
        .flatMap(in ->
            audit
                .record(Act.of(supervisor.id(), "card.pass", id.value()).detail(service.code()))
                .then(passings.add(id))
                .then(
                    log.connect(
                        id, new Connecting.Pass(Interventions.member(supervisor), service))))
        .defaultIfEmpty(Stepped.NOT_YOURS);
  }

  /** A second supervisor agrees, to the very card that they were shown. */
  public Mono<Stepped> confirm(Visitor.Staff supervisor, ConversationId id, int number) {
    return log.contact(id)
        .filter(card -> card.state() == State.CONFIRMING && card.number() == number)
        .flatMap(card ->
            card.by().id().equals(supervisor.id())
                ? Mono.just(Stepped.OWN)
                : audit
                    .record(Act.of(supervisor.id(), "card.confirm", id.value()).detail(codes(card)))
                    .then(
                        log.connect(
                            id, new Connecting.Confirm(Interventions.member(supervisor), number))))
        .defaultIfEmpty(Stepped.DECIDED);
  }

  /**
   * It has been passed on; the seeker is told by whom and to whom.
   *
   * @param onCall where no second supervisor confirmed it in time: whether whoever is on call
   *     agreed, on the telephone, as the supervisor says
   */
  public Mono<Stepped> passed(Visitor.Staff supervisor, ConversationId id, boolean onCall) {
    return whereIn(supervisor, id)
        .flatMap(in ->
            log.contact(id)
                .flatMap(card -> passed(supervisor, id, card, onCall))
                .defaultIfEmpty(
                    in instanceof Conversation.Closed ? Stepped.CLOSED : Stepped.DECIDED))
        .defaultIfEmpty(Stepped.NOT_YOURS);
  }

  private Mono<Stepped> passed(
      Visitor.Staff supervisor, ConversationId id, ContactCard card, boolean onCall) {
    boolean mine = card.by().id().equals(supervisor.id());
    if (mine && card.state() == State.PASSED) {
      return Mono.just(Stepped.DONE);
    }
    if (!mine || (card.state() != State.CONFIRMING && card.state() != State.CONFIRMED)) {
      return Mono.just(Stepped.DECIDED);
    }
    boolean alone = card.state() == State.CONFIRMING;
    if (alone && clock.instant().isBefore(card.since().plus(ContactCard.WAITS_FOR_A_SECOND))) {
      return Mono.just(Stepped.UNDECIDED);
    }
    return audit
        .record(
            Act.of(supervisor.id(), "card.passed", id.value())
                .detail(codes(card) + (!alone ? ", confirmed" : onCall ? ", on_call" : ", alone")))
        .then(log.connect(id, new Connecting.Passed(Interventions.member(supervisor))));
  }

  /** The cards that a second supervisor is asked about. */
  public Flux<Waiting> waiting() {
    return passings
        .all()
        .concatMap(id ->
            log.contact(id)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(card -> card.map(each -> waiting(id, each)).orElseGet(() -> over(id)))
                // Its key is gone, and it must not hold up the others.
                .onErrorResume(UnopenableException.class, gone -> Mono.empty()));
  }

  private Mono<Waiting> waiting(ConversationId id, ContactCard card) {
    return switch (card.state()) {
      case CONFIRMING -> log.find(id).map(found -> new Waiting(id, found.seeker().name(), card));
      // Somebody may be about to be asked, or to be asked again: then it has to be found here.
      case ASKING, SHARED, CONFIRMED, PASSED -> Mono.empty();
      case OFFERED, DECLINED, TAKEN_BACK -> over(id);
    };
  }

  private Mono<Waiting> over(ConversationId id) {
    return passings.remove(id).then(Mono.empty());
  }

  private static String codes(ContactCard card) {
    return (card.to() == null ? "" : card.to().code())
        + (card.consent() == null ? "" : ", " + card.consent().code());
  }

  /** The conversation, where this supervisor has joined it or is alone with the seeker. */
  private Mono<Conversation> whereIn(Visitor.Staff supervisor, ConversationId id) {
    return log.find(id, conversation -> conversation.has(Part.SUPERVISOR, supervisor.id()));
  }
}
