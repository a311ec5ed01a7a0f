package org.porchlight.chat.socket;

import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.chat.supervision.Clinicians;
import org.porchlight.chat.supervision.Supervision;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a clinician does: duty, and the conversations whose seekers said yes to them. */
final class ClinicianActs {
  private final Clinicians clinicians;
  private final TalkActs talk;

  ClinicianActs(Clinicians clinicians, TalkActs talk) {
    this.clinicians = clinicians;
    this.talk = talk;
  }

  /** There for as long as the socket lives, and told who waits for them. */
  Mono<Void> arrive(Connection connection, Visitor.Staff clinician, Mono<Void> welcomed) {
    connection.follow(
        "beat",
        Flux.interval(Supervision.BEAT)
            .onBackpressureDrop()
            .concatMap(tick -> clinicians.beat(clinician).onErrorComplete())
            .thenMany(Flux.empty()));
    connection.follow(
        "consents", welcomed.thenMany(clinicians.waiting(clinician)).map(Frames::consents));
    return clinicians.beat(clinician).then(clinicians.back(clinician));
  }

  Mono<ServerFrame.Duty> duty(Visitor.Staff clinician) {
    return clinicians.isOnDuty(clinician).map(ClinicianActs::frame);
  }

  /** What they are in the middle of. */
  Flux<ServerFrame.Opened> current(Visitor.Staff clinician) {
    return clinicians.current(clinician).map(talk::consulting);
  }

  Flux<ServerFrame> duty(Visitor.Staff clinician, ClientFrame.DutyChange change) {
    return clinicians
        .duty(clinician, change.on())
        .thenMany(Flux.<ServerFrame>just(frame(change.on())));
  }

  /**
   * That it is so comes to everybody in the conversation as {@code stepped}, and to them as {@code
   * opened}: what they may read they ask for with {@code resume}.
   */
  Flux<ServerFrame> joinIn(Visitor.Staff clinician, ClientFrame.JoinIn join) {
    ConversationId id = new ConversationId(join.conversation());
    return clinicians
        .join(clinician, id)
        .flatMapMany(stepped ->
            stepped == Stepped.DONE
                ? clinicians.find(clinician, id).<ServerFrame>map(talk::consulting).flux()
                : Frames.stepped("join-in", id, stepped));
  }

  /** That it is so comes to everybody in the conversation as {@code stepped}. */
  Flux<ServerFrame> stepOut(Visitor.Staff clinician, ClientFrame.StepOut out) {
    ConversationId id = new ConversationId(out.conversation());
    return clinicians
        .leave(clinician, id)
        .flatMapMany(stepped -> Frames.stepped("step-out", id, stepped));
  }

  /** It is written down before a word is sent. */
  Flux<ServerFrame> resume(
      Connection connection, Visitor.Staff clinician, ClientFrame.Resume resume) {
    ConversationId id = new ConversationId(resume.conversation());
    return clinicians
        .reads(clinician, id)
        .hasElement()
        .flatMapMany(theirs ->
            theirs
                ? talk.resume(connection, clinician, resume)
                : Flux.just(Frames.refused("resume", null, id.value(), Obstacle.NOT_YOURS)));
  }

  /** How many seekers they are with is for nobody to count. */
  private static ServerFrame.Duty frame(boolean on) {
    return new ServerFrame.Duty(on, 0, 0, null, null, null, null);
  }
}
