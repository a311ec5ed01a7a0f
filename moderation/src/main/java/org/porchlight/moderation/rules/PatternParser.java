package org.porchlight.moderation.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.porchlight.moderation.text.Wording;

/**
 * Reads patterns as they stand in a rule file: {@code i|me @want to die}.
 *
 * <p>A slot is one of several words or phrases, separated by {@code |}; in a phrase an underscore
 * stands for a space. {@code @name} is a word list, which may name others; {@code kill*} is every
 * form of a verb; {@code x?} may be missing; {@code !x} must not stand here; {@code ..} is a gap of
 * up to three words and {@code ..5} of up to five; {@code ^} and {@code $} are the edges of a
 * sentence, also as one of several. Words are written as people write them: {@code don't} is read
 * as {@code do not}. Between two slots little words such as "just" and "really" may always stand.
 */
final class PatternParser {
  private static final int USUAL_GAP = 3;

  /** Words so common that an index on them finds everything. */
  private static final Set<String> COMMON =
      Set.of(
          ("i you he she it we they me him her us them my your his their a an the this that these"
               + " those and or but if of to in on at for with from by about as so not no do does"
               + " did is am are was were be been have has had will would can could should just"
               + " what how when why who there here all any some one up out want get got go going"
               + " know think feel like make need take really more too very myself life")
              .split(" "));

  private static final int COMMON_COST = 60;

  private final Wording wording;
  private final Lexicon lexicon;
  private final Map<String, List<String>> lists;

  /** How often the words of the slot being read turn up, roughly. */
  private int cost;

  PatternParser(Wording wording, Lexicon lexicon, Map<String, List<String>> lists) {
    this.wording = wording;
    this.lexicon = lexicon;
    this.lists = lists;
  }

  Pattern parse(String text) {
    List<Slot> slots = new ArrayList<>();
    int anchor = -1;
    int lowest = Integer.MAX_VALUE;
    for (String part : text.strip().split(" +")) {
      cost = 0;
      Slot slot = slot(part);
      if (slot.kind() == Slot.Kind.REQUIRED && !slot.orEnd() && cost < lowest) {
        lowest = cost;
        anchor = slots.size();
      }
      slots.add(slot);
    }
    Slot.Kind first = slots.getFirst().kind();
    if (anchor < 0 || first == Slot.Kind.GAP || first == Slot.Kind.OPTIONAL) {
      throw new IllegalArgumentException(
          "pattern: " + text + " (expected: a word in it, and no gap in the first place)");
    }
    return new Pattern(slots, anchor);
  }

  /** A pattern of plain words alone, one after another, with nothing in it that is a sign here. */
  static Pattern row(List<String> words, Lexicon lexicon) {
    List<Slot> slots = new ArrayList<>();
    int anchor = 0;
    for (String word : words) {
      if (!isCommon(word) && isCommon(words.get(anchor))) {
        anchor = slots.size();
      }
      BitSet one = new BitSet();
      one.set(lexicon.add(word));
      slots.add(Slot.of(Slot.Kind.REQUIRED, one, List.of(), false));
    }
    return new Pattern(slots, anchor);
  }

  /** Whether a word is in nearly everything that anybody writes. */
  static boolean isCommon(String word) {
    return COMMON.contains(word);
  }

  private Slot slot(String part) {
    if (part.startsWith("..")) {
      String widest = part.substring(2);
      return Slot.gap(widest.isEmpty() ? USUAL_GAP : Integer.parseInt(widest));
    }
    return switch (part) {
      case "^" -> Slot.edge(Slot.Kind.START);
      case "$" -> Slot.edge(Slot.Kind.END);
      default -> worded(part);
    };
  }

  private Slot worded(String part) {
    Slot.Kind kind =
        part.startsWith("!")
            ? Slot.Kind.ABSENT
            : part.endsWith("?") ? Slot.Kind.OPTIONAL : Slot.Kind.REQUIRED;
    String body =
        switch (kind) {
          case ABSENT -> part.substring(1);
          case OPTIONAL -> part.substring(0, part.length() - 1);
          default -> part;
        };
    BitSet words = new BitSet();
    Map<String, int[]> phrases = new TreeMap<>();
    boolean orEnd = false;
    for (String alternative : body.split("\\|")) {
      if (alternative.equals("$")) {
        orEnd = true;
      } else {
        add(alternative.replace('_', ' '), words, phrases, 0);
      }
    }
    return Slot.of(kind, words, List.copyOf(phrases.values()), orEnd);
  }

  private void add(String alternative, BitSet words, Map<String, int[]> phrases, int depth) {
    if (alternative.startsWith("@")) {
      List<String> list = lists.get(alternative.substring(1));
      if (list == null || depth > 4) {
        throw new IllegalArgumentException(
            "word list: " + alternative + " (expected: one of the file)");
      }
      list.forEach(entry -> add(entry, words, phrases, depth + 1));
      return;
    }
    for (String inflected : inflected(alternative)) {
      List<String> phrase = wording.phrase(inflected);
      if (phrase.isEmpty()) {
        continue;
      }
      cost += COMMON.contains(phrase.getFirst()) ? COMMON_COST : 1;
      if (phrase.size() == 1) {
        words.set(lexicon.add(phrase.getFirst()));
      } else {
        phrases.put(String.join(" ", phrase), phrase.stream().mapToInt(lexicon::add).toArray());
      }
    }
  }

  private static List<String> inflected(String phrase) {
    List<String> forms = List.of("");
    for (String word : phrase.split(" ")) {
      Set<String> variants =
          word.endsWith("*") ? Inflection.of(word.substring(0, word.length() - 1)) : Set.of(word);
      forms =
          forms.stream()
              .flatMap(form -> variants.stream().map(variant -> (form + " " + variant).strip()))
              .toList();
    }
    return forms;
  }
}
