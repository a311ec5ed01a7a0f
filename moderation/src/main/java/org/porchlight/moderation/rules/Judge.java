package org.porchlight.moderation.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Span;
import org.porchlight.moderation.model.Head;
import org.porchlight.moderation.model.Model;
import org.porchlight.moderation.text.Text;

/** What the model adds where no rule speaks, in words that people can read. */
final class Judge {
  /**
   * Log-odds from which the model is believed alone; chosen on the development part, see README.
   */
  private static final double SURE = 3.0;

  private static final List<Head> SCOPE =
      List.of(Head.OFF_PLATFORM, Head.ROMANCE, Head.CLINICAL, Head.DISCOURAGING);

  private Judge() {}

  static Finding crisis(Text text, Model.Answer answer) {
    return finding(
        Category.SUICIDE,
        1,
        Head.CRISIS,
        text,
        answer,
        "Taken together, this sounds like somebody who may not want to live. It may be worth"
            + " asking.",
        "",
        "When someone speaks of suicide");
  }

  /** Words meant to hurt, from either side. */
  static List<Finding> hostile(Model.Reading reading, Text text) {
    Model.Answer answer = reading.strongest(Head.HOSTILE);
    return answer.logit() < SURE
        ? List.of()
        : List.of(
            finding(
                Category.HARASSMENT,
                0,
                Head.HOSTILE,
                text,
                answer,
                "Reads like words meant to hurt the other person.",
                "Something seems to have gone wrong between us. Can you tell me what?",
                "When a conversation turns hostile"));
  }

  /** Words outside a peer's role. */
  static List<Finding> scope(Model.Reading reading, Text text) {
    List<Finding> findings = new ArrayList<>();
    for (Head head : SCOPE) {
      Model.Answer answer = reading.strongest(head);
      if (answer.logit() >= SURE) {
        findings.add(scope(head, text, answer));
      }
    }
    return findings;
  }

  private static Finding scope(Head head, Text text, Model.Answer answer) {
    return switch (head) {
      case CLINICAL ->
          finding(
              Category.TREATMENT_ADVICE,
              0,
              head,
              text,
              answer,
              "Reads like advice on medicine or treatment, which is for the person and a"
                  + " clinician.",
              "I can only say what helped me. Would you like to hear it?",
              "Knowing our role: what helped me, not what will help you");
      case DISCOURAGING ->
          finding(
              Category.DISCOURAGING_CARE,
              0,
              head,
              text,
              answer,
              "Reads like a word against other care. Peer support stands beside it.",
              "What has it been like for you to see someone? What would you have needed from them?",
              "Working beside clinical care");
      case OFF_PLATFORM ->
          finding(
              Category.OFF_PLATFORM,
              0,
              head,
              text,
              answer,
              "Reads like contact outside Porchlight. We keep each other safe by staying here.",
              "We can go on talking here, and you can ask for me again next time.",
              "Boundaries: staying on the platform");
      case ROMANCE, CRISIS, SEVERE, HOSTILE ->
          finding(
              Category.SEXUAL,
              0,
              head,
              text,
              answer,
              "Reads like more than support between two people.",
              "I care how you are, and I'm here as a peer.",
              "Boundaries: romance and sex");
    };
  }

  private static Finding finding(
      Category category,
      int level,
      Head head,
      Text text,
      Model.Answer answer,
      String why,
      String suggestion,
      String source) {
    Span span = new Span(text.token(answer.first()).start(), text.token(answer.last()).end());
    return new Finding(
        category,
        level,
        head.id(),
        span,
        List.of(span),
        Set.of(),
        why,
        suggestion.isEmpty() ? null : suggestion,
        source);
  }
}
