package org.porchlight.chat.supervision;

import java.time.Duration;
import java.util.List;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.Consult;
import org.porchlight.chat.conversation.Consulting;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How a clinician comes into a conversation: offered by a supervisor who reads it, let in by its
 * seeker's yes to that person, and out in the instant in which the yes is taken back. Whatever a
 * clinician does is written down before it is so, and there is nothing else that they can see.
 */
@Component
public class Clinicians {
  /** What the bell did not tell, such as the end of a conversation, is found by looking. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private final RedisClinicians clinicians;
  private final RedisSupervisors supervisors;
  private final StaffDirectory staff;
  private final ConversationLog log;
  private final Audit audit;

  Clinicians(
      RedisClinicians clinicians,
      RedisSupervisors supervisors,
      StaffDirectory staff,
      ConversationLog log,
      Audit audit) {
    this.clinicians = clinicians;
    this.supervisors = supervisors;
    this.staff = staff;
    this.log = log;
    this.audit = audit;
  }

  /** The socket of a clinician is there; without a beat they are not, after a while. */
  public Mono<Void> beat(Visitor.Staff clinician) {
    return clinicians.beat(clinician.id());
  }

  /** The socket of a clinician has gone; the others in their conversations see it. */
  public Mono<Void> gone(Visitor.Staff clinician) {
    return clinicians.gone(clinician.id()).then(tell(clinician, Ring.State.AWAY));
  }

  /** The page of a clinician is there again. */
  public Mono<Void> back(Visitor.Staff clinician) {
    return tell(clinician, Ring.State.HERE);
  }

  private Mono<Void> tell(Visitor.Staff clinician, Ring.State state) {
    return current(clinician)
        .concatMap(
            conversation -> log.ring(conversation.id(), new Ring.Presence(Part.CLINICIAN, state)))
        .then();
  }

  /** Goes on duty, or off, which touches no conversation. */
  public Mono<Void> duty(Visitor.Staff clinician, boolean on) {
    return on ? clinicians.goOn(clinician.id()) : clinicians.goOff(clinician.id());
  }

  /** Whether they are on duty. */
  public Mono<Boolean> isOnDuty(Visitor.Staff clinician) {
    return clinicians.isOnDuty(clinician.id());
  }

  /** Who could be offered now. */
  public Flux<Member> onDuty() {
    return clinicians
        .onDuty()
        .concatMap(id -> staff.nameOf(id).map(name -> new Member(Part.CLINICIAN, id, name)));
  }

  /**
   * Asks the seeker whether this clinician may come. Written down before it is asked, so that no
   * seeker is asked what nobody can read about later; and once more where it was refused, which is
   * known only then.
   */
  public Mono<Stepped> offer(Visitor.Staff supervisor, ConversationId id, String clinician) {
    return onDuty()
        .filter(each -> each.id().equals(clinician))
        .next()
        .delayUntil(each -> writeDown(supervisor, "clinician.offer", id, clinician))
        .flatMap(each ->
            goneFrom(id)
                .flatMap(gone -> log.consult(id, new Consulting.Ask(each, supervisor.id(), gone))))
        .delayUntil(stepped ->
            stepped == Stepped.DONE
                ? Mono.<Void>empty()
                : writeDown(supervisor, "clinician.offer-refused", id, clinician))
        .defaultIfEmpty(Stepped.AWAY);
  }

  private Mono<Void> writeDown(
      Visitor.Staff supervisor, String act, ConversationId id, String clinician) {
    return audit.record(Act.of(supervisor.id(), act, id.value()).detail(clinician));
  }

  /** The clinician who would come, or is in it, when their page is gone; empty when it is not. */
  private Mono<String> goneFrom(ConversationId id) {
    return log.find(id)
        .mapNotNull(Conversation::consult)
        .map(consult -> consult.clinician().id())
        .filterWhen(clinician -> clinicians.isHere(clinician).map(here -> !here))
        .defaultIfEmpty("");
  }

