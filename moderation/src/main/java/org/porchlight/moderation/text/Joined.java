package org.porchlight.moderation.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Spells spaced letters together again: {@code s u i c i d e}. */
final class Joined {
  private static final int SHORTEST_RUN = 4;
  private static final int LONGEST_RUN = 48;
  private static final int LONGEST_WORD = 16;

  private Joined() {}

  static List<Token> words(String text, List<Token> tokens, Wording wording) {
    List<Token> joined = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); ) {
      int end = i;
      while (end < tokens.size() && end - i < LONGEST_RUN && isLetter(tokens, i, end)) {
        end++;
      }
      if (end - i < SHORTEST_RUN || !spell(text, tokens, i, end, wording, joined)) {
        end = Math.max(end, i + 1);
        joined.addAll(tokens.subList(i, end));
      }
      i = end;
    }
    return joined;
  }

  private static boolean isLetter(List<Token> tokens, int from, int index) {
    Token token = tokens.get(index);
    return token.end() - token.start() == 1
        && token.sentence() == tokens.get(from).sentence()
        && !Character.isDigit(token.word().charAt(0))
        && (index == from || token.start() - tokens.get(index - 1).end() <= 2);
  }

  /** The fewest known words that the letters spell, if they spell any. */
  private static boolean spell(
      String text, List<Token> tokens, int from, int to, Wording wording, List<Token> out) {
    StringBuilder letters = new StringBuilder();
    for (int i = from; i < to; i++) {
      letters.append(Character.toLowerCase(text.charAt(tokens.get(i).start())));
    }
    int size = to - from;
    int[] words = new int[size + 1];
    int[] back = new int[size + 1];
    Arrays.fill(words, Integer.MAX_VALUE);
    words[0] = 0;
    for (int end = 1; end <= size; end++) {
      for (int start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
        if (words[start] != Integer.MAX_VALUE
            && words[start] + 1 < words[end]
            && wording.spells(letters.substring(start, end))) {
          words[end] = words[start] + 1;
          back[end] = start;
        }
      }
    }
    if (words[size] > size / 2) {
      return false;
    }
    List<Token> spelt = new ArrayList<>();
    for (int end = size; end > 0; end = back[end]) {
      Token first = tokens.get(from + back[end]);
      Token last = tokens.get(from + end - 1);
      spelt.add(
          new Token(
              letters.substring(back[end], end),
              first.start(),
              last.end(),
              first.sentence(),
              first.clause(),
              first.quoted()));
    }
    out.addAll(spelt.reversed());
    return true;
  }
}
