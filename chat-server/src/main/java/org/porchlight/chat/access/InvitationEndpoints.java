package org.porchlight.chat.access;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Inviting, and accepting an invitation (PROTOCOL.md, G9). Tokens travel in bodies alone. */
@RestController
@RequestMapping("/api/staff/invitations")
class InvitationEndpoints {
  private final Invitations invitations;
  private final Joining joining;
  private final StaffDirectory directory;
  private final Clock clock;

  InvitationEndpoints(
      Invitations invitations, Joining joining, StaffDirectory directory, Clock clock) {
    this.invitations = invitations;
    this.joining = joining;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * What a coordinator gets, once.
   *
   * @param waits whether another coordinator has to confirm it before it is good
   */
  record Link(String path, long expiresAt, boolean waits) {
    @Override
    public String toString() {
      return "Link";
    }
  }

  /** What the page of an invitation sends. */
  record Acceptance(
      @Nullable String token,
      @Nullable String login,
      @Nullable String password,
      @Nullable String code) {
    @Override
    public String toString() {
      return "Acceptance";
    }
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<Link> invite(@RequestBody StaffForm wanted, @AuthenticationPrincipal Visitor.Staff staff) {
    Invitation invitation = invitation(wanted);
    return waits(staff, invitation)
        .flatMap(waits ->
            invitations
                .invite(staff.id(), invitation, waits)
                .map(made -> new Link(made.path(), made.expiresAt().toEpochMilli(), waits)));
  }

  @PostMapping(path = "/look", consumes = "application/json")
  Mono<Joining.Shown> look(@RequestBody Acceptance acceptance) {
    return joining
        .look(Objects.requireNonNullElse(acceptance.token(), ""))
        .switchIfEmpty(Mono.error(() -> refusal(Joining.Refused.GONE)));
  }

  @PostMapping(path = "/accept", consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<Map<String, List<String>>> accept(@RequestBody Acceptance acceptance) {
    return joining
        .accept(
            Objects.requireNonNullElse(acceptance.token(), ""),
            Objects.requireNonNullElse(acceptance.login(), ""),
            Objects.requireNonNullElse(acceptance.password(), ""),
            Objects.requireNonNullElse(acceptance.code(), ""))
        .map(answer ->
            switch (answer) {
              case Joining.Answer.Joined joined -> Map.of("recoveryCodes", joined.recoveryCodes());
              case Joining.Answer.No no -> throw refusal(no.why());
            });
  }

  /** Whether a second coordinator has to confirm it; a house with one has nobody who could. */
  private Mono<Boolean> waits(Visitor.Staff by, Invitation invitation) {
    return invitation.role() == Role.COORDINATOR
        ? directory.makesCoordinatorsAlone(by.id()).map(alone -> !alone)
        : Mono.just(false);
  }

  private Invitation invitation(StaffForm wanted) {
    Person person = wanted.person("", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    return new Invitation(
        person.name(), person.role(), person.certification(), person.languages(), person.topics());
  }

  private static ErrorResponseException refusal(Joining.Refused why) {
    ErrorResponseException refusal =
        switch (why) {
          case GONE -> Refusals.gone("This invitation is not good any more.");
          case WAITS -> Refusals.conflict("Another coordinator has to confirm it first.");
          case LOGIN_TAKEN -> Refusals.conflict("Somebody has that sign-in name.");
          case LOGIN_BAD ->
              Refusals.badRequest("login: expected 2 to 64 of a-z, 0-9 and . _ @ + -");
          case PASSWORD_SHORT -> Refusals.badRequest("password: expected 12 to 200 characters");
          case PASSWORD_COMMON -> Refusals.badRequest("password: too easily guessed");
          case CODE_WRONG -> Refusals.badRequest("code: not the one of this moment");
        };
    return Refusals.because(refusal, why.wire());
  }
}
