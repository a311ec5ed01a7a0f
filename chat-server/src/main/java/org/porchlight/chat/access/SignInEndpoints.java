package org.porchlight.chat.access;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.RedisSignIns.SignedIn;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sign-ins, looked at, ended and made fresh (PROTOCOL.md, G10). */
@RestController
@RequestMapping("/api/staff")
class SignInEndpoints {
  private static final int LONGEST = 100;
  private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final RedisSignIns signIns;
  private final PostgresStaff staff;
  private final RedisCodes codes;
  private final Audit audit;

  SignInEndpoints(RedisSignIns signIns, PostgresStaff staff, RedisCodes codes, Audit audit) {
    this.signIns = signIns;
    this.staff = staff;
    this.codes = codes;
    this.audit = audit;
  }

  /** One sign-in, and whether it is the one that asks. */
  record Listed(String id, long since, long last, boolean current) {}

  /** One's own. */
  record Mine(List<Listed> signIns) {}

  /** Somebody's. */
  record Theirs(String id, String name, String role, List<Listed> signIns) {}

  /** Everybody's. */
  record Everyone(List<Theirs> people) {}

  /** Which to end: one's own, or that of a person. */
  record Ending(@Nullable String signIn, @Nullable String person) {}

  /** A code of the authenticator app. */
  record Code(@Nullable String code) {
    @Override
    public String toString() {
      return "Code";
    }
  }

  @GetMapping("/sign-ins")
  Mono<Mine> mine(@AuthenticationPrincipal Visitor.Staff me) {
    return listed(me.id(), me).map(Mine::new);
  }

  @GetMapping("/sign-ins/everyone")
  Mono<Everyone> everyone(@AuthenticationPrincipal Visitor.Staff me) {
    return staff
        .everyone()
        .concatMap(person ->
            listed(person.id(), me)
                .map(
                    theirs -> new Theirs(person.id(), person.name(), person.role().code(), theirs)))
        .collectList()
        .map(Everyone::new);
  }

  @PostMapping(path = "/sign-ins/end", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> end(@RequestBody Ending ending, @AuthenticationPrincipal Visitor.Staff me) {
    String session = Objects.requireNonNullElse(ending.signIn(), "");
    String person = Objects.requireNonNullElse(ending.person(), me.id());
    if (session.isEmpty() || session.length() > LONGEST) {
      return Mono.error(Refusals.badRequest("signIn: expected the id of a sign-in"));
    }
    if (!person.equals(me.id()) && me.role() != Role.COORDINATOR) {
      return Mono.error(Refusals.forbidden("Only coordinators end the sign-ins of others."));
    }
    // It stands in the audit for good, where nobody's words belong.
    if (!PERSON.matcher(person).matches()) {
      return Mono.error(Refusals.badRequest("person: expected the id of a person"));
    }
    return audit
        .record(Act.of(me.id(), "sign-in.end", person))
        .then(Mono.defer(() -> signIns.end(person, session)))
        .then();
  }

  @PostMapping(path = "/step-up", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> stepUp(@RequestBody Code code, @AuthenticationPrincipal Visitor.Staff me) {
    String typed = Objects.requireNonNullElse(code.code(), "");
    if (typed.length() > LONGEST) {
      return Mono.error(wrong());
    }
    return staff
        .secretOf(me.id())
        .flatMap(secret -> codes.isRightFromTheApp(me.id(), secret, typed))
        // A demo account has no app, and is always fresh.
        .defaultIfEmpty(true)
        .flatMap(right ->
            right
                ? signIns.proved(me)
                : audit
                    .record(Act.of(me.id(), "sign-in.code-refused", me.id()))
                    .then(Mono.<Void>error(wrong())));
  }

  private Mono<List<Listed>> listed(String person, Visitor.Staff me) {
    return signIns.of(person).map(found -> found.stream().map(each -> listed(each, me)).toList());
  }

  private static Listed listed(SignedIn each, Visitor.Staff me) {
    return new Listed(each.id(), each.since(), each.last(), each.id().equals(me.session()));
  }

  private static RuntimeException wrong() {
    return Refusals.because(
        Refusals.badRequest("code: not the one of this moment, or used"), "code_wrong");
  }
}
