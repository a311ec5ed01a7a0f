package org.porchlight.chat.supervision;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.policy.RulesInForce;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** How often flags were right, for supervisors and coordinators. */
@RestController
class VerdictEndpoints {
  private static final int MOST_WEEKS = 104;

  private final PostgresVerdicts verdicts;
  private final RulesInForce rules;
  private final SupervisionSettings settings;
  private final Clock clock;

  VerdictEndpoints(
      PostgresVerdicts verdicts, RulesInForce rules, SupervisionSettings settings, Clock clock) {
    this.verdicts = verdicts;
    this.rules = rules;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The report, and whether the policy file could be read.
   *
   * @param policySince when the rules in force were read
   * @param policyProblem why the file that is there now was not taken; null when it was
   */
  record Report(Precision precision, Instant policySince, @Nullable String policyProblem) {}

  /**
   * @param weeks how far back, 1 to 104
   */
  @GetMapping("/api/staff/precision")
  Mono<Report> precision(@RequestParam(name = "weeks", defaultValue = "12") int weeks) {
    if (weeks < 1 || weeks > MOST_WEEKS) {
      return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }
    LocalDate from = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusWeeks(weeks);
    var threshold = new Precision.Threshold(settings.reviewBelow(), settings.reviewFrom());
    return Mono.zip(
            verdicts.byRule(from).collectList(),
            verdicts.byCategory(from).collectList(),
            verdicts.outcomes(from).collectList())
        .map(counted ->
            Precision.of(
                from,
                threshold,
                counted.getT1(),
                counted.getT2(),
                counted.getT3(),
                rules.policy(),
                rules.ids()))
        .map(precision -> new Report(precision, rules.since(), rules.problem()));
  }
}
