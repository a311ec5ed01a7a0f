package org.porchlight.moderation.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.porchlight.moderation.rules.Language;
import org.porchlight.moderation.rules.Learning;

/** Trains the model from the authored corpus: {@code train CORPUS_DIRECTORY OUT_DIRECTORY}. */
public final class Train {
  private Train() {}

  /** Writes the two weights files and prints how many lines of each kind there were. */
  public static void main(String[] arguments) {
    List<Corpus.Line> corpus = Corpus.read(Path.of(arguments[0]));
    Map<String, Integer> counts = new TreeMap<>();
    for (Corpus.Line line : corpus) {
      counts.merge(line.split() + (line.composed() ? " composed" : " by hand"), 1, Integer::sum);
      counts.merge("label " + line.side() + " " + line.label(), 1, Integer::sum);
    }
    counts.forEach((name, count) -> System.out.println(name + ": " + count));
    Learning.Weights weights = weights(corpus);
    try {
      Path out = Path.of(arguments[1]);
      Files.write(out.resolve("en.bin"), weights.model());
      Files.write(out.resolve("en-fusion.yaml"), weights.fusion().getBytes(StandardCharsets.UTF_8));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    System.out.print(weights.fusion());
  }

  /** The weights that the training part of a corpus yields. */
  static Learning.Weights weights(List<Corpus.Line> corpus) {
    return Learning.learn(
        Language.ENGLISH,
        corpus.stream()
            .filter(line -> line.split() == Corpus.Split.TRAIN)
            .map(line -> new Learning.Line(line.side(), line.label(), line.text()))
            .toList());
  }
}
