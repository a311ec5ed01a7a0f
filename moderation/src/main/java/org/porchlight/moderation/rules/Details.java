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
import org.porchlight.moderation.text.Hints;

/** What personal data means from either side: a seeker's is theirs to give, a peer's leads away. */
final class Details {
  private Details() {}

  static List<Finding> findings(Utterance utterance, Hints hints) {
    return PersonalData.in(utterance.text()).stream()
        .map(data -> finding(utterance.side(), data, hints))
        .toList();
  }

  static List<String> ids() {
    return Arrays.stream(PersonalData.Kind.values()).map(Details::id).toList();
  }

  private static String id(PersonalData.Kind kind) {
    return "data." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Finding finding(Side side, PersonalData data, Hints hints) {
    boolean leadsAway = side == Side.PEER && data.kind().isContact();
    Hints.Remark remark =
        hints.remark(
            leadsAway ? "details-contact" : side == Side.SEEKER ? "details-own" : "details-number");
    return new Finding(
        leadsAway ? Category.OFF_PLATFORM : Category.PERSONAL_DATA,
        0,
        id(data.kind()),
        data.span(),
        List.of(data.span()),
        Set.of(),
        remark.why(),
        remark.suggestion(),
        remark.source());
  }
}
