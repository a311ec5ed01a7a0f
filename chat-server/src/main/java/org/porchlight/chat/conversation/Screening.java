package org.porchlight.chat.conversation;

import java.util.List;
import java.util.Set;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Moderation;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Span;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The look at what people write. One that fails holds nothing up: the words go, and a person is
 * asked to read them.
 */
public final class Screening {
  private static final Logger LOG = LoggerFactory.getLogger(Screening.class);
  private static final Verdict UNSCREENED =
      new Verdict(
          Output.ESCALATE,
          0,
          List.of(
              new Finding(
                  Category.UNSCREENED,
                  0,
                  "unscreened",
                  new Span(0, 0),
                  List.of(),
                  Set.of(),
                  "The automatic look at this message failed, so nobody has looked yet.",
                  null,
                  null)));

  private final Moderation moderation;
  private final Shadows shadows;

  /** A look by a moderation, with somebody to count what rules in shadow say. */
  public Screening(Moderation moderation, Shadows shadows) {
    this.moderation = moderation;
    this.shadows = shadows;
  }

  /** Looks at words. */
  public Verdict look(Utterance utterance, ConversationContext context) {
    try {
      return moderation.screen(utterance, context);
    } catch (RuntimeException broken) {
      LOG.error("moderation failed: {}", broken.getClass().getSimpleName());
      return UNSCREENED;
    }
  }

  /** The words were kept: what rules in shadow would have said of them is counted. */
  public void kept(Verdict verdict) {
    shadows.counted(verdict.shadows());
  }
}
