package org.porchlight.moderation.rules;

import java.util.ArrayList;
import java.util.List;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.model.Head;
import org.porchlight.moderation.model.Model;
import org.porchlight.moderation.model.Training;
import org.porchlight.moderation.text.Text;

/** Makes the weights of the model and of the fusion from labelled lines. */
public final class Learning {
  private static final int FOLDS = 2;

  private Learning() {}

  /**
   * A labelled line.
   *
   * @param label 0 to 6, or a code of the corpus
   */
  public record Line(Side side, String label, String text) {}

  /**
   * What lines yield, as the two files that ship.
   *
   * @param model the weights of the model
   * @param fusion the weights of the fusion, as YAML
   */
  public record Weights(byte[] model, String fusion) {}

  /** The same lines give the same bytes. */
  public static Weights learn(Language language, List<Line> lines) {
    RuleSet rules = RuleSet.read(language);
    List<Training.Line> read =
        lines.stream()
            .map(line -> new Training.Line(line.side(), line.label(), rules.read(line.text())))
            .toList();
    return new Weights(
        Training.bytes(Training.fit(read)), Fusion.fit(examples(rules, read)).yaml());
  }

  /** The fusion must not see the model on lines it was fitted to, so each half judges the other. */
  private static List<Fusion.Example> examples(RuleSet rules, List<Training.Line> lines) {
    List<Fusion.Example> examples = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Training.Line> fitted = new ArrayList<>();
      List<Training.Line> judged = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        (i % FOLDS == fold ? judged : fitted).add(lines.get(i));
      }
      Model model = Training.fit(fitted);
      for (Training.Line line : judged) {
        if (line.side() == Side.SEEKER) {
          examples.add(example(rules, model, line.text(), line.label()));
        }
      }
    }
    return examples;
  }

  private static Fusion.Example example(RuleSet rules, Model model, Text text, String label) {
    Model.Reading reading = model.read(text);
    Signs signs =
        Signs.of(
            rules.seeker(text),
            reading.strongest(Head.CRISIS).logit(),
            reading.strongest(Head.SEVERE).logit());
    return new Fusion.Example(signs, Head.CRISIS.labels().contains(label));
  }
}
