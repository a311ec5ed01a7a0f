package org.porchlight.chat.supervision;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;
import static org.porchlight.redis.RedisScript.text;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Concern;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.FlagKinds;
import org.porchlight.chat.conversation.Flags;
import org.porchlight.chat.conversation.HiddenFlags;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Lane;
import org.porchlight.redis.Heard;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Open flags in Redis. */
@Component
class RedisFlagBoard implements FlagBoard, FlagKinds, HiddenFlags {
  private static final RedisScript RAISE = script("raise");
  private static final RedisScript CHANGE = script("change");
  private static final RedisScript RESOLVE = script("resolve");

  private static final String HARD = "hard";
  private static final String LINE = "line ";

  /** Longer than anybody is in a conversation. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final RedisLink link;
  private final RedisWriter writer;
  private final ConversationLog log;
  private final MeterRegistry meters;
  private final RuleMeters rules;
  private final JsonMapper json = JsonMapper.shared();

  RedisFlagBoard(
      RedisLink link,
      RedisWriter writer,
      ConversationLog log,
      MeterRegistry meters,
      RuleMeters rules) {
    this.link = link;
    this.writer = writer;
    this.log = log;
    this.meters = meters;
    this.rules = rules;
    for (Category category : Category.values()) {
      raised(category, Lane.NEEDS_A_PERSON_NOW);
      raised(category, Lane.CHECK_SOON);
      resolved(category, true);
      resolved(category, false);
    }
  }

  /** What the bell says. */
  sealed interface Bell {

    /** A flag came up, or is another than it was. */
    record Changed(Flag flag) implements Bell {}

    /**
     * A flag was closed, by nobody when its conversation is gone.
     *
     * @param hiddenFrom who never heard of it
     */
    record Closed(String flag, Set<String> hiddenFrom, String by) implements Bell {}
  }

  static RedisScript script(String name) {
    return RedisScript.of(RedisFlagBoard.class, "/lua/supervision/" + name + ".lua");
  }

  /**
   * Whoever is in its conversation has what waits for somebody there, from the start: an alarm for
   * words that they are reading would call the others away from somebody else.
   */
  @Override
  public Mono<Boolean> raise(Flag flag) {
    return log.find(flag.conversation())
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        // What cannot be asked now must not keep it off the board.
        .onErrorReturn(Optional.empty())
        .flatMap(found -> {
          Conversation conversation = found.orElse(null);
          return raise(flag, supervisorIn(conversation, flag), lineCrosser(conversation, flag));
        });
  }

  private static @Nullable Member supervisorIn(@Nullable Conversation conversation, Flag flag) {
    Member supervisor = conversation == null ? null : conversation.supervisor();
    return supervisor != null && Escalation.isAwaited(flag) && flag.isFor(supervisor.id())
        ? supervisor
        : null;
  }

  /** Whom it speaks of is known now; by the time it is closed another peer may be there. */
  private static String lineCrosser(@Nullable Conversation conversation, Flag flag) {
    Member peer = conversation == null ? null : conversation.peer();
    return peer != null && Flags.crossesALine(flag) ? peer.id() : "";
  }

  private Mono<Boolean> raise(Flag flag, @Nullable Member supervisor, String lineCrosser) {
    return writer
        .run(
            RAISE,
            List.of(open(), flagged(), bell(), RedisClaims.claims(), RedisSupervisors.here()),
            bytes(flag.id()),
            bytes(json.writeValueAsString(flag)),
            bytes(flag.conversation().value()),
            counts(flag),
            bytes(supervisor == null ? "" : supervisor.id()),
            bytes(supervisor == null ? "" : supervisor.name()),
            bytes(lineCrosser))
        .delayUntil(made -> number(made.get(1)) == 1 ? seen(flag, supervisor) : Mono.empty())
        .map(made -> number(made.getFirst()) == 1)
        .doOnNext(made -> {
          if (made) {
            raised(flag.category(), flag.lane()).increment();
          }
        });
  }

  /** Whoever raised it hears who is there, as after a claim. It is raised, whatever fails here. */
  private Mono<Void> seen(Flag flag, @Nullable Member supervisor) {
    Concern concern = Concern.of(flag);
    return concern == null || supervisor == null
        ? Mono.empty()
        : log.ring(flag.conversation(), new Ring.Seen(concern, supervisor.name()))
            .onErrorComplete();
  }

  @Override
  public Mono<Boolean> isFlagged(ConversationId conversation) {
    return link.commands().flatMap(redis -> redis.hexists(flagged(), conversation.value()));
  }

  /** Whether a flag of it is open that this supervisor may know of. */
  Mono<Boolean> isFlaggedFor(ConversationId conversation, String supervisor) {
    return flags().any(flag -> flag.conversation().equals(conversation) && flag.isFor(supervisor));
  }

