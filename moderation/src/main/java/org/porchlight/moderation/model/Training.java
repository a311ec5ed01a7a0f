package org.porchlight.moderation.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.text.Text;

/**
 * Fits the model: logistic regression by AdaGrad, one thread, a fixed order, strict mathematics, so
 * that the same corpus gives the same bytes everywhere.
 */
public final class Training {
  private static final int ROUNDS = 24;
  private static final double RATE = 0.35;
  private static final double DECAY = 2e-5;
  private static final long SEED = 20_261_125L;

  private Training() {}

  /**
   * A labelled line.
   *
   * @param side who would write it
   * @param label a label of the corpus
   */
  public record Line(Side side, String label, Text text) {}

  private record Example(int[] buckets, double share, boolean yes) {}

  /** The model that lines yield. */
  public static Model fit(List<Line> lines) {
    int heads = Head.values().length;
    byte[][] weights = new byte[heads][];
    float[] scales = new float[heads];
    float[] biases = new float[heads];
    for (Head head : Head.values()) {
      List<Example> examples = examples(head, lines);
      double[] fitted = fitted(examples);
      double largest = 1e-9;
      for (int i = 0; i < Grams.BUCKETS; i++) {
        largest = Math.max(largest, Math.abs(fitted[i]));
      }
      scales[head.ordinal()] = (float) (largest / 127);
      biases[head.ordinal()] = (float) fitted[Grams.BUCKETS];
      byte[] row = new byte[Grams.BUCKETS];
      for (int i = 0; i < Grams.BUCKETS; i++) {
        row[i] = (byte) Math.round(fitted[i] / largest * 127);
      }
      weights[head.ordinal()] = row;
    }
    return new Model(weights, scales, biases);
  }

  /** The weights file of a model. */
  public static byte[] bytes(Model model) {
    try (var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes)) {
      out.writeInt(Model.MAGIC);
      out.writeInt(Head.values().length);
      for (Head head : Head.values()) {
        model.write(head, out);
      }
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static List<Example> examples(Head head, List<Line> lines) {
    List<Example> examples = new ArrayList<>();
    for (Line line : lines) {
      if (head.sides().contains(line.side()) && line.text().size() > 0) {
        int[] buckets = Grams.of(line.text(), 0, line.text().size()).buckets();
        examples.add(
            new Example(
                buckets, Grams.share(buckets.length), head.labels().contains(line.label())));
      }
    }
    return examples;
  }

  private static double[] fitted(List<Example> examples) {
    double[] weights = new double[Grams.BUCKETS + 1];
    double[] squares = new double[Grams.BUCKETS + 1];
    List<Example> order = new ArrayList<>(examples);
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Collections.shuffle(order, random);
      for (Example example : order) {
        step(example, weights, squares);
      }
    }
    return weights;
  }

  private static void step(Example example, double[] weights, double[] squares) {
    double logit = weights[Grams.BUCKETS];
    for (int bucket : example.buckets()) {
      logit += weights[bucket] * example.share();
    }
    double error = 1 / (1 + StrictMath.exp(-logit)) - (example.yes() ? 1 : 0);
    move(weights, squares, Grams.BUCKETS, error);
    for (int bucket : example.buckets()) {
      move(weights, squares, bucket, error * example.share() + DECAY * weights[bucket]);
    }
  }

  private static void move(double[] weights, double[] squares, int index, double gradient) {
    squares[index] += gradient * gradient;
    weights[index] -= RATE * gradient / StrictMath.sqrt(squares[index] + 1e-8);
  }
}
