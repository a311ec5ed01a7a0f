package org.porchlight.moderation.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Moderation;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Policy;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
import org.porchlight.moderation.model.Head;
import org.porchlight.moderation.model.Model;
import org.porchlight.moderation.text.Hints;
import org.porchlight.moderation.text.Text;

/** Moderation by reviewed rules, with a small model for what no rule names, weighed together. */
public final class RuleModeration implements Moderation {
  private static final int WATCHES_UNTIL_ESCALATION = 4;

  /** Log-odds below which even a rule is not believed; a rule is reviewed, so this is low. */
  private static final double BELIEVED = -3.0;

  /** Log-odds from which signs are believed although no rule stands; see README. */
  private static final double SEEN_WITHOUT_A_RULE = 2.1;

  private static final Comparator<Finding> WEIGHTIEST_FIRST =
      Comparator.comparing((Finding finding) -> !finding.category().waitsForSupervisor())
          .thenComparing(finding -> -finding.level());

  private final RuleSet rules;
  private final Model model;
  private final Fusion fusion;
  private final Hints hints;
  private final Judge judge;
  private final Policy policy;

  /** English, both sides; fails with the name of a rule that is malformed. */
  public static RuleModeration english() {
    return forLiveChat(Language.ENGLISH);
  }

  /**
   * The rules of a language for a live chat.
   *
   * @throws IllegalStateException when people who know the language and the work have not reviewed
   *     them yet
   */
  public static RuleModeration forLiveChat(Language language) {
    RuleModeration moderation = forMeasuring(language);
    if (!moderation.rules.reviewed() || !moderation.hints.reviewed()) {
      throw new IllegalStateException(
          "the rules for " + language + " have not been reviewed, so they stay out of live chats");
    }
    return moderation;
  }

  /** The rules of a language, reviewed or not: to measure and to review, never to chat with. */
  public static RuleModeration forMeasuring(Language language) {
    boolean english = language == Language.ENGLISH;
    return new RuleModeration(
        RuleSet.read(language),
        english ? Model.of(language.code()) : Model.none(),
        english ? Fusion.of(language.code()) : Fusion.rulesAlone(),
        Hints.of(language.code()),
        Policy.ALL_ON);
  }

  private RuleModeration(RuleSet rules, Model model, Fusion fusion, Hints hints, Policy policy) {
    this.rules = rules;
    this.model = model;
    this.fusion = fusion;
    this.hints = hints;
    this.judge = new Judge(hints);
    this.policy = policy;
  }

