package org.porchlight.chat.house;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * How the house names itself to seekers, and what it asks them of themselves.
 *
 * @param version counts the changes; 0 before the first one
 * @param name at the top of the page of seekers
 * @param title on the tab of their browser, which others may see
 * @param questions which of {@link #KNOWN} the check-in asks, in that order; none of them where it
 *     is off
 * @param exits where Quick exit leads from the regions of which the house says so itself, by their
 *     ids
 */
public record HouseLook(
    int version, String name, String title, List<String> questions, Map<String, URI> exits) {
  /** Everything that a check-in may ask. */
  static final List<String> KNOWN = List.of("upset", "hope", "alone", "next", "heard");

  private static final String PORCHLIGHT = "Porchlight";

  /** Keeps its questions in the order in which they are known. */
  public HouseLook {
    questions = KNOWN.stream().filter(questions::contains).toList();
    exits = Map.copyOf(exits);
  }

  /** Whether it says the same as another one, of whichever version. */
  boolean saysTheSameAs(HouseLook other) {
    return name.equals(other.name)
        && title.equals(other.title)
        && questions.equals(other.questions)
        && exits.equals(other.exits);
  }

  /** Before anybody has changed anything. */
  static HouseLook usual() {
    return new HouseLook(0, PORCHLIGHT, PORCHLIGHT, KNOWN, Map.of());
  }
}
