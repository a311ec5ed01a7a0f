package org.porchlight.moderation.rules;

import java.util.List;
import java.util.Set;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Side;

/**
 * A rule as it ships, for people who want to know what it looks for.
 *
 * @param sides in whose words it is looked for
 * @param level how near the danger is, 0 to 6
 * @param why what it says to whoever looks
 * @param examples lines in which it is seen
 * @param takesPhrases whether a house may add phrases to it
 */
public record ShippedRule(
    String id,
    Set<Side> sides,
    Category category,
    int level,
    String why,
    List<String> examples,
    boolean takesPhrases) {

  public ShippedRule {
    sides = Set.copyOf(sides);
    examples = List.copyOf(examples);
  }
}