  @Override
  public Mono<Set<ConversationId>> hiddenFrom(String person) {
    return flags()
        .filter(flag -> !flag.isFor(person))
        .map(Flag::conversation)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The open ones first: what is closed in between is found among what was. */
  @Override
  public Mono<Boolean> isHard(ConversationId conversation) {
    return flags()
        .any(flag -> flag.conversation().equals(conversation) && Flags.isHard(flag))
        .flatMap(open -> open ? Mono.just(true) : was(conversation, HARD));
  }

  /** Whether a flag that is closed, and was right, says that this peer crossed a line there. */
  Mono<Boolean> hasCrossedALine(ConversationId conversation, String peer) {
    return was(conversation, LINE + peer);
  }

  private Mono<Boolean> was(ConversationId conversation, String what) {
    return link.commands().flatMap(redis -> redis.sismember(was(conversation), bytes(what)));
  }

  /** It is hard, whatever flags of it there are. */
  Mono<Void> markHard(ConversationId conversation) {
    return link.commands()
        .flatMap(redis ->
            redis
                .sadd(was(conversation), bytes(HARD))
                .then(redis.pexpire(was(conversation), REMEMBERED.toMillis())))
        .then();
  }

  /** The flags that are open. */
  Flux<Flag> flags() {
    return link.commands()
        .flatMap(redis -> redis.hvals(open()).collectList())
        // Whole: an answer that is read as slowly as it is used holds up whoever shares the link.
        .flatMapIterable(flags -> flags)
        .map(this::read);
  }

  /** An open flag, empty when there is none of that id. */
  Mono<Flag> find(String flag) {
    return link.commands().flatMap(redis -> redis.hget(open(), flag)).map(this::read);
  }

  /**
   * Listens until it is cancelled, so that a board that is opened finds somebody listening already:
   * to begin takes a moment, and what is raised in it would come to nobody.
   */
  Mono<Void> listen() {
    return link.doorbell().listen(bell()).then();
  }

  /** What happens to flags from now on; after a break that is all that are open. */
  Flux<Bell> bells() {
    return link.doorbell()
        .listen(bell())
        // The first look says only that the listening has begun.
        .skip(1)
        .concatMap(heard ->
            switch (heard) {
              case Heard.Look look -> flags().<Bell>map(Bell.Changed::new);
              case Heard.Rang rang -> rung(text(rang.bytes()));
            });
  }

  private Flux<Bell> rung(String what) {
    String[] parts = what.split("\\|", 3);
    return parts.length == 3
        ? Flux.just(new Bell.Closed(parts[0], Set.of(parts[1].split(",")), parts[2]))
        : find(parts[0]).<Bell>map(Bell.Changed::new).flux();
  }

  /** Writes an open flag anew. */
  Mono<Void> change(Flag flag) {
    return writer
        .run(
            CHANGE, List.of(open(), bell()), bytes(flag.id()), bytes(json.writeValueAsString(flag)))
        .then();
  }

  /** What came of closing a flag. */
  enum Closing {
    DONE,
    /** It was closed before. */
    BEFORE,
    /** Somebody has to have it who does not. */
    NOT_HELD
  }

  /** Closes a flag that nobody has to have. Whether this one did. */
  Mono<Boolean> resolve(Flag flag, String by, @Nullable Verdict verdict) {
    return resolve(flag, by, "", verdict).map(closing -> closing == Closing.DONE);
  }

  /**
   * Closes a flag. Of several who do, one does.
   *
   * @param by the name of who closes it
   * @param holder the person id of who has to have it, empty when nobody has to
   * @param verdict what they say of it; null when nobody could look at it
   */
  Mono<Closing> resolve(Flag flag, String by, String holder, @Nullable Verdict verdict) {
    return writer
        .run(
            RESOLVE,
            List.of(
                open(), flagged(), out(), bell(), RedisClaims.claims(), was(flag.conversation())),
            bytes(flag.id()),
            bytes(flag.conversation().value()),
            bytes(by),
            bytes(verdict == null ? "" : json.writeValueAsString(verdict)),
            bytes(holder),
            bytes(String.join(",", Objects.requireNonNullElse(flag.hiddenFrom(), Set.of()))),
            counts(flag),
            bytes(isRight(verdict) && Flags.isHard(flag) ? HARD : ""),
            bytes(isRight(verdict) ? LINE : ""),
            bytes(REMEMBERED.toMillis()))
        .map(left ->
            switch ((int) number(left.getFirst())) {
              case -1 -> Closing.BEFORE;
              case -2 -> Closing.NOT_HELD;
              default -> Closing.DONE;
            })
        .doOnNext(closing -> {
          if (closing == Closing.DONE && verdict != null) {
            resolved(flag.category(), verdict.right()).increment();
            rules.judged(verdict);
          }
        });
  }

  private static boolean isRight(@Nullable Verdict verdict) {
    return verdict != null && verdict.right();
  }

  /** That somebody waits for words is nothing for which a clock stands, or a deletion waits. */
  private static byte[] counts(Flag flag) {
    return bytes(Flags.isUnanswered(flag) ? 0 : 1);
  }

  private Counter raised(Category category, Lane lane) {
    return meters.counter(
        "flags.raised",
        "category",
        lower(category),
        "lane",
        lane == Lane.NEEDS_A_PERSON_NOW ? "now" : "soon");
  }

  private Counter resolved(Category category, boolean right) {
    return meters.counter(
        "flags.resolved", "category", lower(category), "verdict", right ? "right" : "wrong");
  }

  private static String lower(Category category) {
    return category.name().toLowerCase(Locale.ROOT);
  }

  private Flag read(byte[] stored) {
    return json.readValue(stored, Flag.class);
  }

  static String open() {
    return "f:{board}:open";
  }

  static String flagged() {
    return "f:{board}:flagged";
  }

  static String out() {
    return "f:{board}:out";
  }

  static String was(ConversationId conversation) {
    return "f:{board}:was:" + conversation.value();
  }

  static String bell() {
    return "f:{board}:bell";
  }
}
