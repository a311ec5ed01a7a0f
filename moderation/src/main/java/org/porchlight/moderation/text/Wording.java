package org.porchlight.moderation.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a language is written in chats: its short forms, its little words, and the words worth
 * recognising when they are misspelt. Immutable.
 */
public final class Wording {
  private static final int LONGEST_SUFFIX_BASE = 24;

  private final Map<String, List<String>> shortForms;
  private final Map<String, Set<String>> sets;
  private final Map<Integer, String> emoji;
  private final Misspelling misspelling;
  private final Set<String> known;

  private Wording(
      Map<String, List<String>> shortForms,
      Map<String, Set<String>> sets,
      Map<Integer, String> emoji,
      Misspelling misspelling,
      Set<String> known) {
    this.shortForms = shortForms;
    this.sets = sets;
    this.emoji = emoji;
    this.misspelling = misspelling;
    this.known = known;
  }

  /** The wording of a language by its two-letter code; its file is {@code /words/<code>.yaml}. */
  public static Wording of(String language) {
    Map<String, Object> file = Yamls.read("/words/" + language + ".yaml");
    Map<String, List<String>> shortForms = new HashMap<>();
    Yamls.texts(file, "short")
        .forEach((form, full) -> shortForms.put(form, List.of(full.split(" "))));
    Map<String, Set<String>> sets = new HashMap<>();
    Yamls.lists(file, "sets").forEach((name, words) -> sets.put(name, Set.copyOf(words)));
    Map<Integer, String> emoji = new HashMap<>();
    Yamls.texts(file, "emoji").forEach((sign, name) -> emoji.put(sign.codePointAt(0), name));
    Set<String> known = new HashSet<>();
    sets.values().forEach(known::addAll);
    return new Wording(
        Map.copyOf(shortForms),
        Map.copyOf(sets),
        Map.copyOf(emoji),
        Misspelling.of(sets.getOrDefault("guarded", Set.of())),
        Set.copyOf(known));
  }

  /** The same wording, which also knows these plain words when they are stretched or masked. */
  public Wording knowing(Collection<String> words) {
    Set<String> more = new HashSet<>(known);
    more.addAll(words);
    return new Wording(shortForms, sets, emoji, misspelling, Set.copyOf(more));
  }

  /** One of the language's sets of little words, for example {@code negations}. */
  public Set<String> set(String name) {
    Set<String> set = sets.get(name);
    if (set == null) {
      throw new IllegalArgumentException("set: " + name + " (expected: one of the words file)");
    }
    return set;
  }

  /** The plain words that one written word stands for: {@code don't} is {@code do, not}. */
  public List<String> plain(String written) {
    String word = Plain.of(written);
    if (word.isEmpty() || word.equals("'")) {
      return List.of();
    }
    List<String> full = shortForms.get(word);
    if (full != null) {
      return full;
    }
    String bare = word.indexOf('\'') >= 0 ? word.replace("'", "") : word;
    full = shortForms.get(bare);
    if (full != null) {
      return full;
    }
    if (word.indexOf('\'') > 0) {
      return contracted(word);
    }
    return known.contains(bare) ? List.of(bare) : corrected(bare);
  }

  /** The known word that letters, digits and signs mixed together stand for, or null. */
  @Nullable String unmasked(String written) {
    String word = Plain.of(written);
    String letters = Plain.letters(word);
    if (spells(letters)) {
      return letters;
    }
    return word.indexOf('*') > 0 ? misspelling.masked(word) : null;
  }

  boolean spells(String word) {
    return known.contains(word) && (word.length() > 1 || word.equals("i") || word.equals("a"));
  }

  boolean opensClause(String word) {
    return sets.getOrDefault("clauses", Set.of()).contains(word);
  }

  /** Whether a word makes an "I will" of an "ill" before it. */
  boolean follows(String word) {
    return sets.getOrDefault("verbs", Set.of()).contains(word);
  }

  @Nullable String emoji(int point) {
    return emoji.get(point);
  }

  private List<String> contracted(String word) {
    if (word.length() > LONGEST_SUFFIX_BASE) {
      return List.of(word.replace("'", ""));
    }
    int mark = word.indexOf('\'');
    String base = word.substring(0, mark);
    String tail = word.substring(mark + 1);
    List<String> words = new ArrayList<>(plainBase(base, tail));
    String meaning =
        switch (tail) {
          case "m" -> "am";
          case "re" -> "are";
          case "ve" -> "have";
          case "ll" -> "will";
          case "d" -> "would";
          case "t" -> "not";
          case "s" -> sets.getOrDefault("is", Set.of()).contains(base) ? "is" : "";
          default -> tail.replace("'", "");
        };
    if (!meaning.isEmpty()) {
      words.add(meaning);
    }
    return words;
  }

  private List<String> plainBase(String base, String tail) {
    if (tail.equals("t")) {
      return base.endsWith("n") && base.length() > 1
          ? plain(base.substring(0, base.length() - 1))
          : plain(base);
    }
    return plain(base);
  }

  /** Stretched, masked or misspelt words, as far as a known word comes of it. */
  private List<String> corrected(String word) {
    for (int keep = 2; keep >= 1; keep--) {
      String cut = Plain.unstretched(word, keep);
      if (!cut.equals(word)) {
        List<String> full = shortForms.get(cut);
        if (full != null) {
          return full;
        }
        if (known.contains(cut) || keep == 1) {
          return List.of(cut);
        }
      }
    }
    if (hasDigitAmongLetters(word)) {
      String letters = Plain.letters(word);
      if (spells(letters)) {
        return List.of(letters);
      }
    }
    String meant = misspelling.meant(word);
    return List.of(meant == null ? word : meant);
  }

  private static boolean hasDigitAmongLetters(String word) {
    boolean digit = false;
    boolean letter = false;
    for (int i = 0; i < word.length(); i++) {
      digit |= Character.isDigit(word.charAt(i));
      letter |= Character.isLetter(word.charAt(i));
    }
    return digit && letter;
  }

  /** A phrase of rule files as plain words. */
  public List<String> phrase(String phrase) {
    List<String> words = new ArrayList<>();
    for (String written : phrase.toLowerCase(Locale.ROOT).split("[ -]")) {
      words.addAll(plain(written));
    }
    return words;
  }
}
