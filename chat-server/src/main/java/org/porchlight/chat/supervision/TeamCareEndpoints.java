package org.porchlight.chat.supervision;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.duty.RedisCare;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How the peers of tonight are, for supervisors and coordinators (PROTOCOL.md, G31 and G160). */
@RestController
@RequestMapping("/api/staff/care")
class TeamCareEndpoints {
  private final TeamCare care;

  TeamCareEndpoints(TeamCare care) {
    this.care = care;
  }

  /** What a peer asked for; {@code at} in milliseconds. */
  record Asks(String id, String name, String what, long at) {}

  /** A peer on duty; moments in milliseconds. */
  record Here(
      String id,
      String name,
      @Nullable Long restsUntil,
      @Nullable Long lastBreak,
      boolean hard,
      boolean breakDue,
      boolean supervised,
      @Nullable Integer had,
      @Nullable Besider beside) {}

  /** Who is beside a peer. */
  record Besider(String id, String name) {}

  /** Whom a supervisor is beside, or not any more. */
  record Beside(@Nullable String peer, @Nullable Boolean on) {}

  /** A peer with whom somebody should talk; {@code at} in milliseconds. */
  record ToTalkOver(String id, String name, long at) {}

  /** All of it. */
  record Team(List<Asks> asks, List<Here> team, @Nullable Integer how, List<ToTalkOver> debriefs) {}

  /** What a supervisor has seen, or talked over. */
  record Seen(@Nullable String peer, @Nullable Long at) {}

  /** Who is thanked. */
  record Thanked(@Nullable String peer) {}

  @GetMapping
  Mono<Team> team(@AuthenticationPrincipal Visitor.Staff me) {
    return care.look(me)
        .map(look ->
            new Team(
                look.asks().stream().map(TeamCareEndpoints::shown).toList(),
                look.team().stream().map(TeamCareEndpoints::shown).toList(),
                look.how().orElse(null),
                look.debriefs().stream()
                    .map(each ->
                        new ToTalkOver(
                            each.due().peer(), each.name(), each.due().at().toEpochMilli()))
                    .toList()));
  }

  @PostMapping(path = "/seen", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> seen(@RequestBody Seen seen, @AuthenticationPrincipal Visitor.Staff me) {
    String peer = Objects.requireNonNullElse(seen.peer(), "");
    long at = Objects.requireNonNullElse(seen.at(), 0L);
    return care.seen(me, peer, at).flatMap(TeamCareEndpoints::done);
  }

  @PostMapping(path = "/debriefed", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> debriefed(@RequestBody Seen talked, @AuthenticationPrincipal Visitor.Staff me) {
    String peer = Objects.requireNonNullElse(talked.peer(), "");
    long at = Objects.requireNonNullElse(talked.at(), 0L);
    return care.debriefed(me, peer, at).flatMap(TeamCareEndpoints::done);
  }

  @PostMapping(path = "/thanks", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> thanks(@RequestBody Thanked thanked, @AuthenticationPrincipal Visitor.Staff me) {
    return care.thank(me, Objects.requireNonNullElse(thanked.peer(), ""))
        .filter(there -> !there)
        .flatMap(none -> Mono.<Void>error(Refusals.notThere()));
  }

  @PostMapping(path = "/beside", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> beside(@RequestBody Beside beside, @AuthenticationPrincipal Visitor.Staff me) {
    return care.beside(
            me, Objects.requireNonNullElse(beside.peer(), ""), Boolean.TRUE.equals(beside.on()))
        .flatMap(TeamCareEndpoints::done);
  }

  private static Mono<Void> done(RedisCare.Seeing seeing) {
    return switch (seeing) {
      case RedisCare.Seeing.Yours yours -> Mono.empty();
      case RedisCare.Seeing.Taken taken ->
          Mono.error(Refusals.taken("Another supervisor was first.", taken.by()));
      case RedisCare.Seeing.Gone gone -> Mono.error(Refusals.notThere());
    };
  }

  private static Asks shown(TeamCare.Asks asks) {
    return new Asks(
        asks.asked().peer(),
        asks.name(),
        asks.asked().what().code(),
        asks.asked().at().toEpochMilli());
  }

  private static Here shown(TeamCare.Here here) {
    return new Here(
        here.id(),
        here.name(),
        millis(here.rests()),
        millis(here.rested()),
        here.hard(),
        here.due(),
        here.supervised(),
        here.had(),
        here.beside().map(by -> new Besider(by.id(), by.name())).orElse(null));
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
