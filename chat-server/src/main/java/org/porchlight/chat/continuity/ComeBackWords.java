package org.porchlight.chat.continuity;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words that open a way back. They print as nothing; only {@link #reveal()} gives them. */
public final class ComeBackWords {
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private final List<String> words;

  private ComeBackWords(List<String> words) {
    this.words = words;
  }

  static ComeBackWords of(List<String> words) {
    return new ComeBackWords(List.copyOf(words));
  }

  /** As somebody writes them. */
  static ComeBackWords read(String text) {
    return of(BETWEEN.splitAsStream(text).filter(word -> !word.isEmpty()).toList());
  }

  /** The words, to be shown once. */
  public List<String> reveal() {
    return words;
  }

  /** Capitals, accents, and what stands between them do not matter. */
  String plain() {
    String decomposed = Normalizer.normalize(String.join(" ", words), Normalizer.Form.NFKD);
    return ACCENTS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "ComeBackWords";
  }
}
