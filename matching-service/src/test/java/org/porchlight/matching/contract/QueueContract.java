package org.porchlight.matching.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.porchlight.matching.contract.Hall.INDEPENDENT;
import static org.porchlight.matching.contract.Hall.NINE;
import static org.porchlight.matching.contract.Hall.id;
import static org.porchlight.matching.contract.Hall.now;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.porchlight.matching.Accepted;
import org.porchlight.matching.Answer;
import org.porchlight.matching.Band;
import org.porchlight.matching.Certificate;
import org.porchlight.matching.Door;
import org.porchlight.matching.Duty;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.Ended;
import org.porchlight.matching.HandOver;
import org.porchlight.matching.Inspection;
import org.porchlight.matching.Level;
import org.porchlight.matching.Line.Claim;
import org.porchlight.matching.Line.Lease;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.Needs;
import org.porchlight.matching.OfferId;
import org.porchlight.matching.PeerEvent;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.Return;
import org.porchlight.matching.TicketEvent;
import org.porchlight.matching.TicketId;
import org.porchlight.matching.Wants;
import org.porchlight.matching.Wish;
import org.porchlight.matching.contract.Hall.Peer;
import org.porchlight.matching.contract.Hall.Seeker;
import org.porchlight.matching.engine.MatchingEngine;
import org.porchlight.matching.engine.MatchingLoop;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every line does, in memory, on one Redis and on a cluster. */
abstract class QueueContract {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int ACTS = 200;

  private Hall hall;

  /** A line of its own for each test. */
  abstract Hall open(MatchingSettings settings);

  @BeforeEach
  void openTheHall() {
    hall = open(new Times().settings());
  }

  @AfterEach
  void closeTheHall() {
    hall.close();
  }

  /** The settings of a test: long times, but for the one it is about. */
  record Times(
      Duration offer,
      Duration away,
      Duration silent,
      Duration place,
      Duration known,
      Duration lease) {
    Times() {
      this(Duration.ofSeconds(30), LONG, LONG, LONG, LONG, Duration.ofSeconds(5));
    }

    MatchingSettings settings() {
      return new MatchingSettings("test" + id(), offer, away, silent, place, known, lease);
    }
  }

  private void reopen(Times times) {
    hall.close();
    hall = open(times.settings());
  }

  private void offersFor(Duration time) {
    reopen(new Times(time, LONG, LONG, LONG, LONG, Duration.ofSeconds(5)));
  }

  @Test
  void whoWaitsIsOfferedToWhoIsOnDutyAndAcceptedOnce() {
    Peer robin = hall.onDuty("grief");
    Seeker seeker = hall.join(NINE, Wants.LIVED, "grief");
    OfferId offer = robin.offer();
    assertThat(robin.offers().getFirst().topics()).containsExactly("grief");
    assertThat(robin.offers().getFirst().wants()).isEqualTo(Wants.LIVED);

    List<Answer> answers =
        now(Flux.range(0, 16).flatMap(i -> hall.queue.accept(robin.id(), offer), 16).collectList());
    assertThat(answers).filteredOn(answer -> answer == Answer.DONE).hasSize(1);
    Accepted accepted = accepted();
    assertThat(accepted.ticket()).isEqualTo(seeker.ticket());
    assertThat(accepted.peer()).isEqualTo(robin.id());
    assertThat(accepted.turn()).isEqualTo(1);
    assertThat(now(hall.queue.duty(robin.id())))
        .isEqualTo(new Duty(true, 1, 1, null, Set.of("grief"), Set.of()));
    assertThat(now(hall.queue.place(seeker.ticket()).hasElement())).isFalse();
    await().untilAsserted(() -> assertThat(seeker.events()).contains(new TicketEvent.Matched()));
  }

  @Test
  void everyMatchIsExplainedInOneLine() {
    Peer robin = hall.onDuty("grief", "work");
    Peer jo = hall.onDuty("grief");
    Seeker seeker = hall.join(Instant.now(), Wants.ANYONE, "grief", "work");
    take(robin);
    assertThat(accepted().why())
        .contains("waited 0 min, ordinary")
        .contains(robin.id() + ": shares 2 of 2 topics")
        .contains("passed over " + jo.id() + " (shares fewer topics)")
        .doesNotContain("\n")
        .doesNotContain("grief");
    assertThat(seeker.events()).doesNotContain(new TicketEvent.Asked());
  }

  @Test
  void whatADeadConsumerTookIsHandedOutAgainUntilAcknowledged() {
    Peer robin = hall.onDuty();
    hall.join(NINE);
    take(robin);
    Accepted first = now(hall.queue.accepted("dies", Duration.ofMinutes(1)).next());
    Accepted again = now(hall.queue.accepted("lives", Duration.ofMillis(1)).next());
    assertThat(again).isEqualTo(first);
    now(hall.queue.acknowledge(again).thenReturn(true));
    assertThat(now(isThere(hall.queue.accepted("later", Duration.ofMillis(1))))).isFalse();
  }

