package org.porchlight.chat.supervision;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Person;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.duty.Asked;
import org.porchlight.chat.duty.Duties;
import org.porchlight.chat.duty.RedisCare;
import org.porchlight.chat.duty.Stretch;
import org.porchlight.matching.Inspection;
import org.porchlight.matching.Level;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.moderation.Lane;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How the peers of tonight are, for the supervisors who look after them: states, and no figure but
 * how far somebody new is with their first ten.
 */
@Component
class TeamCare {
  private static final int ASKED_AT_ONCE = 8;

  private final RedisCare care;
  private final Duties duties;
  private final MatchingQueue queue;
  private final RedisFlagBoard board;
  private final LineView names;
  private final PostgresFirstTalks firsts;
  private final StaffDirectory staff;
  private final Audit audit;
  private final Clock clock;

  TeamCare(
      RedisCare care,
      Duties duties,
      MatchingQueue queue,
      RedisFlagBoard board,
      LineView names,
      PostgresFirstTalks firsts,
      StaffDirectory staff,
      Audit audit,
      Clock clock) {
    this.care = care;
    this.duties = duties;
    this.queue = queue;
    this.board = board;
    this.names = names;
    this.firsts = firsts;
    this.staff = staff;
    this.audit = audit;
    this.clock = clock;
  }

  /** What a peer asked for, with their name. */
  record Asks(Asked asked, String name) {}

  /** A peer with whom nobody has talked over what was hard. */
  record ToTalkOver(RedisCare.Debrief due, String name) {}

  /**
   * A peer on duty.
   *
   * @param rests until when they are on a break now
   * @param rested when their last one ended
   * @param hard whether somebody whom they are with needs a person now
   * @param due whether a break is due
   * @param supervised whether a supervisor should be beside them
   * @param had how many of their first ten conversations they have had, where they are supervised;
   *     null of others, and while nobody can say
   * @param beside who is
   */
  record Here(
      String id,
      String name,
      @Nullable Instant rests,
      @Nullable Instant rested,
      boolean hard,
      boolean due,
      boolean supervised,
      @Nullable Integer had,
      Optional<RedisCare.Beside> beside) {}

  /**
   * All of it.
   *
   * @param how what peers said of tonight, from 1 to 5, where enough of them did
   * @param debriefs with whom somebody should talk, the longest ago first
   */
  record Look(List<Asks> asks, List<Here> team, Optional<Integer> how, List<ToTalkOver> debriefs) {}

  /** As it is now, for a supervisor: what is not for their eyes makes nothing hard here either. */
  Mono<Look> look(Visitor.Staff supervisor) {
    Mono<List<Here>> team =
        Mono.zip(inHardOnes(supervisor), care.besides())
            .flatMap(known ->
                queue
                    .inspect()
                    .map(Inspection::peers)
                    .flatMap(peers ->
                        hadBy(peers)
                            .flatMapMany(had ->
                                Flux.fromIterable(peers)
                                    .flatMapSequential(
                                        peer -> here(peer, known.getT1(), known.getT2(), had),
                                        ASKED_AT_ONCE))
                            .collectList()));
    Mono<Optional<Integer>> how =
        care.saidByAll().map(Optional::of).defaultIfEmpty(Optional.empty());
    return Mono.zip(asks().collectList(), team, how, debriefs().collectList())
        .map(all -> new Look(all.getT1(), all.getT2(), all.getT3(), all.getT4()));
  }

  /** What peers asked for and nobody has seen, the oldest first. */
  Flux<Asks> asks() {
    return care.waiting()
        .concatMap(asked -> names.name(asked.peer()).map(name -> new Asks(asked, name)));
  }

  /** With whom somebody should talk over what was hard, the longest ago first. */
  Flux<ToTalkOver> debriefs() {
    return care.debriefs()
        .concatMap(due -> names.name(due.peer()).map(name -> new ToTalkOver(due, name)));
  }

  /** Somebody has talked with a peer over what was hard; that they say so is written down first. */
  Mono<RedisCare.Seeing> debriefed(Visitor.Staff supervisor, String peer, long at) {
    return peer(peer)
        .flatMap(person ->
            audit
                .record(Act.of(supervisor.id(), "care.debrief", peer))
                .then(care.debriefed(peer, at, supervisor.name())))
        .defaultIfEmpty(new RedisCare.Seeing.Gone());
  }

