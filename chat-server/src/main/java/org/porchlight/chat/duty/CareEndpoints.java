package org.porchlight.chat.duty;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Person;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.matching.Level;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What peers ask the supervisors for on their own behalf (PROTOCOL.md, G30). */
@RestController
@RequestMapping("/api/staff/care")
class CareEndpoints {
  /** Takes back what was asked for. */
  private static final String NOTHING = "none";

  private static final int MOST = 5;

  private final RedisCare care;
  private final StaffDirectory staff;
  private final Clock clock;

  CareEndpoints(RedisCare care, StaffDirectory staff, Clock clock) {
    this.care = care;
    this.staff = staff;
    this.clock = clock;
  }

  /** What is asked for. */
  record Wanted(@Nullable String what) {}

  /** How somebody says they are. */
  record How(@Nullable Integer how) {}

  /**
   * What was asked for.
   *
   * @param at when, in milliseconds
   * @param by the name of the supervisor who has seen it
   */
  record AskedFor(String what, long at, @Nullable String by) {}

  /** A supervisor said thank you, in that millisecond. */
  record Thanked(long at, String by) {}

  /**
   * One's own.
   *
   * @param how what one said tonight
   * @param beside the name of the supervisor who is beside one
   * @param debrief since when supervisors see that somebody should talk with one, in milliseconds
   * @param breakDue whether one has been on duty for long without a breather
   * @param supervised whether a supervisor should be beside one; null while that cannot be asked
   * @param topics what is recorded that one has lived: nothing else counts on duty; the same
   */
  record Mine(
      @Nullable AskedFor asked,
      List<Thanked> thanks,
      @Nullable Integer how,
      @Nullable String beside,
      @Nullable Long debrief,
      boolean breakDue,
      @Nullable Boolean supervised,
      @Nullable List<String> topics) {}

  @GetMapping("/mine")
  Mono<Mine> mine(@AuthenticationPrincipal Visitor.Staff me) {
    return Mono.zip(
            care.askedBy(me.id()).map(Optional::of).defaultIfEmpty(Optional.empty()),
            care.thanksTo(me.id())
                .map(thanks -> new Thanked(thanks.at().toEpochMilli(), thanks.by()))
                .collectList(),
            care.saidBy(me.id()).map(Optional::of).defaultIfEmpty(Optional.empty()),
            care.besideOf(me.id())
                .map(beside -> Optional.of(beside.name()))
                .defaultIfEmpty(Optional.empty()),
            care.debriefOf(me.id())
                .map(due -> Optional.of(due.at().toEpochMilli()))
                .defaultIfEmpty(Optional.empty()),
            care.stretch(me.id()),
            // What is recorded may be out of reach; what peers said of tonight is told all the
            // same.
            staff
                .person(me.id())
                .onErrorComplete()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty()))
        .map(all ->
            new Mine(
                all.getT1().map(CareEndpoints::shown).orElse(null),
                all.getT2(),
                all.getT3().orElse(null),
                all.getT4().orElse(null),
                all.getT5().orElse(null),
                all.getT6().isLong(clock.instant()),
                all.getT7().map(CareEndpoints::isSupervised).orElse(null),
                all.getT7().map(CareEndpoints::topics).orElse(null)));
  }

  @PostMapping(path = "/ask", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> ask(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    String wire = Objects.requireNonNullElse(wanted.what(), "");
    if (wire.equals(NOTHING)) {
      return care.ask(me.id(), null);
    }
    return Asked.What.of(wire)
        .map(what -> care.ask(me.id(), what))
        .orElseGet(() -> Mono.error(Refusals.bad("what", "expected one that is known")));
  }

  @PostMapping(path = "/how", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> how(@RequestBody How said, @AuthenticationPrincipal Visitor.Staff me) {
    int how = Objects.requireNonNullElse(said.how(), 0);
    return how < 1 || how > MOST
        ? Mono.error(Refusals.bad("how", "expected 1 to 5"))
        : care.is(me.id(), how);
  }

  private static boolean isSupervised(Person person) {
    return person.certification().level().equals(Level.SUPERVISED.code());
  }

  private static List<String> topics(Person person) {
    return person.topics().stream().sorted().toList();
  }

  private static AskedFor shown(Asked asked) {
    return new AskedFor(asked.what().code(), asked.at().toEpochMilli(), asked.by());
  }
}
