package org.porchlight.matching.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.porchlight.matching.Band;
import org.porchlight.matching.Certificate;
import org.porchlight.matching.Level;
import org.porchlight.matching.Line.Candidates;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Ticket;
import org.porchlight.matching.Needs;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.Wants;
import org.porchlight.matching.Wish;

class PolicyTest {
  private static final Certificate INDEPENDENT = new Certificate(Level.INDEPENDENT, true);
  private static final Wish ANYONE = Wish.anyone();

  private final FreePeer robin = peer("robin", Set.of("grief"), 100);

  @Test
  void priorityTimeAloneOrdersTheLine() {
    assertThat(pairs(List.of(ticket("later", 20, ANYONE), ticket("earlier", 10, ANYONE)), robin))
        .containsExactly("earlier-robin");
  }

  @Test
  void anotherLanguageIsNoMatch() {
    assertThat(pairs(List.of(ticket("t", 1, Needs.of("es"), ANYONE, Band.ORDINARY)), robin))
        .isEmpty();
  }

  @Test
  void whoWantsSomebodyWhoLivedItWaitsForThem() {
    Ticket lived = ticket("lived", 1, Wish.of(Wants.LIVED, Set.of("work")));
    Ticket anyone = ticket("anyone", 2, Wish.of(Wants.ANYONE, Set.of("work")));
    assertThat(pairs(List.of(lived, anyone), robin)).containsExactly("anyone-robin");
  }

  @Test
  void r23LevelsGateWhoMayBeTaken() {
    Ticket danger = ticket("danger", 1, Needs.of("en"), ANYONE, Band.IMMINENT);
    FreePeer supervised = peer("sup", new Certificate(Level.SUPERVISED, true), 1, 1);
    FreePeer practising = peer("pra", new Certificate(Level.PRACTICE, true), 1, 1);
    assertThat(pairs(List.of(danger), supervised)).isEmpty();
    assertThat(pairs(List.of(ticket("t", 1, ANYONE)), supervised)).containsExactly("t-sup");
    assertThat(pairs(List.of(ticket("t", 1, ANYONE)), practising)).isEmpty();
  }

  @Test
  void whoIs16Or17NeedsAClearedPeer() {
    Ticket young = ticket("y", 1, new Needs("en", true, Set.of(), null), ANYONE, Band.ORDINARY);
    FreePeer notCleared = peer("not", new Certificate(Level.INDEPENDENT, false), 1, 1);
    assertThat(pairs(List.of(young), notCleared)).isEmpty();
    assertThat(pairs(List.of(young), robin)).containsExactly("y-robin");
  }

  @Test
  void whoIsKeptApartIsNoMatch() {
    Needs apart = new Needs("en", false, Set.of(robin.id()), null);
    assertThat(pairs(List.of(ticket("t", 1, apart, ANYONE, Band.ORDINARY)), robin)).isEmpty();
  }

  @Test
  void nobodyIsOfferedATopicThatTheyWouldRatherNotTake() {
    FreePeer jo = avoiding("jo", "grief");
    Ticket both = ticket("both", 1, Wish.of(Wants.ANYONE, Set.of("grief", "work")));
    Ticket other = ticket("other", 2, Wish.of(Wants.ANYONE, Set.of("work")));
    assertThat(pairs(List.of(both, other), jo)).containsExactly("other-jo");
    assertThat(pairs(List.of(ticket("none", 1, ANYONE)), jo)).containsExactly("none-jo");
    assertThat(pairs(List.of(both, other), jo, robin)).containsExactly("both-robin", "other-jo");
  }

  @Test
  void whatSomebodyWouldRatherNotTakeIsANumberInReasonsAndNotInTheLineAboutThem() {
    Ticket grief = ticket("grief", 1, Wish.of(Wants.ANYONE, Set.of("grief")));
    FreePeer jo = avoiding("jo", "grief");
    assertThat(Policy.reasons(grief, List.of(jo, avoiding("al", "grief").busy())))
        .containsExactly("2 would rather not take one of its topics this shift");
    Candidates all =
        new Candidates(List.of(grief, ticket("plain", 2, ANYONE)), List.of(jo), Long.MAX_VALUE, 0);
    assertThat(Policy.decide(all))
        .singleElement()
        .extracting(Policy.Match::why)
        .asString()
        .doesNotContain("rather")
        .doesNotContain("ahead of");
  }

  @Test
  void aPeerWithoutAPlaceIsNoMatch() {
    assertThat(pairs(List.of(ticket("t", 1, ANYONE)), peer("full", INDEPENDENT, 0, 1))).isEmpty();
  }

  @Test
  void whileAKnownPeerIsAskedFirstNobodyElseIs() {
    FreePeer known = peer("known", Set.of(), 900);
    Needs again = new Needs("en", false, Set.of(), known.id());
    Ticket only =
        new Ticket(new TicketId(padded("t")), again, ANYONE, Band.ORDINARY, 1, 1, true, 1);
    assertThat(pairs(List.of(only), robin)).isEmpty();
    assertThat(pairs(List.of(only), robin, known)).containsExactly("t-known");
  }

