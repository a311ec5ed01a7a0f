package org.porchlight.chat.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.duty.Duties;
import org.porchlight.chat.duty.Lost;
import org.porchlight.chat.duty.MatchReasons;
import org.porchlight.chat.sealing.UnopenableException;
import org.porchlight.matching.Inspection;
import org.porchlight.matching.MatchingQueue;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The line, the people on duty and the reasons of matches as a supervisor may look at them: in
 * names and words, never in scores. Peers never see it, so nobody picks.
 */
@Component
public class LineView {
  private static final Duration NAMES_FOR = Duration.ofMinutes(10);
  private static final String NOBODY_KNOWN = "somebody";
  private static final int NAMES_AT_ONCE = 8;
  private static final int MOST_TALKS = 200;
  private static final int TALKS_AT_ONCE = 16;
  private static final Pattern ID =
      Pattern.compile("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])");

  private final MatchingQueue queue;
  private final ConversationLog log;
  private final Duties duties;
  private final MatchReasons reasons;
  private final StaffDirectory staff;
  private final RedisJoined joined;
  private final RedisSupervisors supervisors;
  private final Map<String, Mono<String>> names = new ConcurrentHashMap<>();

  LineView(
      MatchingQueue queue,
      ConversationLog log,
      Duties duties,
      MatchReasons reasons,
      StaffDirectory staff,
      RedisJoined joined,
      RedisSupervisors supervisors) {
    this.queue = queue;
    this.log = log;
    this.duties = duties;
    this.reasons = reasons;
    this.staff = staff;
    this.joined = joined;
    this.supervisors = supervisors;
  }

  /** A ticket and its seeker's alias. */
  public record Waiting(Inspection.Waiting ticket, String seeker) {}

  /** A peer on duty and their name. */
  public record OnDuty(Inspection.OnDuty peer, String name) {}

  /** A supervisor who is there. */
  public record Supervisor(String id, String name) {}

  /**
   * A conversation that goes on.
   *
   * @param glance what is told of it beside who is in it; null while that cannot be asked
   * @param readers the supervisors who read along now, by name
   */
  public record Talk(
      Conversation conversation, ConversationLog.@Nullable Glance glance, List<String> readers) {}

  /** A peer, or a supervisor without one, whose page is gone while somebody is with them. */
  public record Gone(String name, Instant since, List<String> seekers) {}

  /**
   * All of it.
   *
   * @param talks the conversations that go on, at most some hundreds
   * @param waiting how many wait in all; the tickets are the first few hundred
   */
  public record Look(
      List<Waiting> tickets,
      List<OnDuty> peers,
      List<Gone> gone,
      List<Talk> talks,
      List<Supervisor> supervisors,
      int waiting,
      Instant asOf) {}

  /** Why a peer got a conversation, in one line. */
  public record Explained(int turn, String peer, String why) {}

  /** As it is now. */
  public Mono<Look> look() {
    Mono<List<Conversation>> talks = talks().collectList().cache();
    return queue
        .inspect()
        .flatMap(inspection ->
            Mono.zip(
                    Flux.fromIterable(inspection.tickets())
                        .flatMapSequential(this::waiting, NAMES_AT_ONCE)
                        .collectList(),
                    Flux.fromIterable(inspection.peers())
                        .flatMapSequential(
                            peer -> name(peer.peer().value()).map(name -> new OnDuty(peer, name)),
                            NAMES_AT_ONCE)
                        .collectList(),
                    Flux.concat(
                            duties.lost().concatMap(this::gone), talks.flatMapMany(this::leftAlone))
                        .collectList(),
                    talks
                        .flatMapMany(Flux::fromIterable)
                        .flatMapSequential(this::talk, TALKS_AT_ONCE)
                        .collectList(),
                    supervisors
                        .all()
                        .flatMapSequential(
                            id -> name(id).map(name -> new Supervisor(id, name)), NAMES_AT_ONCE)
                        .collectList())
                .map(all ->
                    new Look(
                        all.getT1(),
                        all.getT2(),
                        all.getT3(),
                        all.getT4(),
                        all.getT5(),
                        inspection.waiting(),
                        inspection.asOf())));
  }

