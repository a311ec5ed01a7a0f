package org.porchlight.moderation.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.porchlight.moderation.text.Text;

/** The trained model. Immutable. */
public final class Model {
  private static final int LONGEST_STRETCH = 48;

  /** Three words alone are too little to judge by. */
  private static final int SHORTEST_STRETCH = 4;

  private static final float NO = -10;
  static final int MAGIC = 0x504c4d31;

  private final byte[][] weights;
  private final float[] scales;
  private final float[] biases;

  Model(byte[][] weights, float[] scales, float[] biases) {
    this.weights = weights;
    this.scales = scales;
    this.biases = biases;
  }

  /**
   * How strongly a stretch of text answers yes, and which row of words weighed most.
   *
   * @param logit the log-odds
   * @param first the first word of the weightiest row
   * @param last its last word
   */
  public record Answer(double logit, int first, int last) {}

  /** The weights of a language that ship with the module: {@code /model/<code>.bin}. */
  public static Model of(String language) {
    try (InputStream stream = Model.class.getResourceAsStream("/model/" + language + ".bin")) {
      if (stream == null) {
        throw new IllegalStateException("model " + language + " is not on the class path");
      }
      return load(new DataInputStream(new BufferedInputStream(stream)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A model that knows nothing and always answers no. */
  public static Model none() {
    int heads = Head.values().length;
    float[] biases = new float[heads];
    Arrays.fill(biases, NO);
    return new Model(new byte[heads][Grams.BUCKETS], new float[heads], biases);
  }

  private static Model load(DataInputStream stream) throws IOException {
    int heads = Head.values().length;
    if (stream.readInt() != MAGIC || stream.readInt() != heads) {
      throw new IllegalStateException("model: of another version (expected: " + heads + " heads)");
    }
    byte[][] weights = new byte[heads][Grams.BUCKETS];
    float[] scales = new float[heads];
    float[] biases = new float[heads];
    for (int head = 0; head < heads; head++) {
      scales[head] = stream.readFloat();
      biases[head] = stream.readFloat();
      stream.readFully(weights[head]);
    }
    return new Model(weights, scales, biases);
  }

  void write(Head head, DataOutputStream out) throws IOException {
    out.writeFloat(scales[head.ordinal()]);
    out.writeFloat(biases[head.ordinal()]);
    out.write(weights[head.ordinal()]);
  }

  /** Reads a text once, for every question. */
  public Reading read(Text text) {
    List<Grams> stretches = new ArrayList<>();
    for (int from = 0; from < text.size(); ) {
      int to = Math.min(text.sentenceEnd(from), from + LONGEST_STRETCH);
      if (to - from >= SHORTEST_STRETCH) {
        stretches.add(Grams.of(text, from, to));
      }
      from = to;
    }
    return new Reading(stretches);
  }

  /** A text that has been read. */
  public final class Reading {
    private final List<Grams> stretches;

    private Reading(List<Grams> stretches) {
      this.stretches = stretches;
    }

    /** The strongest answer that any stretch of it gives; too short a text answers no. */
    public Answer strongest(Head head) {
      Answer strongest = new Answer(NO, 0, 0);
      for (Grams stretch : stretches) {
        Answer answer = answer(head, stretch);
        if (answer.logit() > strongest.logit()) {
          strongest = answer;
        }
      }
      return strongest;
    }
  }

  private Answer answer(Head head, Grams grams) {
    byte[] row = weights[head.ordinal()];
    int sum = 0;
    int best = 0;
    for (int i = 0; i < grams.size(); i++) {
      int weight = row[grams.bucket(i)];
      sum += weight;
      if (weight > row[grams.bucket(best)]) {
        best = i;
      }
    }
    double logit =
        biases[head.ordinal()] + sum * scales[head.ordinal()] * Grams.share(grams.size());
    return new Answer(logit, grams.first(best), grams.last(best));
  }
}