  @Test
  void theKnownPeerComesFirstThenSharedExperienceThenTheLongestRest() {
    FreePeer tired = peer("tired", Set.of("grief", "work"), 900);
    FreePeer rested = peer("rested", Set.of(), 5);
    Ticket both = ticket("b", 1, Wish.of(Wants.ANYONE, Set.of("grief", "work")));
    assertThat(pairs(List.of(both), robin, rested, tired)).containsExactly("b-tired");
    assertThat(pairs(List.of(ticket("p", 1, ANYONE)), tired, robin, rested))
        .containsExactly("p-rested");
    Needs again = new Needs("en", false, Set.of(), rested.id());
    assertThat(
            pairs(List.of(ticket("k", 1, again, both.wish(), Band.ORDINARY)), tired, robin, rested))
        .containsExactly("k-rested");
  }

  @Test
  void anEarlierTicketMakesRoomSoThatOnePeerMoreMeansOneSeekerMore() {
    FreePeer onlyWork = peer("work", Set.of("work"), 900);
    Ticket first = ticket("first", 1, Wish.of(Wants.ANYONE, Set.of("grief")));
    Ticket second = ticket("second", 2, Wish.of(Wants.LIVED, Set.of("grief")));
    assertThat(pairs(List.of(first, second), robin, onlyWork))
        .containsExactly("first-work", "second-robin");
  }

  @Test
  void nobodyBeyondTheHorizonIsMatched() {
    Ticket far = ticket("far", 30, ANYONE);
    assertThat(Policy.decide(new Candidates(List.of(far), List.of(robin), 20, 0))).isEmpty();
  }

  @Test
  void aMatchSaysInOneLineWhoWasPassedOverAndWhy() {
    Ticket danger = ticket("danger", 1, Needs.of("en"), ANYONE, Band.IMMINENT);
    FreePeer sup = peer("supervised", new Certificate(Level.SUPERVISED, true), 1, 10);
    FreePeer also = peer("alsothere", new Certificate(Level.SUPERVISED, true), 1, 20);
    Ticket plain = ticket("plain", 60_000, ANYONE);
    Candidates all =
        new Candidates(List.of(danger, plain), List.of(also, sup), Long.MAX_VALUE, 120_000);
    assertThat(Policy.decide(all).getFirst().why())
        .isEqualTo(
            "waited 1 min, ordinary; supervised000000000000: rested 1 min;"
                + " passed over alsothere0000000000000 (rested less long);"
                + " ahead of 1 (the peer is supervised, and this is imminent)");
  }

  @Test
  void whoHasNobodyYetIsToldWhyInWords() {
    Ticket lived = ticket("t", 1, Wish.of(Wants.LIVED, Set.of("work")));
    assertThat(Policy.reasons(lived, List.of())).containsExactly("nobody is on duty");
    assertThat(Policy.reasons(lived, List.of(robin, peer("jo", Set.of("work"), 1))))
        .containsExactly("1 could take it now", "1 has not lived what the seeker asks for");
    assertThat(Policy.reasons(lived, List.of(peer("jo", Set.of("work"), 1).busy())))
        .containsExactly("1 has no free place now");
  }

  @Test
  void everyMustHasItsReasonInWords() {
    assertThat(Musts.ALL)
        .flatExtracting(Must::reason, Must::otherwise)
        .doesNotHaveDuplicates()
        .allMatch(reason -> ((String) reason).length() > 10);
  }

  private static List<String> pairs(List<Ticket> tickets, FreePeer... peers) {
    List<String> pairs = new ArrayList<>();
    Candidates all = new Candidates(tickets, List.of(peers), Long.MAX_VALUE, 0);
    for (Policy.Match match : Policy.decide(all)) {
      pairs.add(bare(match.ticket().id().value()) + "-" + bare(match.peer().id().value()));
    }
    return pairs;
  }

  private static Ticket ticket(String id, long priority, Wish wish) {
    return ticket(id, priority, Needs.of("en"), wish, Band.ORDINARY);
  }

  private static Ticket ticket(String id, long priority, Needs needs, Wish wish, Band band) {
    return new Ticket(new TicketId(padded(id)), needs, wish, band, priority, priority, false, 1);
  }

  private static FreePeer peer(String id, Set<String> topics, long restedSince) {
    return new FreePeer(
        new PeerId(padded(id)), INDEPENDENT, Set.of("en"), topics, Set.of(), 1, restedSince, 1);
  }

  private static FreePeer peer(String id, Certificate certificate, int free, long restedSince) {
    return new FreePeer(
        new PeerId(padded(id)),
        certificate,
        Set.of("en"),
        Set.of(),
        Set.of(),
        free,
        restedSince,
        1);
  }

  private static FreePeer avoiding(String id, String topic) {
    return new FreePeer(
        new PeerId(padded(id)), INDEPENDENT, Set.of("en"), Set.of(), Set.of(topic), 1, 1, 1);
  }

  private static String padded(String id) {
    return (id + "0".repeat(22)).substring(0, 22);
  }

  private static String bare(String id) {
    return id.replaceAll("0+$", "");
  }
}
