package org.porchlight.chat.supervision;

import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.Flag;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who has a flag: one supervisor at a time, for as long as they are there, so that everybody else
 * can see that somebody is on it. It is written down before it is so.
 */
@Component
public class Claims {
  private final RedisFlagBoard board;
  private final RedisClaims claims;
  private final Audit audit;

  Claims(RedisFlagBoard board, RedisClaims claims, Audit audit) {
    this.board = board;
    this.claims = claims;
    this.audit = audit;
  }

  /** What came of asking for a flag. */
  public enum Claimed {
    YOURS,
    /** Somebody else has it. */
    TAKEN,
    /** There is no such flag, or not any more. */
    CLOSED
  }

  /** Has a flag from now on, unless somebody else has it who is there. */
  public Mono<Claimed> claim(Visitor.Staff supervisor, String flagId) {
    return board
        .find(flagId)
        .flatMap(flag ->
            claims
                .standing(flagId)
                .flatMap(standing -> {
                  if (standing.isWith(supervisor.id())) {
                    return Mono.just(Claimed.YOURS);
                  }
                  return standing.isTaken()
                      ? Mono.just(Claimed.TAKEN)
                      : recorded(supervisor, "flag.claim", flag)
                          .then(claims.claim(flagId, supervisor))
                          .map(Claims::claimed);
                }))
        .defaultIfEmpty(Claimed.CLOSED);
  }

  /**
   * Lets a flag go, so that somebody else can have it.
   *
   * @return whether it was theirs
   */
  public Mono<Boolean> letGo(Visitor.Staff supervisor, String flagId) {
    return board
        .find(flagId)
        .filterWhen(
            flag -> claims.standing(flagId).map(standing -> standing.isWith(supervisor.id())))
        .flatMap(flag ->
            recorded(supervisor, "flag.let-go", flag).then(claims.letGo(flagId, supervisor)))
        .defaultIfEmpty(false);
  }

  private Mono<Void> recorded(Visitor.Staff supervisor, String what, Flag flag) {
    return audit.record(Act.of(supervisor.id(), what, flag.conversation().value()));
  }

  private static Claimed claimed(RedisClaims.Claimed claimed) {
    return switch (claimed) {
      case YOURS -> Claimed.YOURS;
      case TAKEN -> Claimed.TAKEN;
      case CLOSED -> Claimed.CLOSED;
    };
  }
}