  /** Why whom, for a conversation; empty while what is remembered cannot be asked. */
  public Flux<Explained> why(ConversationId conversation) {
    return reasons
        .of(conversation)
        .concatMap(reason ->
            Mono.zip(
                name(reason.peer()),
                named(reason.why()),
                (name, why) -> new Explained(reason.turn(), name, why)))
        .onErrorComplete();
  }

  /** Those with a peer, and those that a supervisor goes on with alone. */
  private Flux<Conversation> talks() {
    Flux<Conversation> alone =
        joined
            .supervisors()
            .flatMapSequential(this::joinedBy, NAMES_AT_ONCE)
            .filter(each -> !(each instanceof Conversation.Waiting));
    return Flux.concat(duties.talking(), alone).distinct(Conversation::id).take(MOST_TALKS);
  }

  /** What is over is looked up once, and not with every look at the board for a day. */
  private Flux<Conversation> joinedBy(String supervisor) {
    return joined
        .of(supervisor)
        .concatMap(id ->
            log.find(id)
                .filter(found -> !(found instanceof Conversation.Closed))
                .switchIfEmpty(joined.remove(supervisor, id).then(Mono.empty()))
                // What nobody can open here must not hold up the others.
                .onErrorResume(UnopenableException.class, sealed -> Mono.empty()));
  }

  /** What cannot be looked at now makes no conversation missing from the list. */
  private Mono<Talk> talk(Conversation conversation) {
    ConversationId id = conversation.id();
    return Mono.zip(
            log.glance(id).map(Optional::of).onErrorComplete().defaultIfEmpty(Optional.empty()),
            log.readers(id).map(Member::name).sort().collectList().onErrorReturn(List.of()))
        .map(seen -> new Talk(conversation, seen.getT1().orElse(null), seen.getT2()));
  }

  private Mono<Waiting> waiting(Inspection.Waiting ticket) {
    return log.find(new ConversationId(ticket.conversation()))
        .map(conversation -> conversation.seeker().name())
        .onErrorComplete()
        .defaultIfEmpty(NOBODY_KNOWN)
        .map(alias -> new Waiting(ticket, alias));
  }

  private Mono<Gone> gone(Lost lost) {
    return name(lost.peer()).map(name -> new Gone(name, lost.since(), lost.seekers()));
  }

  /** Nobody but the supervisor was with them, and nobody else may know that they are not there. */
  private Flux<Gone> leftAlone(List<Conversation> talks) {
    Map<Member, List<String>> alone = new LinkedHashMap<>();
    for (Conversation talk : talks) {
      Member supervisor = talk.supervisor();
      if (talk instanceof Conversation.Open && talk.peer() == null && supervisor != null) {
        alone.computeIfAbsent(supervisor, first -> new ArrayList<>()).add(talk.seeker().name());
      }
    }
    return Flux.fromIterable(alone.entrySet())
        .concatMap(each ->
            supervisors
                .goneSince(each.getKey().id())
                .map(since -> new Gone(each.getKey().name(), since, each.getValue())));
  }

  private Mono<String> named(String why) {
    return Flux.fromStream(() -> ID.matcher(why).results().map(found -> found.group()).distinct())
        .concatMap(id -> name(id).map(name -> Map.entry(id, name)))
        .reduce(why, (line, name) -> line.replace(name.getKey(), name.getValue()));
  }

  /** Names are asked of PostgreSQL once in a while; one that is not known now is asked again. */
  Mono<String> name(String id) {
    return names
        .computeIfAbsent(
            id,
            key ->
                staff
                    .nameOf(key)
                    .cache(name -> NAMES_FOR, problem -> Duration.ZERO, () -> Duration.ZERO))
        .onErrorComplete()
        .defaultIfEmpty(NOBODY_KNOWN);
  }
}
