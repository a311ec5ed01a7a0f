package org.porchlight.chat.socket;

import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.duty.Duties;
import org.porchlight.chat.intake.Intake;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells the others in somebody's open conversations whether their socket is there. */
final class Presence {
  private final Intake intake;
  private final Duties duties;
  private final ConversationLog log;

  Presence(Intake intake, Duties duties, ConversationLog log) {
    this.intake = intake;
    this.duties = duties;
    this.log = log;
  }

  Mono<Void> tell(Visitor visitor, Ring.State state) {
    Mono<Void> noted =
        visitor instanceof Visitor.Staff staff && state == Ring.State.AWAY
            ? duties.gone(staff)
            : Mono.empty();
    return noted
        .thenMany(conversations(visitor))
        .ofType(Conversation.Open.class)
        .concatMap(open -> log.ring(open.id(), new Ring.Presence(Frames.part(visitor), state)))
        .then();
  }

  private Flux<Conversation> conversations(Visitor visitor) {
    return switch (visitor) {
      case Visitor.Seeker seeker -> intake.current(seeker).flux();
      case Visitor.Staff staff ->
          staff.role() == Role.PEER ? duties.conversations(staff) : Flux.empty();
    };
  }
}
