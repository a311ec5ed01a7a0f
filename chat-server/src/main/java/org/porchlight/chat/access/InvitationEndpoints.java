package org.porchlight.chat.access;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final int LONGEST_NAME = 40;
  private static final int MOST = 40;
  private static final Set<String> LEVELS = Set.of("practice", "supervised", "independent");
  private static final Pattern TAG = Pattern.compile("[a-z-]{1,32}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} .'’-]+");

  private final Invitations invitations;
  private final Joining joining;

  InvitationEndpoints(Invitations invitations, Joining joining) {
    this.invitations = invitations;
    this.joining = joining;
  }

  /** What a coordinator sends. */
  record Wanted(
      @Nullable String name,
      @Nullable String role,
      @Nullable String level,
      @Nullable Boolean clearedForMinors,
      @Nullable List<String> languages,
      @Nullable List<String> topics) {
    @Override
    public String toString() {
      return "Wanted";
    }
  }

  /** What a coordinator gets, once. */
  record Link(String path, long expiresAt) {
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
  Mono<Link> invite(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff staff) {
    return invitations
        .invite(staff.id(), invitation(wanted))
        .map(made -> new Link(made.path(), made.expiresAt().toEpochMilli()));
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

  private static Invitation invitation(Wanted wanted) {
    String name = Objects.requireNonNullElse(wanted.name(), "").strip();
    String level = Objects.requireNonNullElse(wanted.level(), "practice");
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw Refusals.badRequest("name: expected 1 to 40 letters");
    }
    if (!LEVELS.contains(level)) {
      throw Refusals.badRequest("level: expected practice, supervised or independent");
    }
    return new Invitation(
        name,
        role(wanted.role()),
        new Certification(level, Boolean.TRUE.equals(wanted.clearedForMinors())),
        tags("languages", Objects.requireNonNullElse(wanted.languages(), List.of("en"))),
        tags("topics", Objects.requireNonNullElse(wanted.topics(), List.of())));
  }

  private static Role role(@Nullable String code) {
    return switch (Objects.requireNonNullElse(code, "")) {
      case "peer" -> Role.PEER;
      case "supervisor" -> Role.SUPERVISOR;
      case "coordinator" -> Role.COORDINATOR;
      default -> throw Refusals.badRequest("role: expected peer, supervisor or coordinator");
    };
  }

  private static Set<String> tags(String field, List<String> tags) {
    boolean good =
        tags.size() <= MOST
            && tags.stream().allMatch(tag -> tag != null && TAG.matcher(tag).matches());
    if (!good) {
      throw Refusals.badRequest(field + ": expected at most 40 tags of a-z and -");
    }
    return Set.copyOf(tags);
  }

  private static ErrorResponseException refusal(Joining.Refused why) {
    ErrorResponseException refusal =
        switch (why) {
          case GONE -> Refusals.gone("This invitation is not good any more.");
          case LOGIN_TAKEN -> Refusals.conflict("Somebody has that sign-in name.");
          case LOGIN_BAD ->
              Refusals.badRequest("login: expected 2 to 64 of a-z, 0-9 and . _ @ + -");
          case PASSWORD_SHORT -> Refusals.badRequest("password: expected 12 to 200 characters");
          case PASSWORD_COMMON -> Refusals.badRequest("password: too easily guessed");
          case CODE_WRONG -> Refusals.badRequest("code: not the one of this moment");
        };
    refusal.getBody().setProperty("reason", why.wire());
    return refusal;
  }
}
