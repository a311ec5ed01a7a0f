package org.porchlight.moderation;

/**
 * The one mapping: what follows from what was seen. Every screen and every store uses this one.
 *
 * @param output what it asks of the people on duty
 * @param lane the lane on the supervisors' board
 * @param urgency the band of a ticket that still waits
 * @param retention how long the words are kept
 */
public record Handling(Output output, Lane lane, Urgency urgency, Retention retention) {

  /** The bands of a waiting ticket, from no head start to always first. */
  public enum Urgency {
    NONE,
    ELEVATED,
    HIGH,
    IMMINENT
  }

  /** How long a conversation's words are kept; the days are the operator's to set. */
  public enum Retention {
    ORDINARY,
    FLAGGED
  }

  /** What a level alone asks for: 1 and 2 watch, 3 escalates, 4 to 6 need a person now. */
  public static Handling ofLevel(int level) {
    return of(level == 0 ? Output.NONE : level < 3 ? Output.WATCH : Output.ESCALATE, level);
  }

  /**
   * What a verdict asks for. An output may stand above its level: a fourth small sign escalates at
   * level 1, and violence at home has no level at all.
   *
   * @param level 0 to 6
   */
  public static Handling of(Output output, int level) {
    if (level >= 4) {
      return new Handling(output, Lane.NEEDS_A_PERSON_NOW, Urgency.IMMINENT, Retention.FLAGGED);
    }
    return switch (output) {
      case NONE -> new Handling(output, Lane.NONE, Urgency.NONE, Retention.ORDINARY);
      case WATCH -> new Handling(output, Lane.CHECK_SOON, Urgency.ELEVATED, Retention.ORDINARY);
      case ESCALATE -> new Handling(output, Lane.CHECK_SOON, Urgency.HIGH, Retention.FLAGGED);
    };
  }
}
