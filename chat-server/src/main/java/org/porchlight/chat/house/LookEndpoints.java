package org.porchlight.chat.house;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.house.HouseKeeping.Outcome;
import org.porchlight.chat.resources.CrisisLines;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * How the house names itself, what it asks and where Quick exit leads, for coordinators
 * (PROTOCOL.md, G43 and G180).
 */
@RestController
class LookEndpoints {
  /** It stands beside two buttons, on small screens too. */
  private static final Pattern NAME = Pattern.compile(HouseForm.WORDS + "{1,24}");

  private static final Pattern TITLE = Pattern.compile(HouseForm.WORDS + "{1,40}");

  private final PostgresLooks kept;
  private final Looks looks;
  private final CrisisLines lines;
  private final Audit audit;
  private final Clock clock;
  private final ExitCheck exits;
  private final ExitTurns turns;

  LookEndpoints(
      PostgresLooks kept,
      Looks looks,
      CrisisLines lines,
      Audit audit,
      Clock clock,
      ExitCheck exits,
      ExitTurns turns) {
    this.kept = kept;
    this.looks = looks;
    this.lines = lines;
    this.audit = audit;
    this.clock = clock;
    this.exits = exits;
    this.turns = turns;
  }

  /** What holds, and everything that could be asked. */
  record Shown(
      int version,
      String name,
      String title,
      List<String> questions,
      List<String> knownQuestions,
      Map<String, URI> exits) {}

  /** What is to hold, and the version that was looked at. Without exits those stay as they are. */
  record Wanted(
      @Nullable Integer version,
      @Nullable String name,
      @Nullable String title,
      @Nullable List<@Nullable String> questions,
      @Nullable Map<String, @Nullable String> exits) {
    @Override
    public String toString() {
      return "Wanted";
    }
  }

  /** A site that is to be looked at. */
  record Site(@Nullable String site) {
    @Override
    public String toString() {
      return "Site";
    }
  }

  /** What was found there, in a code. */
  record Seen(String found) {}

  @GetMapping("/api/staff/look")
  Mono<Shown> look() {
    return kept.newest()
        .map(look ->
            new Shown(
                look.version(),
                look.name(),
                look.title(),
                look.questions(),
                HouseLook.KNOWN,
                ofThoseThereAre(look.exits())));
  }

  @PostMapping(path = "/api/staff/look", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> change(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    Integer seen = wanted.version();
    if (seen == null || seen < 0 || seen == Integer.MAX_VALUE) {
      throw Refusals.bad("version", "expected the one that was looked at");
    }
    String name = HouseForm.words("name", NAME, wanted.name());
    String title = HouseForm.words("title", TITLE, wanted.title());
    List<String> questions = questions(wanted.questions());
    Map<String, URI> sites = wanted.exits() == null ? null : sites(wanted.exits());
    return kept.alone(before ->
            changed(
                me,
                seen,
                before,
                new HouseLook(
                    seen + 1, name, title, questions, sites == null ? before.exits() : sites)))
        .flatMap(outcome ->
            switch (outcome) {
              // It is done also when reading it anew fails.
              case DONE -> looks.refresh().onErrorComplete();
              case CHANGED -> Mono.error(HouseEndpoints.changed());
            });
  }

  /** Looks at a site once. That somebody had it looked at is written down first. */
  @PostMapping(path = "/api/staff/look/exit", consumes = "application/json")
  Mono<Seen> exit(@RequestBody Site wanted, @AuthenticationPrincipal Visitor.Staff me) {
    URI site = ExitSite.of(wanted.site());
    if (site == null) {
      throw Refusals.bad("site", "expected https and the name of a site");
    }
    return Mono.defer(() ->
        turns.take(me.id())
            ? found(me, site).doFinally(how -> turns.giveBack())
            : Mono.error(Refusals.tooManyTries(turns.untilNext())));
  }

  private Mono<Seen> found(Visitor.Staff by, URI site) {
    return audit
        .record(Act.of(by.id(), "house.exit_look", "house").because(site.toString()))
        .then(Mono.defer(() -> exits.look(site)))
        .map(found -> new Seen(found.code()));
  }

  /** What is the same as before is no change, and is written down nowhere. */
  private Mono<Outcome> changed(Visitor.Staff by, int seen, HouseLook before, HouseLook after) {
    if (before.version() != seen) {
      return Mono.just(Outcome.CHANGED);
    }
    return before.saysTheSameAs(after)
        ? Mono.just(Outcome.DONE)
        : written(by, before, after)
            .then(Mono.defer(() -> kept.add(after, clock.instant(), by.id())))
            .thenReturn(Outcome.DONE);
  }

  /** The names and sites go where the words of people go, which is sealed. */
  private Mono<Void> written(Visitor.Staff by, HouseLook before, HouseLook after) {
    String names = after.name() + ", " + after.title();
    boolean leadsOn = !before.exits().equals(after.exits());
    return audit.record(
        Act.of(by.id(), "house.look", "house")
            .detail("questions " + String.join(" ", after.questions()) + (leadsOn ? ", exits" : ""))
            .because(leadsOn ? names + ", " + after.exits() : names));
  }

  /** A region that ships no longer is nowhere on a page, so nobody could take its site away. */
  private Map<String, URI> ofThoseThereAre(Map<String, URI> exits) {
    Map<String, URI> there = new HashMap<>(exits);
    there.keySet().removeIf(region -> !lines.has(region));
    return there;
  }

  /** Only for regions that there are; an empty one is none of its own. */
  private Map<String, URI> sites(Map<String, @Nullable String> given) {
    Map<String, URI> sites = new HashMap<>();
    given.forEach((region, text) -> {
      if (text == null || text.isBlank()) {
        return;
      }
      URI site = ExitSite.of(text);
      if (site == null || !lines.has(region)) {
        throw Refusals.bad("exits", "expected https and the name of a site, by region");
      }
      sites.put(region, site);
    });
    return sites;
  }

  private static List<String> questions(@Nullable List<@Nullable String> given) {
    if (given == null
        || !given.stream().allMatch(each -> each != null && HouseLook.KNOWN.contains(each))) {
      throw Refusals.bad("questions", "expected some of those that are known");
    }
    return given.stream().map(Objects::requireNonNull).toList();
  }
}