  /**
   * The same rules under another policy; this one goes on as it was.
   *
   * @throws IllegalArgumentException when the policy names a rule that does not exist
   */
  public RuleModeration with(Policy other) {
    Set<String> unknown = new TreeSet<>(other.modes().keySet());
    unknown.removeAll(ruleIds());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("policy: " + unknown + " (expected: ids of rules)");
    }
    return new RuleModeration(rules, model, fusion, hints, other);
  }

  /** The ids of every rule, those of the model included. */
  public Set<String> ruleIds() {
    Set<String> ids = new TreeSet<>(rules.ids());
    for (Head head : Head.values()) {
      ids.add(head.id());
    }
    ids.addAll(Details.ids());
    return ids;
  }

  /** How many patterns the rules hold. */
  int patternCount() {
    return rules.files().stream()
        .flatMap(file -> file.rules().stream())
        .mapToInt(rule -> rule.patterns().size() + rule.unless().size())
        .sum();
  }

  @Override
  public Verdict screen(Utterance utterance, ConversationContext context) {
    Text text = rules.read(utterance.text());
    List<Finding> details = Details.findings(utterance, hints);
    return switch (utterance.side()) {
      case SEEKER -> seeker(text, details, context);
      case PEER -> peer(text, details);
    };
  }

  private Verdict seeker(Text text, List<Finding> details, ConversationContext context) {
    Map<String, Integer> shadows = new HashMap<>();
    List<Hit> hits = spoken(rules.seeker(text), shadows);
    List<Finding> findings = new ArrayList<>();
    hits.forEach(hit -> findings.add(hit.finding(text, hints)));
    Model.Reading reading = model.read(text);
    int level = level(text, reading, hits, findings, shadows);
    List<Finding> more = new ArrayList<>(details);
    more.addAll(judge.hostile(reading, text));
    findings.addAll(allowed(more, shadows));
    Output output = output(level, hits, context);
    return new Verdict(output, level, sorted(findings), shadows);
  }

  /** The level that stands once rules, model and manner are weighed together. */
  private int level(
      Text text,
      Model.Reading reading,
      List<Hit> hits,
      List<Finding> findings,
      Map<String, Integer> shadows) {
    Model.Answer crisis = reading.strongest(Head.CRISIS);
    Model.Answer severe = reading.strongest(Head.SEVERE);
    double logit = fusion.logit(Signs.of(hits, crisis.logit(), severe.logit()));
    int ruled = hits.stream().filter(hit -> !hit.rule().cue()).mapToInt(Hit::level).max().orElse(0);
    if (ruled > 0) {
      return logit >= BELIEVED ? ruled : 0;
    }
    if (logit < SEEN_WITHOUT_A_RULE || text.size() == 0) {
      return 0;
    }
    List<Finding> seen = allowed(List.of(judge.crisis(text, crisis)), shadows);
    findings.addAll(seen);
    return seen.isEmpty() ? 0 : 1;
  }

  /** The one mapping, and what a conversation as a whole adds to it. */
  private static Output output(int level, List<Hit> hits, ConversationContext context) {
    if (level >= 3) {
      return Output.ESCALATE;
    }
    if (level == 0) {
      return hits.stream().anyMatch(Hit::isWatchedAlone) ? Output.WATCH : Output.NONE;
    }
    boolean accumulated = context.watches() + 1 >= WATCHES_UNTIL_ESCALATION;
    boolean prepared = context.preparations() > 0;
    boolean young = context.minor() && level == 2;
    return accumulated || prepared || young ? Output.ESCALATE : Output.WATCH;
  }

  private Verdict peer(Text text, List<Finding> details) {
    Map<String, Integer> shadows = new HashMap<>();
    List<Hit> hits = spoken(rules.peer(text), shadows);
    List<Finding> findings = new ArrayList<>();
    hits.forEach(hit -> findings.add(hit.finding(text, hints)));
    List<Finding> more = new ArrayList<>(details);
    Model.Reading reading = model.read(text);
    more.addAll(judge.scope(reading, text));
    more.addAll(judge.hostile(reading, text));
    findings.addAll(allowed(more, shadows));
    boolean urgent = hits.stream().anyMatch(hit -> hit.rule().level() >= 3);
    boolean flagged = findings.stream().anyMatch(finding -> !isHint(finding.category()));
    Output output = urgent ? Output.ESCALATE : flagged ? Output.WATCH : Output.NONE;
    return new Verdict(output, 0, sorted(findings), shadows);
  }

  private static boolean isHint(Category category) {
    return category == Category.STIGMA || category == Category.SELF_DISCLOSURE;
  }

  private List<Hit> spoken(List<Hit> hits, Map<String, Integer> shadows) {
    return hits.stream().filter(hit -> speaks(hit.rule().id(), shadows)).toList();
  }

  private List<Finding> allowed(List<Finding> findings, Map<String, Integer> shadows) {
    return findings.stream().filter(finding -> speaks(finding.rule(), shadows)).toList();
  }

  private boolean speaks(String rule, Map<String, Integer> shadows) {
    return switch (policy.mode(rule)) {
      case ON -> true;
      case OFF -> false;
      case SHADOW -> {
        shadows.merge(rule, 1, Integer::sum);
        yield false;
      }
    };
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream().sorted(WEIGHTIEST_FIRST).distinct().toList();
  }
}
