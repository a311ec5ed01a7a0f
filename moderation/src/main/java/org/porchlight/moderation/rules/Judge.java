package org.porchlight.moderation.rules;

import java.util.List;
import java.util.Set;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Span;
import org.porchlight.moderation.model.Head;
import org.porchlight.moderation.model.Model;
import org.porchlight.moderation.text.Hints;
import org.porchlight.moderation.text.Text;

/** What the model adds where no rule speaks, in words that people can read. */
final class Judge {
  /**
   * Log-odds from which the model is believed alone; chosen on the development part, see README.
   */
  private static final double SURE = 3.0;

  /** A peer's words may be held for it, and the rules name nearly all of it; so this is higher. */
  private static final double SURE_OF_SCOPE = 4.0;

  private static final List<Head> SCOPE =
      List.of(Head.OFF_PLATFORM, Head.ROMANCE, Head.CLINICAL, Head.DISCOURAGING);

  private final Hints hints;

  /** Speaks in the words of a language. */
  Judge(Hints hints) {
    this.hints = hints;
  }

  Finding crisis(Text text, Model.Answer answer) {
    return finding(Category.SUICIDE, 1, Head.CRISIS, text, answer);
  }

  /** Words meant to hurt, from either side. */
  List<Finding> hostile(Model.Reading reading, Text text) {
    return sure(reading, List.of(Head.HOSTILE), SURE, text);
  }

  /** Words outside a peer's role. */
  List<Finding> scope(Model.Reading reading, Text text) {
    return sure(reading, SCOPE, SURE_OF_SCOPE, text);
  }

  private List<Finding> sure(Model.Reading reading, List<Head> heads, double threshold, Text text) {
    return heads.stream()
        .filter(head -> reading.strongest(head).logit() >= threshold)
        .map(head -> finding(category(head), 0, head, text, reading.strongest(head)))
        .toList();
  }

  private static Category category(Head head) {
    return switch (head) {
      case CLINICAL -> Category.TREATMENT_ADVICE;
      case DISCOURAGING -> Category.DISCOURAGING_CARE;
      case OFF_PLATFORM -> Category.OFF_PLATFORM;
      case ROMANCE -> Category.SEXUAL;
      case HOSTILE -> Category.HARASSMENT;
      case CRISIS, SEVERE -> Category.SUICIDE;
    };
  }

  private static String remark(Head head) {
    return switch (head) {
      case CLINICAL -> "clinical";
      case DISCOURAGING -> "discouraging";
      case OFF_PLATFORM -> "off-platform";
      case ROMANCE -> "romance";
      case HOSTILE -> "hostile";
      case CRISIS, SEVERE -> "crisis";
    };
  }

  private Finding finding(Category category, int level, Head head, Text text, Model.Answer answer) {
    Span span = new Span(text.token(answer.first()).start(), text.token(answer.last()).end());
    Hints.Remark remark = hints.remark(remark(head));
    return new Finding(
        category,
        level,
        head.id(),
        span,
        List.of(span),
        Set.of(),
        remark.why(),
        remark.suggestion(),
        remark.source());
  }
}
