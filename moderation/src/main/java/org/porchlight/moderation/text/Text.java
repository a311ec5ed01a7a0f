package org.porchlight.moderation.text;

import java.util.List;
import java.util.Set;

/** A text as plain words in sentences and clauses. */
public final class Text {
  private final List<Token> tokens;
  private final Set<Integer> questions;
  private final int[] sentenceEnds;
  private final int[] sentenceStarts;

  Text(List<Token> tokens, Set<Integer> questions) {
    this.tokens = List.copyOf(tokens);
    this.questions = Set.copyOf(questions);
    this.sentenceEnds = ends(this.tokens);
    this.sentenceStarts = starts(this.tokens);
  }

  /** Reads any text whatsoever; what lies beyond 32,768 UTF-16 code units is not read. */
  public static Text read(String original, Wording wording) {
    return new Scanner(original, wording).read();
  }

  /** How many words it has. */
  public int size() {
    return tokens.size();
  }

  /** A word and its place. */
  public Token token(int index) {
    return tokens.get(index);
  }

  /** A plain word. */
  public String word(int index) {
    return tokens.get(index).word();
  }

  /** Whether the sentence of a word ends in a question mark. */
  public boolean isQuestion(int index) {
    return questions.contains(tokens.get(index).sentence());
  }

  /** Where the sentence of a word ends, exclusive. */
  public int sentenceEnd(int index) {
    return sentenceEnds[index];
  }

  /** Where the sentence of a word begins. */
  public int sentenceStart(int index) {
    return sentenceStarts[index];
  }

  /** Where the clause of a word begins. */
  public int clauseStart(int index) {
    int clause = tokens.get(index).clause();
    int start = index;
    while (start > 0 && tokens.get(start - 1).clause() == clause) {
      start--;
    }
    return start;
  }

  private static int[] ends(List<Token> tokens) {
    int[] ends = new int[tokens.size()];
    int end = tokens.size();
    for (int i = tokens.size() - 1; i >= 0; i--) {
      if (i + 1 < tokens.size() && tokens.get(i + 1).sentence() != tokens.get(i).sentence()) {
        end = i + 1;
      }
      ends[i] = end;
    }
    return ends;
  }

  private static int[] starts(List<Token> tokens) {
    int[] starts = new int[tokens.size()];
    for (int i = 1; i < starts.length; i++) {
      boolean same = tokens.get(i).sentence() == tokens.get(i - 1).sentence();
      starts[i] = same ? starts[i - 1] : i;
    }
    return starts;
  }
}
