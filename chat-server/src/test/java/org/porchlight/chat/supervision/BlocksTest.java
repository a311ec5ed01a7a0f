package org.porchlight.chat.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Lane;
import org.porchlight.moderation.Side;

class BlocksTest {

  @ParameterizedTest
  @CsvSource({
    // Pain is no offence, and whoever may be in danger is looked at first.
    "SEEKER,SUICIDE,NEEDS_A_PERSON_NOW,suicide.plan,true",
    "SEEKER,OVERDOSE,NEEDS_A_PERSON_NOW,overdose.now,true",
    "SEEKER,ABUSE,NEEDS_A_PERSON_NOW,abuse.now,true",
    "SEEKER,UNSCREENED,NEEDS_A_PERSON_NOW,unscreened,true",
    "SEEKER,RAISED,NEEDS_A_PERSON_NOW,raised.home-unsafe,true",
    "SEEKER,RAISED,NEEDS_A_PERSON_NOW,raised.hand-danger,true",
    "SEEKER,RAISED,NEEDS_A_PERSON_NOW,raised.need-supervisor,true",
    // What somebody does to others is what a block is for.
    "SEEKER,RAISED,NEEDS_A_PERSON_NOW,raised.hand-me,false",
    "SEEKER,HARM_TO_OTHERS,NEEDS_A_PERSON_NOW,harm.others,false",
    "SEEKER,HARASSMENT,NEEDS_A_PERSON_NOW,harassment.threat,false",
    "SEEKER,SEXUAL,NEEDS_A_PERSON_NOW,sexual.request,false",
    // What can wait a little does not stand in the way, and neither do the peer's own words.
    "SEEKER,SUICIDE,CHECK_SOON,suicide.wish,false",
    "PEER,RAISED,NEEDS_A_PERSON_NOW,raised.peer-unsafe,false",
    "PEER,OFF_PLATFORM,CHECK_SOON,off-platform.contact,false",
  })
  @DisplayName(
      "C28: a sign that the seeker is in danger now is decided about before they are blocked")
  void danger(Side side, Category category, Lane lane, String rule, boolean first) {
    Flag flag =
        new Flag(
            ConversationId.random().value(),
            ConversationId.random(),
            side,
            category,
            lane,
            List.of(rule),
            List.of(),
            null,
            null,
            Instant.EPOCH,
            null,
            null);
    assertThat(Blocks.saysThatTheSeekerIsInDanger(flag)).isEqualTo(first);
  }
}
