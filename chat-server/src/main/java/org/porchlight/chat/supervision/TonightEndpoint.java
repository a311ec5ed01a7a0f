package org.porchlight.chat.supervision;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.matching.Census;
import org.porchlight.matching.Inspection;
import org.porchlight.matching.Level;
import org.porchlight.matching.MatchingQueue;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who is here tonight, for peers (PROTOCOL.md, G32). */
@RestController
class TonightEndpoint {
  /** Every page of a peer asks; one look serves all of them. */
  private static final Duration LOOKED_FOR = Duration.ofSeconds(10);

  private static final int NAMES_AT_ONCE = 8;

  private final MatchingQueue queue;
  private final RedisSupervisors supervisors;
  private final LineView names;
  private final Mono<Look> look;

  TonightEndpoint(MatchingQueue queue, RedisSupervisors supervisors, LineView names) {
    this.queue = queue;
    this.supervisors = supervisors;
    this.names = names;
    this.look =
        Mono.defer(this::now)
            .cache(found -> LOOKED_FOR, problem -> Duration.ZERO, () -> Duration.ZERO);
  }

  /**
   * Names, and the line in two numbers.
   *
   * @param waiting how many wait; not told to whoever is supervised or off duty
   * @param longestMinutes how long the first of them has waited
   */
  record Tonight(
      List<String> peers,
      List<String> supervisors,
      @Nullable Integer waiting,
      @Nullable Long longestMinutes) {}

  private record Look(
      List<String> independent, List<String> peers, List<String> supervisors, Census census) {}

  @GetMapping("/api/staff/care/tonight")
  Mono<Tonight> tonight(@AuthenticationPrincipal Visitor.Staff me) {
    return look.map(now -> {
      boolean told = now.independent().contains(me.id());
      return new Tonight(
          now.peers(),
          now.supervisors(),
          told ? now.census().waiting() : null,
          told ? now.census().longestWait().toMinutes() : null);
    });
  }

  private Mono<Look> now() {
    Mono<List<Inspection.OnDuty>> onDuty = queue.inspect().map(Inspection::peers);
    return Mono.zip(
            onDuty,
            // Whole: what is asked about each goes over the same link.
            supervisors.all().collectList().flatMap(this::named),
            queue.census())
        .flatMap(all ->
            named(ids(all.getT1(), false))
                .map(peers -> new Look(ids(all.getT1(), true), peers, all.getT2(), all.getT3())));
  }

  private static List<String> ids(List<Inspection.OnDuty> peers, boolean onlyIndependent) {
    return peers.stream()
        .filter(each -> !onlyIndependent || each.certificate().level() == Level.INDEPENDENT)
        .map(each -> each.peer().value())
        .toList();
  }

  private Mono<List<String>> named(List<String> people) {
    return Flux.fromIterable(people).flatMap(names::name, NAMES_AT_ONCE).sort().collectList();
  }
}
