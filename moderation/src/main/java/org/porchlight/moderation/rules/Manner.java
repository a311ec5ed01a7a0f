package org.porchlight.moderation.rules;

import java.util.EnumSet;
import java.util.Set;
import org.porchlight.moderation.Feature;
import org.porchlight.moderation.text.Text;
import org.porchlight.moderation.text.Wording;

/** How a match was said: read from the words round it, in its clause and its sentence. */
final class Manner {
  private static final int NEGATION_REACH = 6;
  private static final int SUBJECT_REACH = 9;
  private static final int STORY = 2;
  private static final int USED_TO_REACH = 6;
  private static final int SOON_AFTER = 8;
  private static final Set<String> NOW = Set.of("now", "tonight", "minutes", "waiting");
  private static final Set<String> YEARS =
      Set.of("year", "years", "month", "months", "decade", "decades");
  private static final Set<String> MODALS = Set.of("might", "will", "could", "would", "should");
  private static final Set<String> WHEN_I = Set.of("was", "were", "had");

  private final Set<String> negations;
  private final Set<String> denyNothing;
  private final Set<String> first;
  private final Set<String> others;
  private final Set<String> past;
  private final Set<String> recent;
  private final Set<String> joking;
  private final Set<String> conditional;
  private final Set<String> reported;
  private final Set<String> narrative;
  private final Set<String> present;

  Manner(Wording wording) {
    this.negations = wording.set("negations");
    this.denyNothing = wording.set("denynothing");
    this.first = wording.set("first");
    this.others = wording.set("others");
    this.past = wording.set("past");
    this.recent = wording.set("recent");
    this.joking = wording.set("joking");
    this.conditional = wording.set("conditional");
    this.reported = wording.set("reported");
    this.narrative = wording.set("narrative");
    this.present = wording.set("present");
  }

  /** The features of the words from a place to another. */
  Set<Feature> of(Text text, int start, int end, boolean idiom) {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    put(features, Feature.IDIOM, idiom);
    put(features, Feature.QUESTION, text.isQuestion(start));
    put(features, Feature.NEGATED, isNegated(text, start));
    put(features, Feature.JOKING, anyIn(text, start, end + 6, joking));
    boolean reportedHere = isReported(text, start);
    put(features, Feature.QUOTED, text.token(start).quoted() || reportedHere);
    put(features, Feature.THIRD_PERSON, isAboutOthers(text, start, end));
    put(features, Feature.PAST, isPast(text, start, end));
    put(features, Feature.HYPOTHETICAL, isHypothetical(text, start));
    return features;
  }

  private static void put(Set<Feature> features, Feature feature, boolean present) {
    if (present) {
      features.add(feature);
    }
  }

  private boolean isNegated(Text text, int start) {
    int from = Math.max(text.clauseStart(start), start - NEGATION_REACH);
    for (int i = start - 1; i >= from; i--) {
      // "if it doesn't get better I might": a subject and its verb begin anew
      if (text.word(i).equals("i") && MODALS.contains(text.word(i + 1))) {
        return false;
      }
      if (negations.contains(text.word(i))) {
        return i + 1 >= start || !denyNothing.contains(text.word(i + 1));
      }
    }
    return false;
  }

