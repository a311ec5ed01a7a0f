package org.porchlight.chat.supervision;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Supervision.
 *
 * @param reviewBelow the share of right flags below which a rule is listed for review, 0 to 1
 * @param reviewFrom how many verdicts a rule needs before it can be listed
 * @param louderAfter how long nobody may have what needs a person now before it is louder
 * @param callAfter how long before whoever is on call is wanted
 * @param unansweredAfter how long a seeker waits for words of their peer before the board says so
 */
@ConfigurationProperties("porchlight.supervision")
record SupervisionSettings(
    @DefaultValue("0.6") double reviewBelow,
    @DefaultValue("10") int reviewFrom,
    @DefaultValue("60s") Duration louderAfter,
    @DefaultValue("120s") Duration callAfter,
    @DefaultValue("10m") Duration unansweredAfter) {
  SupervisionSettings {
    if (reviewBelow < 0 || reviewBelow > 1) {
      throw new IllegalArgumentException("reviewBelow: " + reviewBelow + " (expected: 0 to 1)");
    }
    if (reviewFrom < 1) {
      throw new IllegalArgumentException("reviewFrom: " + reviewFrom + " (expected: >= 1)");
    }
    if (!louderAfter.isPositive()) {
      throw new IllegalArgumentException("louderAfter: " + louderAfter + " (expected: > 0)");
    }
    if (!unansweredAfter.isPositive()) {
      throw new IllegalArgumentException(
          "unansweredAfter: " + unansweredAfter + " (expected: > 0)");
    }
    if (callAfter.compareTo(louderAfter) < 0) {
      throw new IllegalArgumentException(
          "callAfter: " + callAfter + " (expected: >= " + louderAfter + ")");
    }
  }
}
