package org.porchlight.chat.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.porchlight.matching.Place;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Whether somebody is there, for the page that has not come in yet (PROTOCOL.md, G8). */
@RestController
class DoorEndpoint {
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?");

  private final FrontDoor door;
  private final Clock clock;

  DoorEndpoint(FrontDoor door, Clock clock) {
    this.door = door;
    this.clock = clock;
  }

  /** The answer at this moment; minutes are left out when they cannot be said. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String state,
      @Nullable Integer waitMin,
      @Nullable Integer waitMax,
      @Nullable Long closesAt,
      @Nullable Long opensAt,
      long now) {

    static Answer of(Doorstep doorstep, Instant now) {
      Place.Range range = doorstep.range();
      Instant closes = doorstep.closesAt();
      Instant opens = doorstep.opensAt();
      return new Answer(
          doorstep.door().name().toLowerCase(Locale.ROOT),
          range == null ? null : range.minMinutes(),
          range == null ? null : range.maxMinutes(),
          closes == null ? null : closes.toEpochMilli(),
          opens == null ? null : opens.toEpochMilli(),
          now.toEpochMilli());
    }
  }

  @GetMapping("/api/door")
  Mono<ResponseEntity<Answer>> look(@RequestParam(defaultValue = "en") String language) {
    if (!LANGUAGE.matcher(language).matches()) {
      return Mono.error(
          problem(HttpStatus.BAD_REQUEST, "language: expected one of the chat's languages"));
    }
    return door.look(language)
        .map(doorstep -> Answer.of(doorstep, clock.instant()))
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer))
        .onErrorMap(away ->
            problem(HttpStatus.SERVICE_UNAVAILABLE, "Not just now: nobody can say who is there."));
  }

  private static ErrorResponseException problem(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