  /**
   * The seeker answers, or takes a yes back. A yes to somebody who cannot come any more changes
   * nothing, and neither does one to a supervisor who has gone.
   *
   * @param consult the question that they answer
   */
  public Mono<Stepped> answer(ConversationId id, Consult consult, boolean yes) {
    String clinician = consult.clinician().id();
    int question = consult.question();
    if (!yes) {
      // First of all they are out. What was so before is written down after.
      return log.consult(id, new Consulting.Reply(question, false))
          .delayUntil(stepped ->
              stepped == Stepped.DONE && consult.isIn()
                  ? audit.record(Act.of(clinician, "clinician.out", id.value()))
                  : Mono.<Void>empty())
          .delayUntil(stepped -> clinicians.ring(clinician));
    }
    return Mono.zip(
            clinicians.onDuty().any(clinician::equals), supervisors.isHere(consult.askedBy()))
        .flatMap(both ->
            both.getT1() && both.getT2()
                ? clinicians
                    .add(clinician, id)
                    .then(log.consult(id, new Consulting.Reply(question, true)))
                    .delayUntil(stepped -> clinicians.ring(clinician))
                : log.consult(id, new Consulting.CannotCome(question)));
  }

  /** Comes into a conversation whose seeker said yes. */
  public Mono<Stepped> join(Visitor.Staff clinician, ConversationId id) {
    return let(clinician, id)
        .flatMap(conversation ->
            audit
                .record(Act.of(clinician.id(), "clinician.join", id.value()))
                .then(log.consult(id, new Consulting.Join(clinician.id()))))
        .defaultIfEmpty(Stepped.NOT_YOURS);
  }

  /** Goes, or does not come after all. */
  public Mono<Stepped> leave(Visitor.Staff clinician, ConversationId id) {
    return let(clinician, id)
        .flatMap(conversation ->
            audit
                .record(Act.of(clinician.id(), "clinician.leave", id.value()))
                .then(log.consult(id, new Consulting.Leave(clinician.id()))))
        .defaultIfEmpty(Stepped.NOT_YOURS);
  }

  /** A conversation that they are in, empty when they are not. */
  public Mono<Conversation> find(Visitor.Staff clinician, ConversationId id) {
    return log.find(id, conversation -> conversation.has(Part.CLINICIAN, clinician.id()));
  }

  /** The same, once it is written down that they read it. */
  public Mono<Conversation> reads(Visitor.Staff clinician, ConversationId id) {
    return find(clinician, id)
        .delayUntil(
            conversation -> audit.record(Act.of(clinician.id(), "conversation.read", id.value())));
  }

  /** The conversations that they are in. */
  public Flux<Conversation> current(Visitor.Staff clinician) {
    return theirs(clinician)
        .filter(conversation -> conversation.has(Part.CLINICIAN, clinician.id()));
  }

  /** Those whose seekers said yes and wait, now and whenever it changes. */
  public Flux<List<Conversation>> waiting(Visitor.Staff clinician) {
    return Flux.merge(
            clinicians.bells(clinician.id()),
            Flux.interval(LOOK_EVERY).onBackpressureDrop().map(tick -> true))
        .onBackpressureLatest()
        .concatMap(
            bell ->
                theirs(clinician)
                    .filter(conversation -> !conversation.has(Part.CLINICIAN, clinician.id()))
                    .collectList()
                    // What cannot be looked at now is looked at in five seconds.
                    .onErrorComplete(),
            1)
        .distinctUntilChanged(
            waiting -> waiting.stream().map(conversation -> conversation.id()).toList());
  }

  private Flux<Conversation> theirs(Visitor.Staff clinician) {
    return clinicians
        .of(clinician.id())
        .concatMap(id ->
            log.find(id, Clinicians::goesOn)
                .switchIfEmpty(clinicians.remove(clinician.id(), id).then(Mono.empty())))
        .filter(conversation -> lets(conversation, clinician));
  }

  private Mono<Conversation> let(Visitor.Staff clinician, ConversationId id) {
    return log.find(id, conversation -> lets(conversation, clinician));
  }

  /** A yes is noted here just before it is given, so who waits for it is not forgotten yet. */
  private static boolean goesOn(Conversation conversation) {
    Consult consult = conversation.consult();
    return consult != null && consult.state() != Consult.State.NO;
  }

  private static boolean lets(Conversation conversation, Visitor.Staff clinician) {
    Consult consult = conversation.consult();
    return consult != null && consult.lets(clinician.id());
  }
}
