package org.porchlight.chat.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Passes for seekers (PROTOCOL.md, G1, G19 and C8). */
@RestController
@RequestMapping("/api/seekers")
class SeekerEndpoints {
  private static final int LONGEST_EXIT = 400;
  private static final Logger LOG = LoggerFactory.getLogger(SeekerEndpoints.class);

  private final SeekerPasses passes;
  private final RedisArrivals arrivals;
  private final ConnectionCodes connections;
  private final AccessSettings settings;
  private final Notice notice;
  private final List<SeekerExit> exits;
  private final AccessEvents events;
  private final Counter issued;
  private final JsonMapper json = JsonMapper.shared();

  SeekerEndpoints(
      SeekerPasses passes,
      RedisArrivals arrivals,
      ConnectionCodes connections,
      AccessSettings settings,
      Notice notice,
      List<SeekerExit> exits,
      AccessEvents events,
      MeterRegistry meters) {
    this.passes = passes;
    this.arrivals = arrivals;
    this.connections = connections;
    this.settings = settings;
    this.notice = notice;
    this.exits = List.copyOf(exits);
    this.events = events;
    this.issued = meters.counter("passes.issued");
  }

  /** What a seeker's page sends after the notice; the work only when it was asked for. */
  record Arrival(
      @Nullable Integer noticeVersion,
      @Nullable String ageBand,
      @Nullable String language,
      @Nullable String region,
      Work.@Nullable Shown work) {}

  /** The pass. */
  record Admission(String token, long expiresAt) {
    @Override
    public String toString() {
      return "Admission[expiresAt=" + expiresAt + "]";
    }
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<Admission> arrive(@RequestBody Arrival arrival, @RequestHeader HttpHeaders headers) {
    Notice.Terms known = notice.terms();
    Integer read = arrival.noticeVersion();
    // A page that another node served may be ahead of this one.
    return (read != null && read > known.version() ? notice.lookAgain() : Mono.just(known))
        .flatMap(terms -> admit(arrival, terms, connections.of(headers)));
  }

  private Mono<Admission> admit(Arrival arrival, Notice.Terms terms, String connection) {
    String ageBand = arrival.ageBand() == null ? "" : arrival.ageBand();
    String language = arrival.language() == null ? "" : arrival.language();
    boolean forWords = ageBand.equals(Visitor.Seeker.NOT_ASKED);
    if (!forWords && !Integer.valueOf(terms.version()).equals(arrival.noticeVersion())) {
      return Mono.error(anotherNotice(terms));
    }
    if (!forWords && !Set.of("a16", "a18", "skip").contains(ageBand)) {
      return Mono.error(Refusals.badRequest("ageBand: expected a16, a18, skip or back"));
    }
    if (ageBand.equals("a16") && terms.minimumAge() > 16) {
      return Mono.error(
          Refusals.forbidden("This chat is for people " + terms.minimumAge() + " or over."));
    }
    if (!settings.languages().contains(language)) {
      return Mono.error(Refusals.badRequest("language: expected one of the chat's languages"));
    }
    return arrivals
        .admit(connection, arrival.work())
        .then(Mono.defer(() -> passes.issue(ageBand, language, region(arrival), connection)))
        .doOnNext(pass -> countIf(!forWords))
        .map(pass -> new Admission(pass.token(), pass.expiresAt().toEpochMilli()));
  }

  /**
   * Quick exit from a page that is already going. The pass ends whatever else fails, and the answer
   * is the same: nobody reads it, and it must not tell whether a token was good.
   */
  @PostMapping("/exit")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> exit(@RequestBody(required = false) @Nullable String body) {
    return passes
        .recognise(token(body))
        .flatMap(seeker ->
            Flux.concatDelayError(
                    Flux.fromIterable(exits).concatMapDelayError(exit -> exit.exit(seeker)),
                    passes.end(seeker),
                    events.passEnded(seeker.pass()))
                .then())
        .onErrorResume(away -> {
          LOG.warn("an exit is not all done: {}", away.getClass().getSimpleName());
          return Mono.empty();
        });
  }

  private String token(@Nullable String body) {
    if (body == null || body.length() > LONGEST_EXIT) {
      return "";
    }
    try {
      JsonNode token = json.readTree(body).get("token");
      return token != null && token.isString() ? token.stringValue() : "";
    } catch (JacksonException notJson) {
      return "";
    }
  }

  /** With what it says now, so that the page can show it without being loaded anew. */
  private static ErrorResponseException anotherNotice(Notice.Terms terms) {
    var refusal = Refusals.badRequest("noticeVersion: expected " + terms.version());
    refusal.getBody().setProperty("reason", "notice_changed");
    refusal
        .getBody()
        .setProperty(
            "notice",
            Map.of(
                "noticeVersion",
                terms.version(),
                "minAge",
                terms.minimumAge(),
                "days",
                terms.days(),
                "flagDays",
                terms.flagDays()));
    return refusal;
  }

  private void countIf(boolean pastTheNotice) {
    if (pastTheNotice) {
      issued.increment();
    }
  }

  /** A region only decides which crisis lines are offered; with an odd one nothing is said. */
  private static String region(Arrival arrival) {
    String region = arrival.region();
    return region != null && region.matches("[a-z]{2,12}") ? region : "";
  }
}
