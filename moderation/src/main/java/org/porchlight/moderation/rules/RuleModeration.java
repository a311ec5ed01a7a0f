package org.porchlight.moderation.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Feature;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Moderation;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Span;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;

/** Moderation by rules alone. */
public final class RuleModeration implements Moderation {
  private static final int FEATURE_REACH = 5;
  private static final int WATCHES_UNTIL_ESCALATION = 4;
  private static final Set<String> NEGATIONS =
      Set.of("not", "dont", "didnt", "never", "wont", "wouldnt", "no", "cant", "havent", "isnt");
  private static final Set<String> OTHERS =
      Set.of(
          "he",
          "she",
          "they",
          "friend",
          "friends",
          "brother",
          "sister",
          "mom",
          "mum",
          "dad",
          "mother",
          "father",
          "uncle",
          "aunt",
          "cousin",
          "girlfriend",
          "boyfriend",
          "wife",
          "husband",
          "son",
          "daughter",
          "roommate",
          "people");
  private static final Set<String> PAST =
      Set.of("used", "ago", "was", "had", "tried", "once", "before", "back");

  private static final Comparator<Hit> WEIGHTIEST_FIRST =
      Comparator.comparing((Hit hit) -> !hit.finding().category().waitsForSupervisor())
          .thenComparing(hit -> -hit.level());

  private final Map<String, List<Entry>> seeker;
  private final Map<String, List<Entry>> peer;

  /** The English rules of both sides; fails with the name of a rule that is malformed. */
  public static RuleModeration english() {
    return new RuleModeration(RuleFile.read("seeker-en.yaml"), RuleFile.read("peer-en.yaml"));
  }

  RuleModeration(List<Rule> seekerRules, List<Rule> peerRules) {
    this.seeker = index(seekerRules);
    this.peer = index(peerRules);
  }

  private record Entry(Rule rule, Pattern pattern) {}

  private record Hit(Rule rule, Finding finding, int level) {}

  @Override
  public Verdict screen(Utterance utterance, ConversationContext context) {
    Words words = Words.of(utterance.text());
    Map<String, List<Entry>> index = utterance.side() == Side.SEEKER ? seeker : peer;
    List<Hit> hits = new ArrayList<>();
    for (int start = 0; start < words.size(); start++) {
      for (Entry entry : index.getOrDefault(words.get(start).text(), List.of())) {
        int end = entry.pattern().end(words, start);
        if (end > start) {
          hits.add(hit(entry.rule(), utterance, words, start, end));
        }
      }
    }
    return verdict(utterance.side(), hits, context);
  }

  private static Hit hit(Rule rule, Utterance utterance, Words words, int start, int end) {
    Set<Feature> features =
        utterance.side() == Side.SEEKER
            ? features(utterance.text(), words, start, end)
            : EnumSet.noneOf(Feature.class);
    Category category = rule.category();
    int level = rule.level();
    // How something was said lowers it, and never hides it.
    if (features.contains(Feature.THIRD_PERSON)) {
      category = level > 0 ? Category.THIRD_PARTY : category;
      level = 0;
    } else if (features.contains(Feature.PAST)) {
      category = level > 0 ? Category.HISTORY : category;
      level = Math.min(level, 1);
    } else if (features.contains(Feature.NEGATED)) {
      level = level >= 5 ? 2 : 0;
    }
    Span span = new Span(words.get(start).start(), words.get(end - 1).end());
    return new Hit(
        rule,
        new Finding(category, rule.id(), span, features, rule.why(), rule.suggestion()),
        level);
  }

  private static Set<Feature> features(String text, Words words, int start, int end) {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    int clause = words.get(start).clause();
    for (int i = Math.max(0, start - FEATURE_REACH); i < start; i++) {
      if (words.get(i).clause() != clause) {
        continue;
      }
      String word = words.get(i).text();
      if (OTHERS.contains(word)) {
        features.add(Feature.THIRD_PERSON);
      }
      if (NEGATIONS.contains(word) && start - i <= 2) {
        features.add(Feature.NEGATED);
      }
      if (PAST.contains(word)) {
        features.add(Feature.PAST);
      }
    }
    for (int i = end; i < Math.min(words.size(), end + FEATURE_REACH); i++) {
      if (words.get(i).clause() == clause && words.get(i).text().equals("ago")) {
        features.add(Feature.PAST);
      }
    }
    if (Words.endsInQuestion(text, words.get(end - 1))) {
      features.add(Feature.QUESTION);
    }
    return features;
  }

  /**
   * The one mapping of level to output; a fourth small sign in one conversation is a larger one.
   */
  private static Verdict verdict(Side side, List<Hit> hits, ConversationContext context) {
    if (hits.isEmpty()) {
      return Verdict.CLEAR;
    }
    List<Finding> findings =
        hits.stream().sorted(WEIGHTIEST_FIRST).map(Hit::finding).distinct().toList();
    if (side == Side.PEER) {
      boolean hintOnly = findings.stream().allMatch(f -> f.category() == Category.STIGMA);
      return new Verdict(hintOnly ? Output.NONE : Output.WATCH, 0, findings);
    }
    int level = hits.stream().mapToInt(Hit::level).max().orElse(0);
    boolean accumulated = level > 0 && context.watches() + 1 >= WATCHES_UNTIL_ESCALATION;
    Output output =
        level >= 3 || accumulated ? Output.ESCALATE : level > 0 ? Output.WATCH : alone(hits);
    return new Verdict(output, level, findings);
  }

  /** What has no level, such as violence at home, is still something to look at. */
  private static Output alone(List<Hit> hits) {
    return hits.stream()
            .anyMatch(hit ->
                switch (hit.finding().category()) {
                  case ABUSE, HARM_TO_OTHERS, MINOR_AT_RISK, CONFUSION -> true;
                  default -> false;
                })
        ? Output.WATCH
        : Output.NONE;
  }

  private static Map<String, List<Entry>> index(List<Rule> rules) {
    Map<String, List<Entry>> index = new HashMap<>();
    for (Rule rule : rules) {
      for (Pattern pattern : rule.patterns()) {
        for (String word : pattern.firstWords()) {
          index.computeIfAbsent(word, first -> new ArrayList<>()).add(new Entry(rule, pattern));
        }
      }
    }
    index.replaceAll((word, entries) -> List.copyOf(entries));
    return Map.copyOf(index);
  }
}
