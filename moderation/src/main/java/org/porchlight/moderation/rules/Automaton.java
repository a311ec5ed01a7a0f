package org.porchlight.moderation.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.porchlight.moderation.text.Text;

/** Every pattern of a set of rules, indexed by the words of its rarest slot. */
final class Automaton {
  private static final Entry[] NONE = {};

  /** Nobody needs to be shown a rule more often in one message. */
  private static final int MOST_OF_A_RULE = 16;

  private final Lexicon lexicon;
  private final BitSet fillers;
  private final Entry[][] index;
  private final int longest;

  private record Entry(Rule rule, Pattern pattern, boolean unless) {}

  /**
   * A rule seen in a text, from a word to another.
   *
   * @param start the first word
   * @param end the word after the last
   * @param idiom whether one of the rule's exceptions stands in the same sentence
   */
  record Match(Rule rule, int start, int end, boolean idiom) {}

  Automaton(List<Rule> rules, Lexicon lexicon, Set<String> fillers) {
    this.lexicon = lexicon;
    this.fillers = new BitSet();
    fillers.forEach(filler -> this.fillers.set(lexicon.add(filler)));
    List<List<Entry>> entries = new ArrayList<>();
    for (int i = 0; i < lexicon.size(); i++) {
      entries.add(new ArrayList<>());
    }
    int most = 1;
    for (Rule rule : rules) {
      for (Pattern pattern : rule.patterns()) {
        most = Math.max(most, pattern.size());
        add(entries, new Entry(rule, pattern, false));
      }
      for (Pattern pattern : rule.unless()) {
        most = Math.max(most, pattern.size());
        add(entries, new Entry(rule, pattern, true));
      }
    }
    this.index = entries.stream().map(list -> list.toArray(NONE)).toArray(Entry[][]::new);
    this.longest = most;
  }

  private static void add(List<List<Entry>> entries, Entry entry) {
    entry.pattern().anchors().stream().forEach(word -> entries.get(word).add(entry));
  }

  /** What is seen, in the order of the text; each rule at most once at a place. */
  List<Match> matches(Text text) {
    int[] words = lexicon.ids(text);
    Walk walk = new Walk(text, words, fillers, longest);
    Set<Place> seen = new HashSet<>();
    Map<String, Integer> counts = new HashMap<>();
    List<Match> matches = new ArrayList<>();
    Set<Sentence> idioms = new HashSet<>();
    for (int at = 0; at < words.length; at++) {
      Entry[] entries = words[at] < index.length ? index[words[at]] : NONE;
      for (Entry entry : entries) {
        int start = start(text, words, at, entry.pattern(), walk);
        if (start < 0) {
          continue;
        }
        int end = entry.pattern().end(walk, start);
        if (entry.unless()) {
          idioms.add(new Sentence(entry.rule().id(), text.token(at).sentence()));
        } else {
          if (seen.add(new Place(entry.rule().id(), start))
              && counts.merge(entry.rule().id(), 1, Integer::sum) <= MOST_OF_A_RULE) {
            matches.add(new Match(entry.rule(), start, end, false));
          }
        }
      }
    }
    return idioms.isEmpty() ? matches : marked(text, matches, idioms);
  }

  private record Place(String rule, int start) {}

  private record Sentence(String rule, int number) {}

  /** The nearest place before its anchor from which a pattern reaches over it; -1 for none. */
  private static int start(Text text, int[] words, int at, Pattern pattern, Walk walk) {
    int earliest = Math.max(text.sentenceStart(at), at - pattern.anchorReach());
    for (int start = at; start >= earliest; start--) {
      if (pattern.begins(words[start]) && pattern.end(walk, start) > at) {
        return start;
      }
    }
    return -1;
  }

  private static List<Match> marked(Text text, List<Match> matches, Set<Sentence> idioms) {
    return matches.stream()
        .map(match -> {
          int sentence = text.token(match.start()).sentence();
          boolean idiom = idioms.contains(new Sentence(match.rule().id(), sentence));
          return new Match(match.rule(), match.start(), match.end(), idiom);
        })
        .toList();
  }
}
