package org.porchlight.matching.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.porchlight.matching.Line.Candidates;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Ticket;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.Wants;

class PolicyTest {
  private final FreePeer robin = peer("robin", Set.of("en"), Set.of("grief"), 1, 100);

  @Test
  void priorityTimeAloneOrdersTheLine() {
    Ticket later = ticket("later", "en", Set.of(), Wants.ANYONE, 20);
    Ticket earlier = ticket("earlier", "en", Set.of(), Wants.ANYONE, 10);
    assertThat(first(List.of(later, earlier), robin)).isEqualTo(new Policy.Match(earlier, robin));
  }

  @Test
  void anotherLanguageIsNoMatch() {
    assertThat(first(List.of(ticket("t", "es", Set.of(), Wants.ANYONE, 1)), robin)).isNull();
  }

  @Test
  void whoWantsSomebodyWhoLivedItWaitsForThem() {
    Ticket lived = ticket("lived", "en", Set.of("work"), Wants.LIVED, 1);
    Ticket anyone = ticket("anyone", "en", Set.of("work"), Wants.ANYONE, 2);
    assertThat(first(List.of(lived, anyone), robin)).isEqualTo(new Policy.Match(anyone, robin));
  }

  @Test
  void aPeerWithoutAPlaceIsNoMatch() {
    FreePeer full = peer("full", Set.of("en"), Set.of(), 0, 1);
    assertThat(first(List.of(ticket("t", "en", Set.of(), Wants.ANYONE, 1)), full)).isNull();
  }

  @Test
  void sharedExperienceComesFirstAndThenTheLongestRest() {
    FreePeer tired = peer("tired", Set.of("en"), Set.of("grief"), 1, 900);
    FreePeer rested = peer("rested", Set.of("en"), Set.of(), 1, 5);
    Ticket grief = ticket("g", "en", Set.of("grief"), Wants.ANYONE, 1);
    assertThat(first(List.of(grief), tired, robin, rested).peer()).isEqualTo(robin);
    Ticket plain = ticket("p", "en", Set.of(), Wants.ANYONE, 1);
    assertThat(first(List.of(plain), tired, robin, rested).peer()).isEqualTo(rested);
  }

  @Test
  void everyMustHasItsReasonInWords() {
    assertThat(Policy.MUSTS)
        .extracting(Must::reason)
        .doesNotHaveDuplicates()
        .allMatch(r -> r.length() > 10);
  }

  @SuppressWarnings("NullAway") // the tests above look at the null
  private static Policy.Match first(List<Ticket> tickets, FreePeer... peers) {
    return Policy.first(new Candidates(tickets, List.of(peers))).orElse(null);
  }

  private static Ticket ticket(
      String id, String language, Set<String> topics, Wants wants, long priority) {
    return new Ticket(new TicketId(padded(id)), language, topics, wants, priority, 1);
  }

  private static FreePeer peer(
      String id, Set<String> languages, Set<String> topics, int free, long restedSince) {
    return new FreePeer(new PeerId(padded(id)), languages, topics, free, restedSince, 1);
  }

  private static String padded(String id) {
    return (id + "0".repeat(22)).substring(0, 22);
  }
}