  /** Somebody has seen what a peer asked for; that they say so is written down first. */
  Mono<RedisCare.Seeing> seen(Visitor.Staff supervisor, String peer, long at) {
    return peer(peer)
        .flatMap(person ->
            audit
                .record(Act.of(supervisor.id(), "care.seen", peer))
                .then(care.seen(peer, at, supervisor.name())))
        .defaultIfEmpty(new RedisCare.Seeing.Gone());
  }

  /**
   * Thanks a peer.
   *
   * @return whether there is such a peer
   */
  Mono<Boolean> thank(Visitor.Staff supervisor, String peer) {
    return peer(peer)
        .flatMap(person ->
            audit
                .record(Act.of(supervisor.id(), "care.thank", peer))
                .then(care.thank(peer, supervisor.name()))
                .thenReturn(true))
        .defaultIfEmpty(false);
  }

  /**
   * Somebody is beside a peer who is supervised, or not any more.
   *
   * @return what came of it
   */
  Mono<RedisCare.Seeing> beside(Visitor.Staff supervisor, String peer, boolean on) {
    Mono<RedisCare.Seeing> change =
        on
            ? care.beside(peer, supervisor.id(), supervisor.name())
                .map(taken ->
                    taken
                        .<RedisCare.Seeing>map(RedisCare.Seeing.Taken::new)
                        .orElseGet(RedisCare.Seeing.Yours::new))
            : care.besideNoMore(peer, supervisor.id()).thenReturn(new RedisCare.Seeing.Yours());
    return peer(peer)
        .flatMap(person ->
            audit
                .record(Act.of(supervisor.id(), on ? "care.beside" : "care.beside-end", peer))
                .then(change))
        .defaultIfEmpty(new RedisCare.Seeing.Gone());
  }

  private Mono<Person> peer(String id) {
    return staff.person(id).filter(person -> person.role() == Role.PEER);
  }

  private Mono<Map<String, Integer>> hadBy(List<Inspection.OnDuty> peers) {
    return firsts
        .had(
            peers.stream().filter(TeamCare::isSupervised).map(peer -> peer.peer().value()).toList())
        .onErrorReturn(Map.of());
  }

  private static boolean isSupervised(Inspection.OnDuty peer) {
    return peer.certificate().level() == Level.SUPERVISED;
  }

  private Mono<Here> here(
      Inspection.OnDuty peer,
      Set<String> hard,
      Map<String, RedisCare.Beside> besides,
      Map<String, Integer> had) {
    String id = peer.peer().value();
    return Mono.zip(names.name(id), care.stretch(id))
        .map(all ->
            here(
                peer,
                all.getT1(),
                all.getT2(),
                hard.contains(id),
                had.get(id),
                Optional.ofNullable(besides.get(id))));
  }

  private Here here(
      Inspection.OnDuty peer,
      String name,
      Stretch stretch,
      boolean hard,
      @Nullable Integer had,
      Optional<RedisCare.Beside> beside) {
    Instant now = clock.instant();
    // The line knows of a breather for certain; the hours are kept where they can be.
    Instant until = peer.duty().restsUntil();
    Instant rests = until != null && until.isAfter(now) ? until : null;
    Instant last = stretch.rested();
    Instant rested = rests != null || last == null || last.isAfter(now) ? null : last;
    boolean due = rests == null && stretch.isLong(now);
    return new Here(
        peer.peer().value(), name, rests, rested, hard, due, isSupervised(peer), had, beside);
  }

  /** Peers in a conversation that has something open which needs a person now. */
  private Mono<Set<String>> inHardOnes(Visitor.Staff supervisor) {
    Mono<Set<ConversationId>> flagged =
        board
            .flags()
            .filter(flag -> flag.lane() == Lane.NEEDS_A_PERSON_NOW && flag.isFor(supervisor.id()))
            .map(Flag::conversation)
            .collect(Collectors.toSet());
    return flagged.flatMap(hard ->
        hard.isEmpty()
            ? Mono.just(Set.<String>of())
            : duties
                .talking()
                .filter(talk -> hard.contains(talk.id()))
                .mapNotNull(Conversation::peer)
                .map(Member::id)
                .collect(Collectors.toSet()));
  }
}
