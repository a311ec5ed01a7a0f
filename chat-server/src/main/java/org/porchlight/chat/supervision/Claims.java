package org.porchlight.chat.supervision;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.Concern;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.Flags;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Ring;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who has a flag: one supervisor at a time, for as long as they are there, so that everybody else
 * can see that somebody is on it. It is written down before it is so.
 */
@Component
public class Claims {
  private final RedisFlagBoard board;
  private final RedisClaims claims;
  private final RedisSupervisors supervisors;
  private final StaffDirectory staff;
  private final ConversationLog log;
  private final Audit audit;

  Claims(
      RedisFlagBoard board,
      RedisClaims claims,
      RedisSupervisors supervisors,
      StaffDirectory staff,
      ConversationLog log,
      Audit audit) {
    this.board = board;
    this.claims = claims;
    this.supervisors = supervisors;
    this.staff = staff;
    this.log = log;
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

  /** What came of asking another supervisor to have a flag. */
  public enum Asked {
    DONE,
    /** It is not theirs. */
    UNCLAIMED,
    /** There is no such other at the board for it. */
    AWAY
  }

  /**
   * A hand that is up.
   *
   * @param by the name of the supervisor who has it, null while nobody does
   */
  public record Up(Concern concern, @Nullable String by) {}

  /** The hands of a peer that are up in a conversation. */
  public Flux<Up> up(ConversationId id, String peer) {
    return board
        .isFlagged(id)
        .filter(Boolean::booleanValue)
        .flatMapMany(flagged -> Flux.fromArray(Concern.values()))
        .filter(concern -> concern.by() == Part.PEER)
        .concatMap(concern ->
            board
                .find(Flags.raised(id, concern, peer, Set.of(), Instant.EPOCH).id())
                .flatMap(flag -> claims.standing(flag.id()))
                .map(standing -> up(concern, standing.holder())));
  }

  private static Up up(Concern concern, Standing.@Nullable Holder holder) {
    return new Up(concern, holder == null ? null : holder.name());
  }

  /** Has a flag from now on, unless somebody else has it who is there. */
  public Mono<Claimed> claim(Visitor.Staff supervisor, String flagId) {
    return board
        .find(flagId)
        .filter(flag -> flag.isFor(supervisor.id()))
        .flatMap(flag -> claim(supervisor, flag))
        .defaultIfEmpty(Claimed.CLOSED);
  }

  private Mono<Claimed> claim(Visitor.Staff supervisor, Flag flag) {
    return claims
        .standing(flag.id())
        .flatMap(standing -> {
          if (standing.isWith(supervisor.id())) {
            return Mono.just(Claimed.YOURS);
          }
          return standing.isTaken() && !standing.isOfferedTo(supervisor.id())
              ? Mono.just(Claimed.TAKEN)
              : recorded(supervisor, "flag.claim", flag)
                  .then(claims.claim(flag.id(), supervisor))
                  .map(Claims::claimed)
                  .delayUntil(claimed -> tellWhoRaised(claimed, flag, supervisor));
        });
  }

  /**
   * Whoever comes into a conversation has what waits for somebody there, unless somebody else does.
   */
  Mono<Void> claimIn(Visitor.Staff supervisor, ConversationId conversation) {
    return board
        .flags()
        .filter(flag ->
            flag.conversation().equals(conversation)
                && flag.isFor(supervisor.id())
                && Escalation.isAwaited(flag))
        .concatMap(flag -> claim(supervisor, flag))
        .then();
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

  /**
   * Asks another supervisor to have a flag. Until they do it stays where it is, so that nobody
   * drops it.
   */
  public Mono<Asked> ask(Visitor.Staff supervisor, String flagId, String other) {
    return board
        .find(flagId)
        .filterWhen(
            flag -> claims.standing(flagId).map(standing -> standing.isWith(supervisor.id())))
        .flatMap(flag ->
            supervisors
                .isHere(other)
                .filter(here -> here && flag.isFor(other) && !other.equals(supervisor.id()))
                .flatMap(here -> staff.nameOf(other))
                .flatMap(name ->
                    recorded(supervisor, "flag.ask", flag)
                        .then(claims.ask(flagId, supervisor, new Standing.Holder(other, name))))
                .map(theirs -> theirs ? Asked.DONE : Asked.UNCLAIMED)
                .defaultIfEmpty(Asked.AWAY))
        .defaultIfEmpty(Asked.UNCLAIMED);
  }

  private Mono<Void> tellWhoRaised(Claimed claimed, Flag flag, Visitor.Staff supervisor) {
    Concern concern = Concern.of(flag);
    return claimed == Claimed.YOURS && concern != null
        ? log.ring(flag.conversation(), new Ring.Seen(concern, supervisor.name()))
        : Mono.empty();
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
