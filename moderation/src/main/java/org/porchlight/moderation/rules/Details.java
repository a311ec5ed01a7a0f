package org.porchlight.moderation.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.personal.PersonalData;

/** What personal data means from either side: a seeker's is theirs to give, a peer's leads away. */
final class Details {
  private static final String SEEKER_WHY =
      "This looks like something that shows who you are or where. You can send it; nobody here"
          + " needs it.";
  private static final String CONTACT_WHY =
      "This looks like a way to reach you outside Porchlight. We keep each other safe by staying"
          + " here.";
  private static final String NUMBER_WHY = "This looks like a number that belongs to a person.";
  private static final String CONTACT_SUGGESTION =
      "We can go on talking here, and you can ask for me again next time.";
  private static final String SOURCE = "Boundaries: staying on the platform";

  private Details() {}

  static List<Finding> findings(Utterance utterance) {
    return PersonalData.in(utterance.text()).stream()
        .map(data -> finding(utterance.side(), data))
        .toList();
  }

  static List<String> ids() {
    return Arrays.stream(PersonalData.Kind.values()).map(Details::id).toList();
  }

  private static String id(PersonalData.Kind kind) {
    return "data." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Finding finding(Side side, PersonalData data) {
    boolean leadsAway = side == Side.PEER && data.kind().isContact();
    return new Finding(
        leadsAway ? Category.OFF_PLATFORM : Category.PERSONAL_DATA,
        0,
        id(data.kind()),
        data.span(),
        List.of(data.span()),
        Set.of(),
        leadsAway ? CONTACT_WHY : side == Side.SEEKER ? SEEKER_WHY : NUMBER_WHY,
        leadsAway ? CONTACT_SUGGESTION : null,
        side == Side.PEER ? SOURCE : null);
  }
}
