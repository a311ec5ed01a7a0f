package org.porchlight.chat.supervision;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.Flags;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Withheld;
import org.porchlight.chat.conversation.WithheldMessages;
import org.porchlight.chat.conversation.WithheldMessages.Decided;
import org.porchlight.moderation.Lane;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What a supervisor decides about a flag: whether a message goes, and whether the flag was right.
 * Every decision is written down before it is made.
 */
@Component
public class Decisions {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 16;

  private final RedisFlagBoard board;
  private final RedisClaims claims;
  private final WithheldMessages withheld;
  private final Conversations conversations;
  private final Closings closings;
  private final RedisSupervisors supervisors;
  private final Audit audit;
  private final Clock clock;

  Decisions(
      RedisFlagBoard board,
      RedisClaims claims,
      WithheldMessages withheld,
      Conversations conversations,
      Closings closings,
      RedisSupervisors supervisors,
      Audit audit,
      Clock clock) {
    this.board = board;
    this.claims = claims;
    this.withheld = withheld;
    this.conversations = conversations;
    this.closings = closings;
    this.supervisors = supervisors;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of closing a flag. */
  public enum Resolved {
    DONE,
    /** Somebody else closed it first. */
    BEFORE,
    /** What needs a person now does not close without saying how it ended. */
    OUTCOME_NEEDED,
    /** A message still waits for a decision. */
    UNDECIDED,
    /** Somebody else has it. */
    TAKEN,
    /** What needs a person now is closed by who has it. */
    UNCLAIMED,
    /** Who should look after what follows is not at the board for it. */
    AWAY
  }

  /**
   * Lets the message of a flag go, or gives it back.
   *
   * @param word what the peer should know about it, when it is given back; or null
   */
  public Mono<Decided> release(
      Visitor.Staff supervisor, String flagId, boolean send, @Nullable String word) {
    return board
        .find(flagId)
        .filter(flag -> flag.isFor(supervisor.id()))
        .flatMap(flag -> {
          Flag.Aside aside = flag.aside();
          return aside == null
              ? Mono.empty()
              : claims
                  .standing(flagId)
                  .flatMap(standing ->
                      standing.isTaken() && !standing.isWith(supervisor.id())
                          ? Mono.just(Decided.TAKEN)
                          : decide(supervisor, flag, aside, send, word));
        })
        .defaultIfEmpty(Decided.GONE);
  }

  /**
   * Says whether a flag was right, and closes it. What the seeker wants gone goes with the last
   * one.
   */
  public Mono<Resolved> resolve(Visitor.Staff supervisor, String flagId, Closure closure) {
    return board
        .find(flagId)
        .filter(flag -> flag.isFor(supervisor.id()))
        .flatMap(flag ->
            claims
                .standing(flagId)
                .flatMap(standing -> resolve(supervisor, flag, standing, closure)))
        .defaultIfEmpty(Resolved.BEFORE);
  }

  private Mono<Resolved> resolve(
      Visitor.Staff supervisor, Flag flag, Standing standing, Closure closure) {
    boolean theirs = standing.isWith(supervisor.id());
    if (standing.isTaken() && !theirs) {
      return Mono.just(Resolved.TAKEN);
    }
    if (isNow(flag) && !theirs) {
      return Mono.just(Resolved.UNCLAIMED);
    }
    if (isNow(flag) && closure.outcome() == null) {
      return Mono.just(Resolved.OUTCOME_NEEDED);
    }
    return waits(flag)
        .flatMap(waits ->
            waits ? Mono.just(Resolved.UNDECIDED) : closeIfOwned(supervisor, flag, closure));
  }

  /** Nobody is given something to look after who is not there, or whom the flag is about. */
  private Mono<Resolved> closeIfOwned(Visitor.Staff supervisor, Flag flag, Closure closure) {
    String owner = closure.owner();
    Mono<Boolean> there =
        owner == null || owner.equals(supervisor.id())
            ? Mono.just(true)
            : supervisors.isHere(owner).map(here -> here && flag.isFor(owner));
    return there.flatMap(
        isThere -> isThere ? close(supervisor, flag, closure) : Mono.just(Resolved.AWAY));
  }

  private static boolean isNow(Flag flag) {
    return flag.lane() == Lane.NEEDS_A_PERSON_NOW;
  }

  private Mono<Decided> decide(
      Visitor.Staff supervisor, Flag flag, Flag.Aside aside, boolean send, @Nullable String word) {
    MessageText said = word == null ? null : MessageText.of(word);
    Mono<Decided> decided =
        send
            ? withheld.release(flag.conversation(), aside.message())
            : withheld.giveBack(flag.conversation(), aside.message(), supervisor.name(), said);
    return audit
        .record(
            Act.of(
                supervisor.id(),
                send ? "message.release" : "message.return",
                flag.conversation().value()))
        .then(decided)
        .flatMap(done ->
            done == Decided.DONE ? board.change(flag.told()).thenReturn(done) : Mono.just(done));
  }

  private Mono<Boolean> waits(Flag flag) {
    Flag.Aside aside = flag.aside();
    return aside == null
        ? Mono.just(false)
        : withheld
            .find(flag.conversation(), aside.message())
            .map(message -> message.fate() instanceof Withheld.Fate.Waits)
            .defaultIfEmpty(false);
  }

  /** What is written beside it is there before it is closed, and goes when it is not. */
  private Mono<Resolved> close(Visitor.Staff supervisor, Flag flag, Closure closure) {
    return audit
        .record(
            Act.of(supervisor.id(), "flag.resolve", flag.conversation().value())
                .detail(closure.said()))
        .then(closings.add(supervisor, flag, closure).map(Optional::of))
        .defaultIfEmpty(Optional.empty())
        .flatMap(written ->
            resolve(supervisor, flag, closure)
                .filter(resolved -> resolved != Resolved.DONE)
                .flatMap(
                    not -> Mono.justOrEmpty(written).flatMap(closings::takeBack).thenReturn(not))
                .defaultIfEmpty(Resolved.DONE));
  }

  private Mono<Resolved> resolve(Visitor.Staff supervisor, Flag flag, Closure closure) {
    return board
        .resolve(
            flag,
            supervisor.name(),
            isNow(flag) ? supervisor.id() : "",
            verdict(flag, closure.right(), closure.outcome()))
        .flatMap(closing ->
            switch (closing) {
              case DONE ->
                  // That somebody waited makes no words worth keeping longer.
                  conversations
                      .reviewed(flag.conversation(), closure.right() && !Flags.isUnanswered(flag))
                      .thenReturn(Resolved.DONE);
              case BEFORE -> Mono.just(Resolved.BEFORE);
              case NOT_HELD -> Mono.just(Resolved.UNCLAIMED);
            });
  }

  private Verdict verdict(Flag flag, boolean right, @Nullable Outcome outcome) {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    return new Verdict(
        Base64.getUrlEncoder().withoutPadding().encodeToString(id),
        flag.rules(),
        flag.category().name().toLowerCase(Locale.ROOT),
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
        right,
        outcome == null ? null : outcome.code());
  }
}
