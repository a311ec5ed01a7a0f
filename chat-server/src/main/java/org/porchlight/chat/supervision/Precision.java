package org.porchlight.chat.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.Policy;

/**
 * How often flags were right, by what raised them. It is about rules: nothing in it is about a
 * person.
 *
 * @param from the first day that is counted
 * @param reviewBelow the share of right ones below which a rule is listed for review, 0 to 1
 * @param reviewFrom how many verdicts a rule needs before it can be listed
 * @param rules rules that were judged or do not simply speak, those for review first
 * @param categories categories that were judged
 * @param outcomes how what was flagged ended
 */
record Precision(
    LocalDate from,
    double reviewBelow,
    int reviewFrom,
    List<Line> rules,
    List<Line> categories,
    List<OutcomeCount> outcomes) {
  private static final Comparator<Line> FOR_REVIEW_FIRST =
      Comparator.comparing((Line line) -> !line.review())
          .thenComparing(line -> line.precision() == null ? 2.0 : line.precision())
          .thenComparing(Line::subject);

  /** What one rule or category came to in one week. */
  record Tally(String subject, String category, LocalDate week, int right, int wrong) {}

  /** How often an outcome was. */
  record OutcomeCount(String outcome, int times) {}

  /** A week of a line; the day is its Monday. */
  record Week(LocalDate week, int right, int wrong) {}

  /**
   * A rule or a category.
   *
   * @param mode whether a rule speaks; null for a category
   * @param precision right ones among all, 0 to 1; null when there is none
   * @param review whether somebody should look at it
   */
  record Line(
      String subject,
      @Nullable String category,
      @Nullable String mode,
      int right,
      int wrong,
      @Nullable Double precision,
      boolean review,
      List<Week> weeks) {}

  /** What counts as too little. */
  record Threshold(double below, int from) {
    boolean asksForReview(int right, int wrong) {
      return right + wrong >= from && (double) right / (right + wrong) < below;
    }
  }

  /**
   * Puts a report together.
   *
   * @param known the rules there are; what people raised themselves is no rule
   */
  static Precision of(
      LocalDate from,
      Threshold threshold,
      List<Tally> byRule,
      List<Tally> byCategory,
      List<OutcomeCount> outcomes,
      Policy policy,
      Set<String> known) {
    Map<String, Line> rules = new LinkedHashMap<>();
    policy.modes().keySet().stream()
        .filter(rule -> policy.mode(rule) != Policy.Mode.ON)
        .forEach(
            rule -> rules.put(rule, line(rule, null, mode(policy, rule), threshold, List.of())));
    grouped(byRule)
        .forEach((rule, tallies) -> {
          if (known.contains(rule)) {
            rules.put(
                rule,
                line(rule, tallies.getFirst().category(), mode(policy, rule), threshold, tallies));
          }
        });
    List<Line> categories =
        grouped(byCategory).entrySet().stream()
            .map(each -> line(each.getKey(), null, null, threshold, each.getValue()))
            .sorted(FOR_REVIEW_FIRST)
            .toList();
    return new Precision(
        from,
        threshold.below(),
        threshold.from(),
        rules.values().stream().sorted(FOR_REVIEW_FIRST).toList(),
        categories,
        outcomes);
  }

  private static String mode(Policy policy, String rule) {
    return policy.mode(rule).name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, List<Tally>> grouped(List<Tally> tallies) {
    Map<String, List<Tally>> grouped = new LinkedHashMap<>();
    tallies.forEach(
        tally -> grouped.computeIfAbsent(tally.subject(), subject -> new ArrayList<>()).add(tally));
    return grouped;
  }

  private static Line line(
      String subject,
      @Nullable String category,
      @Nullable String mode,
      Threshold threshold,
      List<Tally> tallies) {
    int right = tallies.stream().mapToInt(Tally::right).sum();
    int wrong = tallies.stream().mapToInt(Tally::wrong).sum();
    return new Line(
        subject,
        category,
        mode,
        right,
        wrong,
        right + wrong == 0 ? null : (double) right / (right + wrong),
        threshold.asksForReview(right, wrong),
        tallies.stream()
            .map(tally -> new Week(tally.week(), tally.right(), tally.wrong()))
            .toList());
  }
}