  @Test
  void p9ADeclinedOfferReturnsTheTicketWithItsPlaceAndGoesToAnother() {
    Seeker first = hall.join(NINE);
    Seeker second = hall.join(NINE.plusSeconds(60));
    Peer robin = hall.onDuty();
    OfferId offer = robin.offer();
    Peer jo = hall.onDuty();
    await().untilAsserted(() -> assertThat(jo.offers()).hasSize(1));
    assertThat(hall.position(first)).isEqualTo(1);
    assertThat(hall.position(second)).isEqualTo(2);
    assertThat(now(hall.queue.decline(robin.id(), offer))).isEqualTo(Answer.DONE);
    assertThat(now(hall.queue.decline(robin.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    assertThat(now(hall.queue.accept(robin.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    assertThat(hall.position(first)).isEqualTo(1);
    Inspection.OnDuty seen = inspected(robin);
    assertThat(seen.answers().declined()).isEqualTo(1);
  }

  @Test
  void p9AnOfferThatNobodyAnswersReturnsTheTicketWithItsPlace() {
    offersFor(Duration.ofMillis(300));
    Seeker seeker = hall.join(NINE);
    hall.join(NINE.plusSeconds(60));
    Peer robin = hall.onDuty();
    OfferId offer = robin.offer();
    await()
        .untilAsserted(() ->
            assertThat(robin.events())
                .contains(new PeerEvent.OfferGone(offer, PeerEvent.Why.EXPIRED)));
    assertThat(hall.position(seeker)).isEqualTo(1);
    assertThat(now(hall.queue.accept(robin.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    await().untilAsserted(() -> assertThat(robin.offers()).hasSizeGreaterThan(1));
  }

  @Test
  void twoMissedOffersInARowPutAPeerGentlyOffDutyAndTellThem() {
    offersFor(Duration.ofMillis(100));
    hall.join(NINE);
    Peer robin = hall.onDuty();
    await().untilAsserted(() -> assertThat(robin.causes()).contains(PeerEvent.Cause.MISSED_OFFERS));
    assertThat(robin.offers()).hasSize(2);
    assertThat(now(hall.queue.duty(robin.id())).on()).isFalse();
  }

  @Test
  void aPeerWhoIsPutOffDutyIsToldWhyAndTheirOfferGoesBack() {
    Seeker seeker = hall.join(NINE);
    Peer robin = hall.onDuty();
    OfferId offer = robin.offer();
    assertThat(now(hall.queue.onDuty().collectList())).containsExactly(robin.id());
    now(hall.queue.putOffDuty(robin.id(), PeerEvent.Cause.TRAINING_OVER).thenReturn(true));
    await().untilAsserted(() -> assertThat(robin.causes()).contains(PeerEvent.Cause.TRAINING_OVER));
    assertThat(now(hall.queue.duty(robin.id())).on()).isFalse();
    assertThat(now(hall.queue.onDuty().collectList())).isEmpty();
    assertThat(now(hall.queue.accept(robin.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    assertThat(hall.position(seeker)).isEqualTo(1);

    int told = robin.causes().size();
    now(hall.queue.putOffDuty(robin.id(), PeerEvent.Cause.CHANGED).thenReturn(true));
    assertThat(robin.causes()).hasSize(told);
  }

  @Test
  void aPeerWhoDoesNotListenCostsNoTimeout() {
    PeerId vanished = new PeerId(id());
    now(hall.queue.onDuty(new DutyRequest(vanished, INDEPENDENT, Set.of("en"), Set.of(), 3)));
    hall.join(NINE);
    await().untilAsserted(() -> assertThat(now(hall.queue.duty(vanished)).on()).isFalse());
    assertThat(hall.onDuty().offer()).isNotNull();
    Peer again = hall.listening(vanished);
    await()
        .untilAsserted(
            () -> assertThat(again.causes()).containsExactly(PeerEvent.Cause.NOT_LISTENING));
  }

  @Test
  void aSeekerWhoDoesNotListenIsAwayWhenTheirTurnComesAndBackWhenTheyListen() {
    Seeker first = hall.join(NINE);
    Seeker second = hall.join(NINE.plusSeconds(60));
    first.socket().dispose();
    Peer robin = hall.onDuty();
    robin.offer();
    await()
        .untilAsserted(
            () -> assertThat(now(hall.queue.place(first.ticket()).hasElement())).isFalse());
    assertThat(inspected(robin).offer()).isEqualTo(second.ticket());
    hall.listening(first.ticket(), first.conversation());
    await().until(() -> now(hall.queue.place(first.ticket()).hasElement()));
    assertThat(hall.position(first)).isEqualTo(1);
  }

  @Test
  void aRefreshedPageSeesItsOffer() {
    Peer robin = hall.onDuty();
    hall.join(NINE);
    OfferId offer = robin.offer();
    Peer again = hall.listening(robin.id());
    await().untilAsserted(() -> assertThat(again.offers()).hasSize(1));
    assertThat(again.offer()).isEqualTo(offer);
  }

  @Test
  void leavingWhileOfferedWithdrawsTheOfferAndFreesThePeer() {
    Peer robin = hall.onDuty();
    Seeker seeker = hall.join(NINE);
    OfferId offer = robin.offer();
    assertThat(now(hall.queue.leave(seeker.ticket()))).isTrue();
    assertThat(now(hall.queue.leave(seeker.ticket()))).isFalse();
    await()
        .untilAsserted(() ->
            assertThat(robin.events())
                .contains(new PeerEvent.OfferGone(offer, PeerEvent.Why.WITHDRAWN)));
    assertThat(now(hall.queue.accept(robin.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    assertThat(now(hall.queue.duty(robin.id()))).isEqualTo(new Duty(true, 1, 0));
  }

  @Test
  void whoIsAwayIsSkippedAndKeepsTheirPlace() {
    Seeker away = hall.join(NINE);
    Seeker here = hall.join(NINE.plusSeconds(60));
    now(hall.queue.away(away.ticket()));
    assertThat(hall.position(here)).isEqualTo(1);
    assertThat(now(hall.queue.back(away.ticket()))).isEqualTo(Return.THERE);
    assertThat(hall.position(away)).isEqualTo(1);
    assertThat(hall.position(here)).isEqualTo(2);
    await()
        .untilAsserted(() ->
            assertThat(here.events())
                .contains(new TicketEvent.Moved(TicketEvent.Because.RETURNED)));
  }

  @Test
  void whoIsAwayTooLongIsGoneAndItIsToldUntilItIsDealtWith() {
    reopen(new Times(LONG, Duration.ofMillis(100), LONG, LONG, LONG, Duration.ofSeconds(5)));
    Seeker seeker = hall.join(NINE);
    now(hall.queue.away(seeker.ticket()));
    await()
        .untilAsserted(() ->
            assertThat(seeker.events())
                .contains(new TicketEvent.Gone(TicketEvent.Why.AWAY_TOO_LONG)));
    assertThat(now(hall.queue.back(seeker.ticket()))).isEqualTo(Return.ENDED);
    assertThat(now(hall.queue.back(new TicketId("neverCameToTheLine0000"))))
        .isEqualTo(Return.UNKNOWN);
    Ended first = now(hall.queue.ended("dies", Duration.ofMinutes(1)).next());
    Ended again = now(hall.queue.ended("lives", Duration.ofMillis(1)).next());
    assertThat(again).isEqualTo(first);
    assertThat(first.conversation()).isEqualTo(seeker.conversation());
    assertThat(first.why()).isEqualTo(TicketEvent.Why.AWAY_TOO_LONG);
    now(hall.queue.acknowledge(again).thenReturn(true));
    assertThat(now(isThere(hall.queue.ended("later", Duration.ofMillis(1))))).isFalse();
  }

  @Test
  void whoComesBackJustAfterTheMatchHasNotLostTheirPlace() {
    Peer robin = hall.onDuty();
    Seeker seeker = hall.join(NINE);
    assertThat(now(hall.queue.accept(robin.id(), robin.offer()))).isEqualTo(Answer.DONE);
    assertThat(now(hall.queue.back(seeker.ticket()))).isEqualTo(Return.THERE);
  }

  @Test
  void dangerMovesATicketAheadAndNeverBack() {
    Seeker first = hall.join(NINE);
    Seeker danger = hall.join(NINE.plusSeconds(600));
    now(hall.queue.raise(danger.ticket(), Band.HIGH));
    assertThat(hall.position(danger)).isEqualTo(1);
    now(hall.queue.raise(danger.ticket(), Band.ORDINARY));
    assertThat(hall.position(danger)).isEqualTo(1);
    assertThat(hall.position(first)).isEqualTo(2);
    await()
        .untilAsserted(() ->
            assertThat(first.events()).contains(new TicketEvent.Moved(TicketEvent.Because.URGENT)));
  }

  @Test
  void r23SupervisedPeersTakeOneConversationAndNobodyInImminentDanger() {
    Peer supervised = hall.onDuty(new Certificate(Level.SUPERVISED, false), 3);
    assertThat(now(hall.queue.duty(supervised.id())).capacity()).isEqualTo(1);
    Seeker danger = hall.join(NINE, Band.IMMINENT, Needs.of("en"), Wish.anyone());
    hall.join(NINE.plusSeconds(600));
    supervised.offer();
    assertThat(inspected(supervised).offer()).isNotEqualTo(danger.ticket());
    assertThat(waiting(danger).reasons()).contains("1 is supervised, and this is imminent");
    Peer independent = hall.onDuty();
    independent.offer();
    assertThat(inspected(independent).offer()).isEqualTo(danger.ticket());
  }

  @Test
  void r23WhoOnlyPractisesIsNotOnDuty() {
    PeerId peer = new PeerId(id());
    Certificate practice = new Certificate(Level.PRACTICE, true);
    DutyRequest request = new DutyRequest(peer, practice, Set.of("en"), Set.of(), 1);
    assertThat(now(hall.queue.onDuty(request)).on()).isFalse();
    assertThat(now(hall.queue.census()).onDuty()).isZero();
  }

  @Test
  void dangerWhileOfferedTakesTheTicketFromASupervisedPeer() {
    Peer supervised = hall.onDuty(new Certificate(Level.SUPERVISED, false), 1);
    Seeker seeker = hall.join(NINE);
    OfferId offer = supervised.offer();
    now(hall.queue.raise(seeker.ticket(), Band.IMMINENT));
    assertThat(now(hall.queue.accept(supervised.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    assertThat(hall.position(seeker)).isEqualTo(1);
  }

  @Test
  void whoIs16Or17MeetsOnlyAPeerWhoIsClearedForThat() {
    Peer notCleared = hall.onDuty();
    Needs young = new Needs("en", true, Set.of(), null);
    Seeker seeker = hall.join(NINE, Band.ORDINARY, young, Wish.anyone());
    Peer cleared = hall.onDuty(new Certificate(Level.INDEPENDENT, true), 1);
    cleared.offer();
    assertThat(inspected(cleared).offer()).isEqualTo(seeker.ticket());
    assertThat(inspected(notCleared).offer()).isNull();
    assertThat(notCleared.offers()).isEmpty();
  }

  @Test
  void whoIsKeptApartNeverMeets() {
    Peer blocked = hall.onDuty();
    Needs apart = new Needs("en", false, Set.of(blocked.id()), null);
    Seeker seeker = hall.join(NINE, Band.ORDINARY, apart, Wish.anyone());
    Seeker other = hall.join(NINE.plusSeconds(60));
    blocked.offer();
    assertThat(inspected(blocked).offer()).isEqualTo(other.ticket());
    Peer another = hall.onDuty();
    another.offer();
    assertThat(inspected(another).offer()).isEqualTo(seeker.ticket());
  }

  @Test
  void nobodyIsOfferedWhatTheyWouldRatherNotTakeUntilTheirShiftIsOver() {
    Peer robin = hall.listening(new PeerId(id()));
    assertThat(avoiding(robin, "grief").avoid()).containsExactly("grief");
    Seeker grief = hall.join(NINE, Wants.ANYONE, "grief");
    Seeker work = hall.join(NINE.plusSeconds(60), Wants.ANYONE, "work");
    robin.offer();
    assertThat(inspected(robin).offer()).isEqualTo(work.ticket());
    assertThat(waiting(grief).reasons())
        .contains("1 would rather not take one of its topics this shift");
    assertThat(inspected(robin).duty().avoid()).as("told to nobody else").isEmpty();

    assertThat(now(hall.queue.offDuty(robin.id())).avoid()).isEmpty();
    assertThat(avoiding(robin).avoid()).as("another shift").isEmpty();
    await().untilAsserted(() -> assertThat(inspected(robin).offer()).isEqualTo(grief.ticket()));
  }

  @Test
  void whoAvoidsATopicIsNotPromisedToItsSeekers() {
    Peer robin = hall.listening(new PeerId(id()));
    avoiding(robin, "grief");
    Seeker grief = hall.join(NINE, Wants.ANYONE, "grief");
    assertThat(now(hall.queue.place(grief.ticket())).range()).as("nobody is there").isNull();
    avoiding(robin, "work");
    assertThat(now(hall.queue.place(grief.ticket())).position()).isEqualTo(1);
    await().untilAsserted(() -> assertThat(inspected(robin).offer()).isEqualTo(grief.ticket()));
  }

  @Test
  void anOfferGoesBackWhenItsPeerWouldRatherNotTakeIt() {
    Peer robin = hall.listening(new PeerId(id()));
    avoiding(robin);
    Seeker seeker = hall.join(NINE, Wants.ANYONE, "grief");
    OfferId offer = robin.offer();
    avoiding(robin, "grief");
    await()
        .untilAsserted(() ->
            assertThat(robin.events())
                .contains(new PeerEvent.OfferGone(offer, PeerEvent.Why.WITHDRAWN)));
    assertThat(now(hall.queue.accept(robin.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    assertThat(hall.position(seeker)).isEqualTo(1);
    now(hall.queue.about(seeker.ticket(), Wish.of(Wants.ANYONE, Set.of("work"))));
    await().untilAsserted(() -> assertThat(inspected(robin).offer()).isEqualTo(seeker.ticket()));
    now(hall.queue.about(seeker.ticket(), Wish.of(Wants.ANYONE, Set.of("work", "grief"))));
    assertThat(inspected(robin).offer()).isNull();
    assertThat(waiting(seeker).state()).isEqualTo(Inspection.State.WAITING);
  }

  @Test
  void aKnownPeerIsNotAskedAloneAboutWhatTheyWouldRatherNotTake() {
    Peer known = hall.listening(new PeerId(id()));
    avoiding(known, "grief");
    Peer other = hall.onDuty();
    Needs again = new Needs("en", false, Set.of(), known.id());
    Wish grief = Wish.of(Wants.ANYONE, Set.of("grief"));
    Seeker seeker = hall.join(NINE, Band.ORDINARY, again, grief);
    other.offer();
    assertThat(inspected(other).offer()).isEqualTo(seeker.ticket());
    now(hall.queue.rest(known.id(), Instant.now().plusSeconds(60)));
    Seeker second = hall.join(NINE.plusSeconds(60), Band.ORDINARY, again, Wish.anyone());
    take(other);
    hall.queue.release(other.id(), seeker.conversation()).block();
    assertThat(inspected(other).offer()).as("the known peer is asked first").isNull();
    now(hall.queue.about(second.ticket(), grief));
    await().untilAsserted(() -> assertThat(inspected(other).offer()).isEqualTo(second.ticket()));
  }

  @Test
  void nobodyIsHeldForAKnownPeerWhoComesAndWouldRatherNotTakeIt() {
    Peer known = hall.onDuty();
    Needs again = new Needs("en", false, Set.of(), known.id());
    now(hall.queue.offDuty(known.id()));
    Seeker seeker = hall.hold(again, LONG);
    now(hall.queue.about(seeker.ticket(), Wish.of(Wants.ANYONE, Set.of("grief"))));
    assertThat(now(hall.queue.place(seeker.ticket())).held()).isTrue();
    Peer other = hall.onDuty();
    avoiding(known, "grief");
    assertThat(other.offer()).isNotNull();
    assertThat(inspected(other).offer()).isEqualTo(seeker.ticket());
  }

  private Duty avoiding(Peer peer, String... topics) {
    return now(
        hall.queue.onDuty(
            new DutyRequest(peer.id(), INDEPENDENT, Set.of("en"), Set.of(), Set.of(topics), 1)));
  }

  @Test
  void aKnownPeerIsAskedFirstForAShortTimeAndThenAnyone() {
    reopen(new Times(LONG, LONG, LONG, LONG, Duration.ofMillis(400), Duration.ofSeconds(5)));
    Peer known = hall.onDuty();
    hall.join(NINE);
    take(known);
    Peer other = hall.onDuty();
    Needs again = new Needs("en", false, Set.of(), known.id());
    hall.join(NINE.plusSeconds(60), Band.ORDINARY, again, Wish.anyone());
    Seeker third = hall.join(NINE.plusSeconds(120));
    assertThat(other.offer()).isNotNull();
    assertThat(inspected(other).offer()).isEqualTo(third.ticket());
    Peer late = hall.onDuty();
    await().untilAsserted(() -> assertThat(late.offers()).hasSize(1));
  }

  @Test
  void aKnownPeerWhoGoesOffDutyKeepsNobodyWaiting() {
    Peer known = hall.onDuty();
    hall.join(NINE);
    take(known);
    Needs again = new Needs("en", false, Set.of(), known.id());
    hall.join(NINE, Band.ORDINARY, again, Wish.anyone());
    now(hall.queue.offDuty(known.id()));
    assertThat(hall.onDuty().offer()).isNotNull();
  }

  @Test
  void aKnownPeerWhoIsNotThereIsWaitedForAndThenAnyone() {
    Peer known = hall.onDuty();
    Needs again = new Needs("en", false, Set.of(), known.id());
    now(hall.queue.offDuty(known.id()));
    Peer other = hall.onDuty();
    Seeker seeker = hall.hold(again, LONG);
    assertThat(now(hall.queue.place(seeker.ticket())).held()).isTrue();
    assertThat(inspected(other).offer()).isNull();
    assertThat(other.offers()).isEmpty();
    assertThat(now(hall.queue.anyone(seeker.ticket()))).isTrue();
    assertThat(now(hall.queue.place(seeker.ticket())).held()).isFalse();
    assertThat(other.offer()).isNotNull();
    assertThat(inspected(other).offer()).isEqualTo(seeker.ticket());
    assertThat(now(hall.queue.anyone(new TicketId(id())))).isFalse();
  }

  @Test
  void aKnownPeerWhoComesOnDutyIsOfferedWhoeverWaitsForThem() {
    Peer known = hall.onDuty();
    Needs again = new Needs("en", false, Set.of(), known.id());
    now(hall.queue.offDuty(known.id()));
    Seeker seeker = hall.hold(again, LONG);
    now(hall.queue.onDuty(new DutyRequest(known.id(), INDEPENDENT, Set.of("en"), Set.of(), 1)));
    assertThat(known.offer()).isNotNull();
    assertThat(inspected(known).offer()).isEqualTo(seeker.ticket());
  }

  @Test
  void aKnownPeerWhoDeclinesIsNotAskedAgainAndAgainAlone() {
    Peer known = hall.onDuty();
    Needs again = new Needs("en", false, Set.of(), known.id());
    hall.join(NINE, Band.ORDINARY, again, Wish.anyone());
    OfferId offer = known.offer();
    Peer other = hall.onDuty();
    // Who has rested longest is known by the millisecond.
    long came = System.currentTimeMillis();
    await().until(() -> System.currentTimeMillis() > came);
    now(hall.queue.decline(known.id(), offer));
    assertThat(other.offer()).isNotNull();
  }

  @Test
  void whoIsInDangerWaitsForNobodyInParticular() {
    Peer known = hall.onDuty();
    Needs again = new Needs("en", false, Set.of(), known.id());
    now(hall.queue.offDuty(known.id()));
    Seeker seeker = hall.hold(again, LONG);
    Peer other = hall.onDuty();
    assertThat(inspected(other).offer()).isNull();
    assertThat(other.offers()).isEmpty();
    now(hall.queue.raise(seeker.ticket(), Band.HIGH));
    assertThat(other.offer()).isNotNull();
    assertThat(now(hall.queue.place(seeker.ticket())).held()).isFalse();
  }

  @Test
  void r5WhoWaitsForSomeoneWhoHasLivedItIsAskedWhenTheirPatienceIsOver() {
    Wish lived = new Wish(Set.of("grief"), Wants.LIVED, Duration.ofMillis(50));
    Seeker seeker = hall.join(NINE, Band.ORDINARY, Needs.of("en"), lived);
    Peer robin = hall.onDuty("work");
    await().untilAsserted(() -> assertThat(seeker.events()).contains(new TicketEvent.Asked()));
    assertThat(now(hall.queue.place(seeker.ticket())).patienceOver()).isTrue();
    assertThat(inspected(robin).offer()).isNull();
    assertThat(robin.offers()).isEmpty();
    Wish anyone = Wish.of(Wants.ANYONE, Set.of("grief"));
    assertThat(now(hall.queue.about(seeker.ticket(), anyone))).isTrue();
    assertThat(robin.offer()).isNotNull();
    assertThat(now(hall.queue.place(seeker.ticket())).patienceOver()).isFalse();
  }

  @Test
  void whoIsBeingAskedReadsTheNewWordsOnTheSameOfferOrLosesIt() {
    Peer robin = hall.onDuty("grief");
    Seeker seeker = hall.join(NINE);
    OfferId offer = robin.offer();
    now(hall.queue.about(seeker.ticket(), Wish.of(Wants.LIVED, Set.of("grief", "work"))));
    await().untilAsserted(() -> assertThat(robin.offers()).hasSize(2));
    PeerEvent.Offered again = robin.offers().getLast();
    assertThat(again.offer()).isEqualTo(offer);
    assertThat(again.topics()).containsExactlyInAnyOrder("grief", "work");
    assertThat(again.wants()).isEqualTo(Wants.LIVED);
    assertThat(now(hall.queue.place(seeker.ticket())).wish().topics()).contains("work");

    now(hall.queue.about(seeker.ticket(), Wish.of(Wants.LIVED, Set.of("work"))));
    await()
        .untilAsserted(() ->
            assertThat(robin.events())
                .contains(new PeerEvent.OfferGone(offer, PeerEvent.Why.WITHDRAWN)));
    assertThat(now(hall.queue.accept(robin.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    assertThat(hall.position(seeker)).isEqualTo(1);
    assertThat(hall.onDuty("work").offer()).isNotNull();
  }

  @Test
  void aBreatherKeepsOffersAwayAndGivesAnOpenOneBack() {
    Peer robin = hall.onDuty();
    Seeker seeker = hall.join(NINE);
    OfferId offer = robin.offer();
    Instant until =
        Instant.now().plusSeconds(600).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    assertThat(now(hall.queue.rest(robin.id(), until)).restsUntil()).isEqualTo(until);
    assertThat(now(hall.queue.accept(robin.id(), offer))).isEqualTo(Answer.OFFER_GONE);
    assertThat(hall.position(seeker)).isEqualTo(1);
    assertThat(inspected(robin).offer()).isNull();
    now(hall.queue.rest(robin.id(), Instant.now().plusMillis(100)));
    await().untilAsserted(() -> assertThat(robin.offers()).hasSize(2));
    assertThat(robin.causes()).contains(PeerEvent.Cause.BREATHER);
  }

  @Test
  void aReleasedPlaceIsOfferedAgainAndReleasingTwiceIsOnce() {
    Peer robin = hall.onDuty();
    hall.join(NINE);
    take(robin);
    Accepted accepted = accepted();
    Seeker next = hall.join(NINE.plusSeconds(60));
    hall.queue.release(robin.id(), accepted.conversation()).block();
    hall.queue.release(robin.id(), accepted.conversation()).block();
    await().untilAsserted(() -> assertThat(robin.offers()).hasSize(2));
    assertThat(hall.position(next)).isEqualTo(1);
    assertThat(now(hall.queue.duty(robin.id())).taken()).isEqualTo(1);
  }

  @Test
  void whoGoesOffDutyStaysWithWhomTheyAreWithAndIsAskedForNobodyElse() {
    Peer robin = hall.onDuty();
    Seeker seeker = hall.join(NINE);
    take(robin);
    now(hall.queue.acknowledge(accepted()).thenReturn(true));
    Duty off = now(hall.queue.offDuty(robin.id()));
    assertThat(off.on()).isFalse();
    assertThat(off.taken()).isEqualTo(1);
    hall.join(NINE.plusSeconds(60));
    hall.queue.release(robin.id(), seeker.conversation()).block();
    await().untilAsserted(() -> assertThat(robin.causes()).contains(PeerEvent.Cause.PLACES));
    await().during(Duration.ofMillis(500)).until(() -> robin.offers().size() == 1);
    assertThat(takenBy(robin)).isZero();
    assertThat(now(hall.queue.duty(robin.id())).on()).isFalse();
  }

  @Test
  void aHandOverKeepsThePriorityTimeAndGoesToAnotherPeer() {
    Peer robin = hall.onDuty();
    Seeker seeker = hall.join(NINE);
    take(robin);
    Accepted first = accepted();
    now(hall.queue.acknowledge(first).thenReturn(true));
    Seeker other = hall.join(NINE.plusSeconds(60));
    now(hall.queue.offDuty(robin.id()));
    HandOver request = new HandOver(seeker.conversation(), new TicketId(id()), Band.ORDINARY);
    assertThat(now(hall.queue.handOver(request))).isEqualTo(request.ticket());
    HandOver again = new HandOver(seeker.conversation(), new TicketId(id()), Band.ORDINARY);
    assertThat(now(hall.queue.handOver(again))).isEqualTo(request.ticket());
    Seeker second = hall.listening(request.ticket(), seeker.conversation());
    assertThat(hall.position(second)).isEqualTo(1);
    assertThat(hall.position(other)).isEqualTo(2);
    assertThat(now(hall.queue.duty(robin.id())).taken()).isZero();

    Peer jo = hall.onDuty();
    take(jo);
    Accepted next = accepted();
    assertThat(next.conversation()).isEqualTo(seeker.conversation());
    assertThat(next.continues()).isTrue();
    assertThat(next.peer()).isEqualTo(jo.id());
    hall.queue.release(robin.id(), seeker.conversation()).block();
    assertThat(now(hall.queue.duty(jo.id())).taken()).isEqualTo(1);
    hall.queue.release(jo.id(), seeker.conversation()).block();
    await().untilAsserted(() -> assertThat(inspected(jo).offer()).isEqualTo(other.ticket()));
    assertThat(now(hall.queue.handOver(request).hasElement())).isFalse();
  }

  @Test
  void aConversationThatEndsDuringAHandOverEndsItsTicket() {
    Peer robin = hall.onDuty();
    Seeker seeker = hall.join(NINE);
    take(robin);
    now(hall.queue.offDuty(robin.id()));
    HandOver request = new HandOver(seeker.conversation(), new TicketId(id()), Band.HIGH);
    now(hall.queue.handOver(request));
    hall.queue.release(robin.id(), seeker.conversation()).block();
    assertThat(now(hall.queue.place(request.ticket()).hasElement())).isFalse();
    Ended ended = now(hall.queue.ended("test", Duration.ofMinutes(1)).next());
    assertThat(ended.turn()).isEqualTo(2);
  }

  @Test
  void aPeerWhoStaysKeepsTheirPlaceUntilAnotherHasComeAndIsNotOfferedTheirOwn() {
    Peer robin = hall.onDuty();
    Seeker seeker = hall.join(NINE);
    take(robin);
    now(hall.queue.acknowledge(accepted()).thenReturn(true));
    HandOver request = staying(robin, seeker, LONG);
    assertThat(now(hall.queue.handOver(request))).isEqualTo(request.ticket());
    assertThat(now(hall.queue.handOver(request))).isEqualTo(request.ticket());
    hall.listening(request.ticket(), seeker.conversation());
    assertThat(takenBy(robin)).isEqualTo(1);
    now(hall.queue.beat(robin.id(), Set.of(seeker.conversation())).thenReturn(true));

    Peer jo = hall.onDuty();
    take(jo);
    Accepted next = accepted();
    assertThat(next.turn()).isEqualTo(2);
    assertThat(next.peer()).isEqualTo(jo.id());
    assertThat(takenBy(robin)).as("until they are released").isEqualTo(1);
    assertThat(now(hall.queue.handOver(request)))
        .as("asked for once more, too late")
        .isEqualTo(request.ticket());
    hall.queue.release(robin.id(), seeker.conversation()).block();
    assertThat(takenBy(robin)).isZero();
    assertThat(takenBy(jo)).isEqualTo(1);
    assertThat(robin.offers()).hasSize(1);
  }

  @Test
  void whereNobodyComesThePeerWhoStayedGoesOnAndAnotherCanBeAskedForAgain() {
    Peer robin = hall.onDuty();
    Seeker seeker = hall.join(NINE);
    take(robin);
    now(hall.queue.acknowledge(accepted()).thenReturn(true));
    HandOver request = staying(robin, seeker, Duration.ofSeconds(1));
    now(hall.queue.handOver(request));
    Seeker looking = hall.listening(request.ticket(), seeker.conversation());
    await()
        .untilAsserted(() ->
            assertThat(looking.events()).contains(new TicketEvent.Gone(TicketEvent.Why.NOBODY)));
    Ended ended = now(hall.queue.ended("test", Duration.ofMinutes(1)).next());
    assertThat(ended.turn()).isEqualTo(2);
    assertThat(ended.why()).isEqualTo(TicketEvent.Why.NOBODY);
    now(hall.queue.acknowledge(ended).thenReturn(true));
    assertThat(takenBy(robin)).isEqualTo(1);

    HandOver again = staying(robin, seeker, request.ticket(), LONG);
    now(hall.queue.handOver(again));
    Seeker second = hall.listening(again.ticket(), seeker.conversation());
    assertThat(hall.position(second)).isEqualTo(1);
    assertThat(now(hall.queue.leave(again.ticket()))).as("taken back").isTrue();
    assertThat(now(hall.queue.leave(again.ticket()))).isFalse();

    now(hall.queue.offDuty(robin.id()));
    HandOver other = new HandOver(seeker.conversation(), again.ticket(), Band.ORDINARY);
    now(hall.queue.handOver(staying(robin, seeker, again.ticket(), LONG)));
    assertThat(now(hall.queue.handOver(other))).as("at once after all").isEqualTo(again.ticket());
    assertThat(takenBy(robin)).isZero();
    hall.listening(again.ticket(), seeker.conversation());
    Peer jo = hall.onDuty();
    take(jo);
    assertThat(accepted().turn()).isEqualTo(2);
  }

  @Test
  void aConversationThatEndsWhileItsPeerStaysEndsTheSearchToo() {
    Peer robin = hall.onDuty();
    Seeker seeker = hall.join(NINE);
    take(robin);
    now(hall.queue.acknowledge(accepted()).thenReturn(true));
    HandOver request = staying(robin, seeker, LONG);
    now(hall.queue.handOver(request));
    hall.queue.release(robin.id(), seeker.conversation()).block();
    assertThat(now(hall.queue.place(request.ticket()).hasElement())).isFalse();
    assertThat(takenBy(robin)).isZero();
    assertThat(now(hall.queue.handOver(request).hasElement())).isFalse();
  }

  private static HandOver staying(Peer peer, Seeker seeker, Duration atMost) {
    return staying(peer, seeker, new TicketId(id()), atMost);
  }

  private static HandOver staying(Peer peer, Seeker seeker, TicketId ticket, Duration atMost) {
    return new HandOver(
        seeker.conversation(), ticket, Band.ORDINARY, new HandOver.Stay(peer.id(), atMost));
  }

  @Test
  void aPlaceThatNobodyHearsOfIsFreeAgainButNotBeforeItsConversationIsOpen() {
    reopen(new Times(LONG, LONG, LONG, Duration.ofMillis(300), LONG, Duration.ofSeconds(5)));
    Peer robin = hall.onDuty();
    Seeker seeker = hall.join(NINE);
    take(robin);
    Accepted accepted = accepted();
    now(hall.queue.beat(robin.id(), Set.of()).thenReturn(true));
    await().during(Duration.ofMillis(1_500)).until(() -> takenBy(robin) == 1);
    now(hall.queue.acknowledge(accepted).thenReturn(true));
    now(hall.queue.beat(robin.id(), Set.of(seeker.conversation())).thenReturn(true));
    assertThat(takenBy(robin)).isEqualTo(1);
    await().until(() -> takenBy(robin) == 0);
    now(hall.queue.beat(robin.id(), Set.of(seeker.conversation())).thenReturn(true));
    assertThat(takenBy(robin)).as("heard of again").isEqualTo(1);
  }

  @Test
  void aPeerWhoseSocketIsSilentIsOffDuty() {
    reopen(new Times(LONG, LONG, Duration.ofMillis(300), LONG, LONG, Duration.ofSeconds(5)));
    Peer robin = hall.onDuty();
    await().untilAsserted(() -> assertThat(robin.causes()).contains(PeerEvent.Cause.SILENT));
    assertThat(now(hall.queue.census()).onDuty()).isZero();
  }

  @Test
  void theWaitIsARangeOnceItCanBeToldAndNothingBefore() {
    Peer robin = hall.onDuty();
    Seeker first = hall.join(NINE);
    take(robin);
    now(hall.queue.acknowledge(accepted()).thenReturn(true));
    Seeker second = hall.join(NINE.plusSeconds(1));
    assertThat(now(hall.queue.place(second.ticket())).range()).isNull();
    hall.queue.release(robin.id(), first.conversation()).block();
    for (int i = 0; i < 6; i++) {
      await().until(() -> takenBy(robin) == 1);
      take(robin);
      Seeker next = hall.join(NINE.plusSeconds(10 + i));
      assertThat(hall.position(next)).isEqualTo(1);
      Accepted accepted = accepted();
      now(hall.queue.acknowledge(accepted).thenReturn(true));
      hall.queue.release(robin.id(), accepted.conversation()).block();
    }
    await().until(() -> takenBy(robin) == 1);
    Seeker last = hall.join(NINE.plusSeconds(60));
    assertThat(now(hall.queue.place(last.ticket())).range()).isNotNull();
    assertThat(now(hall.queue.outlook("en")).door()).isEqualTo(Door.NO_SUPERVISOR);
    assertThat(now(hall.queue.outlook("en")).range()).as("a peer is there").isNotNull();
    now(hall.queue.supervisors("node", 1).thenReturn(true));
    assertThat(now(hall.queue.outlook("en")).door()).isEqualTo(Door.OPEN);
    assertThat(now(hall.queue.outlook("en")).range()).isNotNull();
    now(hall.queue.offDuty(robin.id()));
    assertThat(now(hall.queue.outlook("en")).door()).isEqualTo(Door.NO_PEER);
    assertThat(now(hall.queue.outlook("en")).range()).isNull();
    assertThat(now(hall.queue.place(last.ticket())).range()).as("nobody is there").isNull();
  }

  @Test
  void r11TheDoorSaysWhenNobodyIsThere() {
    List<Door> said = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    var listening = hall.queue.door("en").subscribe(said::add);
    await().untilAsserted(() -> assertThat(said).containsExactly(Door.NOBODY));
    Peer robin = hall.onDuty();
    await().untilAsserted(() -> assertThat(said).endsWith(Door.NO_SUPERVISOR));
    now(hall.queue.supervisors("node", 1).thenReturn(true));
    await().untilAsserted(() -> assertThat(said).endsWith(Door.OPEN));
    assertThat(now(hall.queue.census()).supervisors()).isEqualTo(1);
    now(hall.queue.supervisors("node", 0).thenReturn(true));
    await().untilAsserted(() -> assertThat(said).endsWith(Door.NO_SUPERVISOR));
    now(hall.queue.offDuty(robin.id()));
    await().untilAsserted(() -> assertThat(said).endsWith(Door.NOBODY));
    now(hall.queue.supervisors("node", 1).thenReturn(true));
    await().untilAsserted(() -> assertThat(said).endsWith(Door.NO_PEER));
    listening.dispose();
  }

  @Test
  void anEngineThatWakesFromALongPauseHasEveryStaleClaimRefused() {
    reopen(new Times(LONG, LONG, LONG, LONG, LONG, Duration.ofMillis(200)));
    hall.loop.close();
    Lease paused = new Lease("paused", id());
    await().until(() -> now(hall.line.holds(paused)));
    Peer robin = hall.onDuty();
    Seeker seeker = hall.join(NINE);
    await().until(() -> !now(hall.line.candidates(1)).tickets().isEmpty());
    var seen = now(hall.line.candidates(1));
    Lease awake = new Lease("awake", id());
    await().until(() -> now(hall.line.holds(awake)));
    assertThat(now(hall.line.claim(paused, seen.tickets().getFirst(), seen.peers().getFirst(), "")))
        .isEqualTo(Claim.NOT_MINE);
    assertThat(inspected(robin).offer()).isNull();
    assertThat(robin.offers()).isEmpty();
    assertThat(now(hall.line.claim(awake, seen.tickets().getFirst(), seen.peers().getFirst(), "")))
        .isEqualTo(Claim.OFFERED);
    assertThat(now(hall.line.claim(awake, seen.tickets().getFirst(), seen.peers().getFirst(), "")))
        .isEqualTo(Claim.STALE);
    assertThat(hall.position(seeker)).isEqualTo(1);
  }

  @Test
  void aLineWithoutItsEngineGoesOnWithAnother() {
    reopen(new Times(LONG, LONG, LONG, LONG, LONG, Duration.ofMillis(500)));
    MatchingLoop second = new MatchingLoop(hall.line, new MatchingEngine(hall.line, id()));
    second.start();
    hall.loop.close();
    Peer robin = hall.onDuty();
    hall.join(NINE);
    try {
      assertThat(robin.offer()).isNotNull();
    } finally {
      second.close();
    }
  }

  @Test
  void theLineCanBeInspectedWithReasons() {
    Seeker here = hall.join(NINE, Wants.LIVED, "grief");
    Seeker away = hall.join(NINE.plusSeconds(60));
    now(hall.queue.away(away.ticket()));
    hall.onDuty("work");
    assertThat(waiting(here).position()).isEqualTo(1);
    assertThat(waiting(here).state()).isEqualTo(Inspection.State.WAITING);
    assertThat(waiting(here).reasons()).contains("1 has not lived what the seeker asks for");
    assertThat(waiting(away).state()).isEqualTo(Inspection.State.AWAY);
    assertThat(waiting(away).position()).isZero();
  }

  @Test
  void whoRestsIsNotSaidToBeAbleToTakeSomebodyNow() {
    Peer robin = hall.onDuty();
    now(hall.queue.rest(robin.id(), Instant.now().plusSeconds(60)));
    Seeker seeker = hall.join(NINE);
    assertThat(waiting(seeker).reasons())
        .contains("1 has no free place now")
        .noneMatch(reason -> reason.contains("could take it now"));
  }

  @Test
  void inARandomNightNobodyIsLostTakenTwiceOrOvertaken() {
    long seed = Long.getLong("seed", new SecureRandom().nextLong());
    System.out.println("seed " + seed);
    MatchingLoop second = new MatchingLoop(hall.line, new MatchingEngine(hall.line, id()));
    second.start();
    try {
      new RandomNight(hall, seed).play(ACTS);
    } finally {
      second.close();
    }
  }

  private void take(Peer peer) {
    await().until(() -> now(hall.queue.accept(peer.id(), peer.offer())) == Answer.DONE);
  }

  private Accepted accepted() {
    return now(hall.queue.accepted("test", Duration.ofMinutes(1)).next());
  }

  private int takenBy(Peer peer) {
    return now(hall.queue.duty(peer.id())).taken();
  }

  private Inspection.OnDuty inspected(Peer peer) {
    return now(hall.queue.inspect()).peers().stream()
        .filter(each -> each.peer().equals(peer.id()))
        .findFirst()
        .orElseThrow();
  }

  private Inspection.Waiting waiting(Seeker seeker) {
    return now(hall.queue.inspect()).tickets().stream()
        .filter(each -> each.ticket().equals(seeker.ticket()))
        .findFirst()
        .orElseThrow();
  }

  private static Mono<Boolean> isThere(Flux<?> outbox) {
    return outbox.next().hasElement().timeout(Duration.ofMillis(500), Mono.just(false));
  }
}
