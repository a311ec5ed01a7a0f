package org.porchlight.moderation.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * The same rules, and what a house adds to them in the place of anything added before. What ships
   * sees all that it sees without them, and a verdict is never lower than without them.
   *
   * @throws IllegalArgumentException when one of them cannot be looked for
   */
  public RuleModeration with(Collection<Phrase> phrases) {
    long faults = phrases.stream().filter(phrase -> fault(phrase).isPresent()).count();
    if (faults > 0) {
      throw new IllegalArgumentException("phrases at fault: " + faults + " (expected: 0)");
    }
    return new RuleModeration(rules.with(phrases), model, fusion, hints, policy);
  }

  /** Why a phrase cannot be looked for; empty when it can. */
  public Optional<Phrase.Fault> fault(Phrase phrase) {
    return rules.fault(phrase);
  }

  /** The rules that ship, in words. */
  public List<ShippedRule> shipped() {
    return rules.shipped();
  }

  /** Every line that stands beside a rule: where it is to be seen, and where it must not be. */
  public List<Utterance> practice() {
    return rules.practice();
  }

  /**
   * The ids of every rule, those of the model included, and those that a house's phrases speak
   * under.
   */
  public Set<String> ruleIds() {
    Set<String> ids = new TreeSet<>(rules.ids());
    ids.addAll(rules.ownIds());
    for (Head head : Head.values()) {
      ids.add(head.id());
    }
    ids.addAll(Details.ids());
    return ids;
  }

  /** How many patterns the rules hold. */
  int patternCount() {
    return rules.rules().mapToInt(rule -> rule.patterns().size() + rule.unless().size()).sum();
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
    Model.Reading reading = model.read(text);
    List<Hit> shipped = hits.stream().filter(hit -> !hit.rule().isOwn()).toList();
    List<Finding> seen = new ArrayList<>();
    int level = level(text, reading, shipped, seen, shadows);
    if (!seen.isEmpty()) {
      // Pain that no rule names is no offence either.
      hits = hits.stream().filter(hit -> !hit.isOwnOffence()).toList();
    }
    List<Finding> findings = new ArrayList<>();
    hits.forEach(hit -> findings.add(hit.finding(text, hints)));
    findings.addAll(seen);
    if (shipped.size() < hits.size()) {
      // What a house adds raises as what ships does, and never lowers what is seen without it.
      level = Math.max(level, ruled(hits, logit(hits, reading)));
    }
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
    double logit = logit(hits, reading);
    if (highest(hits) > 0) {
      return ruled(hits, logit);
    }
    if (logit < SEEN_WITHOUT_A_RULE || text.size() == 0) {
      return 0;
    }
    List<Finding> seen =
        allowed(List.of(judge.crisis(text, reading.strongest(Head.CRISIS))), shadows);
    findings.addAll(seen);
    return seen.isEmpty() ? 0 : 1;
  }

  private double logit(List<Hit> hits, Model.Reading reading) {
    return fusion.logit(
        Signs.of(
            hits, reading.strongest(Head.CRISIS).logit(), reading.strongest(Head.SEVERE).logit()));
  }

  /** The level of the rules that stand, where they are believed. */
  private static int ruled(List<Hit> hits, double logit) {
    return logit >= BELIEVED ? highest(hits) : 0;
  }

  private static int highest(List<Hit> hits) {
    return hits.stream().filter(hit -> !hit.rule().cue()).mapToInt(Hit::level).max().orElse(0);
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
