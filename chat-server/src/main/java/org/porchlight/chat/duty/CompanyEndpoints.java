package org.porchlight.chat.duty;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.duty.RedisAsking.Wish;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Peers who keep each other company (PROTOCOL.md, G52). */
@RestController
@RequestMapping("/api/staff/company")
class CompanyEndpoints {
  private static final int MOST_SHOWN = 10;

  private final RedisCompany company;
  private final StaffDirectory staff;

  CompanyEndpoints(RedisCompany company, StaffDirectory staff) {
    this.company = company;
    this.staff = staff;
  }

  /** What one asked for oneself; {@code at} in milliseconds. */
  record Mine(long at, @Nullable String by) {}

  /** Another who would like company; {@code at} in milliseconds. */
  record Other(String id, String name, long at) {}

  /** Both. */
  record Company(@Nullable Mine mine, List<Other> others) {}

  /** Whether one asks, or takes it back. */
  record Asking(@Nullable Boolean on) {}

  /** Whom one keeps company. */
  record Keeping(@Nullable String peer, @Nullable Long at) {}

  @GetMapping
  Mono<Company> look(@AuthenticationPrincipal Visitor.Staff me) {
    return company
        .all()
        .collectList()
        .flatMap(all -> others(me, all).map(others -> new Company(mine(me, all), others)));
  }

  @PostMapping(path = "/ask", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> ask(@RequestBody Asking asking, @AuthenticationPrincipal Visitor.Staff me) {
    Boolean on = asking.on();
    return on == null
        ? Mono.error(Refusals.bad("on", "expected true or false"))
        : company.ask(me.id(), on);
  }

  @PostMapping(path = "/keep", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> keep(@RequestBody Keeping keeping, @AuthenticationPrincipal Visitor.Staff me) {
    String peer = Objects.requireNonNullElse(keeping.peer(), "");
    long at = Objects.requireNonNullElse(keeping.at(), 0L);
    return peer.equals(me.id())
        ? Mono.error(Refusals.because(Refusals.conflict("It takes somebody else."), "own"))
        : company.keep(peer, at, me.name()).flatMap(CompanyEndpoints::done);
  }

  private Mono<List<Other>> others(Visitor.Staff me, List<Wish> all) {
    List<Wish> alone =
        all.stream()
            .filter(wish -> wish.by() == null && !wish.peer().equals(me.id()))
            .limit(MOST_SHOWN)
            .toList();
    return alone.isEmpty()
        ? Mono.just(List.of())
        : staff
            .names(alone.stream().map(Wish::peer).toList())
            .map(names ->
                alone.stream()
                    .filter(wish -> names.containsKey(wish.peer()))
                    .map(wish -> other(wish, names.getOrDefault(wish.peer(), "")))
                    .toList());
  }

  private static Other other(Wish wish, String name) {
    return new Other(wish.peer(), name, wish.at().toEpochMilli());
  }

  private static @Nullable Mine mine(Visitor.Staff me, List<Wish> all) {
    return all.stream()
        .filter(wish -> wish.peer().equals(me.id()))
        .map(wish -> new Mine(wish.at().toEpochMilli(), wish.by()))
        .findFirst()
        .orElse(null);
  }

  private static Mono<Void> done(RedisCare.Seeing seeing) {
    return switch (seeing) {
      case RedisCare.Seeing.Yours yours -> Mono.empty();
      case RedisCare.Seeing.Taken taken ->
          Mono.error(Refusals.taken("Another peer was first.", taken.by()));
      case RedisCare.Seeing.Gone gone -> Mono.error(Refusals.notThere());
    };
  }
}
