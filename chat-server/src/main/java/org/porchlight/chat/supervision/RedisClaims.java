package org.porchlight.chat.supervision;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;
import static org.porchlight.redis.RedisScript.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.supervision.Standing.Holder;
import org.porchlight.chat.supervision.Standing.Loudness;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who has which flag. A claim has no lease of its own: it holds while its supervisor is there, see
 * {@link RedisSupervisors}.
 */
@Component
class RedisClaims {
  private static final int FIELDS = 5;
  private static final RedisScript CLAIM = RedisFlagBoard.script("claim");
  private static final RedisScript LET_GO = RedisFlagBoard.script("let-go");
  private static final RedisScript ASK = RedisFlagBoard.script("ask");
  private static final RedisScript STANDINGS = RedisFlagBoard.script("standings");
  private static final RedisScript ESCALATE = RedisFlagBoard.script("escalate");

  private final RedisLink link;
  private final RedisWriter writer;

  RedisClaims(RedisLink link, RedisWriter writer) {
    this.link = link;
    this.writer = writer;
  }

  /** What came of asking for a flag. */
  enum Claimed {
    YOURS,
    TAKEN,
    CLOSED
  }

  /** What a look at a flag that nobody has began. */
  enum Step {
    QUIET,
    /** A claim has ended, because its supervisor is not there any more. */
    ENDED,
    LOUDER,
    CALL
  }

  /**
   * A flag as it is kept.
   *
   * @param ended whether it was somebody's who is not there any more
   * @param since when it was let go or lost, in milliseconds; null when nobody ever had it
   */
  record Kept(Standing standing, boolean ended, @Nullable Long since) {
    static final Kept NEVER = new Kept(Standing.NOBODY, false, null);
  }

  Mono<Claimed> claim(String flag, Visitor.Staff supervisor) {
    return writer
        .run(
            CLAIM,
            List.of(
                RedisFlagBoard.open(), claims(), RedisSupervisors.here(), RedisFlagBoard.bell()),
            bytes(flag),
            bytes(supervisor.id()),
            bytes(supervisor.name()))
        .map(answer ->
            switch (text(answer.getFirst())) {
              case "yours" -> Claimed.YOURS;
              case "taken" -> Claimed.TAKEN;
              default -> Claimed.CLOSED;
            });
  }

  /** Whether it was theirs. */
  Mono<Boolean> letGo(String flag, Visitor.Staff supervisor) {
    return writer
        .run(LET_GO, List.of(claims(), RedisFlagBoard.bell()), bytes(flag), bytes(supervisor.id()))
        .map(answer -> text(answer.getFirst()).equals("free"));
  }

  /** Whether it was theirs to ask another for. */
  Mono<Boolean> ask(String flag, Visitor.Staff supervisor, Holder other) {
    return writer
        .run(
            ASK,
            List.of(claims(), RedisFlagBoard.bell()),
            bytes(flag),
            bytes(supervisor.id()),
            bytes(other.id()),
            bytes(other.name()))
        .map(answer -> number(answer.getFirst()) == 1);
  }

  Mono<Standing> standing(String flag) {
    return kept(List.of(flag)).map(kept -> kept.getOrDefault(flag, Kept.NEVER).standing());
  }

  /** Those of some flags. */
  Mono<Map<String, Kept>> kept(List<String> flags) {
    if (flags.isEmpty()) {
      return Mono.just(Map.of());
    }
    return STANDINGS
        .run(
            link,
            List.of(claims(), RedisSupervisors.here()),
            flags.stream().map(RedisScript::bytes).toArray(byte[][]::new))
        .map(answer -> {
          Map<String, Kept> kept = new HashMap<>();
          for (int i = 0; i < flags.size(); i++) {
            kept.put(flags.get(i), read(answer.subList(i * FIELDS, (i + 1) * FIELDS)));
          }
          return kept;
        });
  }

  Mono<Step> escalate(Flag flag, SupervisionSettings settings, boolean louder, boolean call) {
    return writer
        .run(
            ESCALATE,
            List.of(
                RedisFlagBoard.open(), claims(), RedisSupervisors.here(), RedisFlagBoard.bell()),
            bytes(flag.id()),
            bytes(flag.at().toEpochMilli()),
            bytes(louder ? settings.louderAfter().toMillis() : 0),
            bytes(call ? settings.callAfter().toMillis() : 0))
        .map(answer ->
            switch (text(answer.getFirst())) {
              case "louder" -> Step.LOUDER;
              case "call" -> Step.CALL;
              case "ended" -> Step.ENDED;
              default -> Step.QUIET;
            });
  }

  private static Kept read(List<Object> fields) {
    List<String> texts = new ArrayList<>();
    fields.forEach(field -> texts.add(text(field)));
    String claim = texts.getFirst();
    boolean there = texts.get(1).equals("1");
    String since = texts.get(2);
    String asked = texts.get(4);
    Loudness loudness = Loudness.values()[Integer.parseInt(texts.get(3))];
    return new Kept(
        new Standing(
            there ? holder(claim) : null, asked.isEmpty() ? null : holder(asked), loudness),
        !claim.isEmpty() && !there,
        since.isEmpty() ? null : Long.valueOf(since));
  }

  private static Holder holder(String claim) {
    String[] parts = claim.split("\\|", 2);
    return new Holder(parts[0], parts[1]);
  }

  static String claims() {
    return "f:{board}:claims";
  }
}
