package org.porchlight.chat.socket;

import java.time.Duration;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.SignIns;
import org.porchlight.chat.access.SignIns.Use;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.duty.Duties;
import org.porchlight.chat.protocol.CloseReason;
import org.porchlight.chat.protocol.ServerFrame;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A socket of staff lives as long as their sign-in. The bell of one that was ended closes it at
 * once; this finds the ones that ended by themselves, and what the bell was lost for.
 */
final class SignInWatch {
  private static final String NAME = "sign-in";

  private final SignIns signIns;
  private final Duties duties;
  private final ConversationLog log;
  private final Duration every;

  SignInWatch(SignIns signIns, Duties duties, ConversationLog log, Duration every) {
    this.signIns = signIns;
    this.duties = duties;
    this.log = log;
    this.every = every;
  }

  void follow(Connection connection, Visitor.Staff staff) {
    Flux<ServerFrame> nothing =
        Flux.interval(every)
            .onBackpressureDrop()
            .concatMap(tick -> look(connection, staff))
            .thenMany(Flux.empty());
    connection.follow(NAME, nothing);
  }

  private Mono<Void> look(Connection connection, Visitor.Staff staff) {
    boolean acted = connection.hasActed();
    return isTalking(connection, staff)
        .flatMap(
            talking -> signIns.isIn(staff, talking ? Use.CONVERSATION : acted ? Use.ACT : Use.NONE))
        .filter(in -> !in)
        .doOnNext(over -> connection.end(CloseReason.NOT_RECOGNISED))
        // While Redis is away nobody is signed out.
        .onErrorComplete()
        .then();
  }

  private Mono<Boolean> isTalking(Connection connection, Visitor.Staff staff) {
    Flux<Conversation> theirs =
        staff.role() == Role.PEER
            ? duties.conversations(staff)
            : Flux.fromIterable(connection.conversations())
                .concatMap(id -> log.find(new ConversationId(id)));
    return theirs.any(conversation -> !(conversation instanceof Conversation.Closed));
  }
}
