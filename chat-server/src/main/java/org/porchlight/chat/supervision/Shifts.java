package org.porchlight.chat.supervision;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.ConversationLog;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Handing a shift over: who goes leaves what is open, and a note, and one of those who come has it.
 * Both are written down before they are so, without a word of the note.
 */
@Component
class Shifts {
  private static final int ID_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Supervision supervision;
  private final Interventions interventions;
  private final Blocks blocks;
  private final Contacts contacts;
  private final TeamCare care;
  private final Closings closings;
  private final ConversationLog log;
  private final RedisShifts shifts;
  private final Audit audit;
  private final Clock clock;

  Shifts(
      Supervision supervision,
      Interventions interventions,
      Blocks blocks,
      Contacts contacts,
      TeamCare care,
      Closings closings,
      ConversationLog log,
      RedisShifts shifts,
      Audit audit,
      Clock clock) {
    this.supervision = supervision;
    this.interventions = interventions;
    this.blocks = blocks;
    this.contacts = contacts;
    this.care = care;
    this.closings = closings;
    this.log = log;
    this.shifts = shifts;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of saying "I have it". */
  sealed interface Having {

    /** Now, or since before. */
    record Yours() implements Having {}

    /** Somebody else was first. */
    record Taken(String by) implements Having {}

    /** There is no such thing, or not any more. */
    record Gone() implements Having {}
  }

  /**
   * What was left, for one who looks.
   *
   * @param open what of it is still open, as it is now
   */
  record Seen(Shift shift, List<Open> open) {
    Seen {
      open = List.copyOf(open);
    }
  }

  /** What is open now, as a supervisor who goes would leave it. */
  Mono<List<Open>> open(Visitor.Staff supervisor) {
    return onTheBoard(supervisor)
        .flatMapMany(board -> open(board, supervisor.id(), supervisor.name()))
        .collectList();
  }

  /** Leaves it with a note; it takes the place of what they left before. */
  Mono<Void> leave(Visitor.Staff supervisor, String note) {
    return open(supervisor)
        .map(open -> open.stream().map(Open::name).toList())
        .map(open ->
            new Shift(newId(), supervisor.id(), supervisor.name(), clock.instant(), note, open))
        .flatMap(shift ->
            audit
                .record(Act.of(supervisor.id(), "shift.leave", shift.id()))
                .then(shifts.leave(shift)));
  }

  /** What nobody has yet, the oldest first. */
  Flux<Seen> left(Visitor.Staff reader) {
    return shifts
        .left()
        .sort(Comparator.comparing(Shift::at))
        .collectList()
        .filter(left -> !left.isEmpty())
        .flatMapMany(left ->
            onTheBoard(reader)
                .flatMapMany(board ->
                    Flux.fromIterable(left)
                        .concatMap(
                            shift -> stillOpen(board, shift).map(open -> new Seen(shift, open)))));
  }

  /** Has it from now on, unless somebody else was first. Their own somebody takes back. */
  Mono<Having> have(Visitor.Staff supervisor, String by, String id) {
    String what = by.equals(supervisor.id()) ? "shift.take-back" : "shift.have";
    return shifts
        .left()
        .any(shift -> shift.by().equals(by) && shift.id().equals(id))
        .flatMap(
            waits -> waits ? audit.record(Act.of(supervisor.id(), what, id)) : Mono.<Void>empty())
        .then(Mono.defer(() -> shifts.have(by, id, supervisor)));
  }

  /** A flag that was about the reader was never theirs to see, and is not because of this. */
  private Mono<List<Open>> stillOpen(List<Open> board, Shift shift) {
    Set<String> then = Set.copyOf(shift.open());
    return open(board, shift.by(), shift.name())
        .filter(each -> then.contains(each.name()))
        .collectList();
  }

  private Mono<List<Open>> onTheBoard(Visitor.Staff reader) {
    return Flux.concat(
            supervision.flags(reader).map(Open::flag),
            contacts.waiting().map(Open::passing),
            blocks.toReview().map(Open::block),
            care.asks().map(Open::ask),
            care.debriefs().map(Open::debrief),
            followUps(reader))
        .collectList();
  }

  /** While nobody can say what follows, the rest is handed over all the same. */
  private Flux<Open> followUps(Visitor.Staff reader) {
    return closings
        .open(reader)
        .onErrorResume(away -> Flux.empty())
        .concatMap(follows ->
            log.find(follows.kept().conversation())
                .map(conversation -> Open.followUp(follows, conversation.seeker().name()))
                .switchIfEmpty(Mono.fromSupplier(() -> Open.followUp(follows, null))));
  }

  /** That, and the conversations that somebody is in. */
  private Flux<Open> open(List<Open> board, String by, String name) {
    return Flux.concat(
        Flux.fromIterable(board),
        interventions.current(by).map(conversation -> Open.conversation(conversation, name)));
  }

  private static String newId() {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