  /** The nearest subject before the words, unless they speak of "me" or "myself" themselves. */
  private boolean isAboutOthers(Text text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (first.contains(text.word(i))) {
        return false;
      }
    }
    for (int i = start; i < Math.min(end + 1, text.sentenceEnd(start)); i++) {
      if (text.word(i).equals("herself")
          || text.word(i).equals("himself")
          || text.word(i).equals("themselves")) {
        return true;
      }
    }
    int from = Math.max(text.sentenceStart(start), start - SUBJECT_REACH);
    for (int i = start - 1; i >= from; i--) {
      String word = text.word(i);
      if (first.contains(word) && !isPossessive(text, i)) {
        return false;
      }
      if (others.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** "My" speaks of whoever comes after it. */
  private boolean isPossessive(Text text, int index) {
    return text.word(index).equals("my")
        && index + 1 < text.size()
        && others.contains(text.word(index + 1));
  }

  private boolean isReported(Text text, int start) {
    int from = Math.max(text.sentenceStart(start), start - 6);
    boolean saidBySomeone = false;
    for (int i = start - 1; i >= from; i--) {
      if (reported.contains(text.word(i))) {
        if (text.word(i).startsWith("ask")) {
          return true;
        }
        saidBySomeone = i == 0 || !first.contains(text.word(i - 1));
        break;
      }
    }
    return saidBySomeone && !hasFirstSubject(text, start);
  }

  private static boolean hasFirstSubject(Text text, int start) {
    return start > 0 && text.word(start - 1).equals("i");
  }

  /**
   * Whether a sentence marks its time as long gone, or tells a story: several verbs in the past and
   * none in the present. A single one may be a minute ago.
   */
  private boolean isPast(Text text, int start, int end) {
    int from = text.sentenceStart(start);
    int to = text.sentenceEnd(start);
    if (usedTo(text, from, start)) {
      return true;
    }
    boolean marked = false;
    int told = 0;
    for (int i = from; i < to; i++) {
      String word = text.word(i);
      boolean inside = isAround(i, start, end);
      if (recent.contains(word) && !inside) {
        return false;
      }
      marked |= isPastMark(text, i, to);
      told += narrative.contains(word) ? 1 : 0;
      told -= present.contains(word) && !inside ? STORY : 0;
    }
    return marked || told >= STORY && !goesOnNow(text, to);
  }

  /** "I used to want to die", whatever else the sentence says of today. */
  private static boolean usedTo(Text text, int from, int start) {
    for (int i = start - 2; i >= Math.max(from, start - USED_TO_REACH); i--) {
      if (text.word(i).equals("used") && text.word(i + 1).equals("to")) {
        return true;
      }
      if (NOW.contains(text.word(i)) || text.word(i).equals("but")) {
        return false;
      }
    }
    return false;
  }

  /** Whether the next sentence says that a story without a time is happening now. */
  private static boolean goesOnNow(Text text, int next) {
    int to = next < text.size() ? Math.min(text.sentenceEnd(next), next + SOON_AFTER) : next;
    for (int i = next; i < to; i++) {
      if (NOW.contains(text.word(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAround(int index, int start, int end) {
    return index >= start && index < end;
  }

  private boolean isPastMark(Text text, int i, int to) {
    String word = text.word(i);
    String next = i + 1 < to ? text.word(i + 1) : "";
    String afterNext = i + 2 < to ? text.word(i + 2) : "";
    return switch (word) {
      case "used" -> next.equals("to");
      case "back" -> next.equals("then") || next.equals("in") || next.equals("when");
      case "last" -> next.equals("year") || next.equals("summer") || next.equals("winter");
      case "in" ->
          isYear(next)
              || next.equals("college")
              || next.equals("school")
              || next.equals("high")
              || next.equals("the") && afterNext.equals("past");
      case "at" -> next.equals("the") && (afterNext.equals("time") || afterNext.equals("point"));
      case "when" -> next.equals("i") && WHEN_I.contains(afterNext);
      case "as" -> next.equals("a") && (afterNext.startsWith("teen") || afterNext.equals("kid"));
      case "age" -> isNumber(next) || next.equals("of");
      case "during" -> true;
      case "ago" -> i > 0 && YEARS.contains(text.word(i - 1)) || i == 0;
      default -> past.contains(word);
    };
  }

  private static boolean isYear(String word) {
    return word.length() == 4 && (word.startsWith("19") || word.startsWith("20")) && isNumber(word);
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty() && word.chars().allMatch(Character::isDigit);
  }

  private boolean isHypothetical(Text text, int start) {
    int from = Math.max(text.clauseStart(start), start - 5);
    for (int i = from; i <= start; i++) {
      if (conditional.contains(text.word(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyIn(Text text, int start, int end, Set<String> words) {
    int from = Math.max(0, text.sentenceStart(start));
    int to = Math.min(text.size(), end);
    for (int i = from; i < to; i++) {
      if (words.contains(text.word(i))) {
        return true;
      }
    }
    return false;
  }
}
