package org.porchlight.chat.supervision;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Supervision.
 *
 * @param reviewBelow the share of right flags below which a rule is listed for review, 0 to 1
 * @param reviewFrom how many verdicts a rule needs before it can be listed
 */
@ConfigurationProperties("porchlight.supervision")
record SupervisionSettings(
    @DefaultValue("0.6") double reviewBelow, @DefaultValue("10") int reviewFrom) {
  SupervisionSettings {
    if (reviewBelow < 0 || reviewBelow > 1) {
      throw new IllegalArgumentException("reviewBelow: " + reviewBelow + " (expected: 0 to 1)");
    }
    if (reviewFrom < 1) {
      throw new IllegalArgumentException("reviewFrom: " + reviewFrom + " (expected: >= 1)");
    }
  }
}
