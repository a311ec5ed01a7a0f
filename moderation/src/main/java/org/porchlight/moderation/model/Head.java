package org.porchlight.moderation.model;

import java.util.List;
import java.util.Locale;
import org.porchlight.moderation.Side;

/** One yes-or-no question that the model answers. The order is the order of the weights file. */
public enum Head {
  /** Suicidal thoughts or self-harm of the writer, now. */
  CRISIS(List.of(Side.SEEKER), List.of("1", "2", "3", "4", "5", "6", "SH")),
  /** Intent, plan or attempt. */
  SEVERE(List.of(Side.SEEKER), List.of("4", "5", "6")),
  /** Medicines, diagnoses and treatment. */
  CLINICAL(List.of(Side.PEER), List.of("MED", "DX", "TX")),
  /** Speaking against other care. */
  DISCOURAGING(List.of(Side.PEER), List.of("DISC")),
  /** Contact outside Porchlight. */
  OFF_PLATFORM(List.of(Side.PEER), List.of("OFF")),
  /** Romance and sex. */
  ROMANCE(List.of(Side.PEER), List.of("ROM", "SEX")),
  /** Hostility, from either side. */
  HOSTILE(List.of(Side.SEEKER, Side.PEER), List.of("HAR", "SEX", "GROOM"));

  private final List<Side> sides;
  private final List<String> labels;

  Head(List<Side> sides, List<String> labels) {
    this.sides = sides;
    this.labels = labels;
  }

  /** Whose words it is asked about. */
  public List<Side> sides() {
    return sides;
  }

  /** The labels of the corpus to which the answer is yes. */
  public List<String> labels() {
    return labels;
  }

  /** As it stands in a finding: {@code model.crisis}. */
  public String id() {
    return "model." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
