package org.porchlight.chat.supervision;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import io.lettuce.core.KeyValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.chat.sealing.UnopenableException;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What supervisors who went left for the next one: one for each of them, sealed like what people
 * say to each other, until somebody has it and for a day at most.
 */
@Component
class RedisShifts {
  /** For how long something is left. */
  static final Duration KEPT = Duration.ofDays(1);

  private static final RedisScript LEAVE = RedisFlagBoard.script("leave-shift");
  private static final RedisScript HAVE = RedisFlagBoard.script("have-shift");

  private final RedisLink link;
  private final RedisWriter writer;
  private final KeyVault vault;
  private final JsonMapper json = JsonMapper.shared();

  RedisShifts(RedisLink link, RedisWriter writer, KeyVault vault) {
    this.link = link;
    this.writer = writer;
    this.vault = vault;
  }

  /** Fails with an {@link UnopenableException} while there is no key for today. */
  Mono<Void> leave(Shift shift) {
    return Mono.defer(() -> {
      KeyVault.Wrapped wrapped = vault.create(purpose(shift.id()));
      byte[] sealed = wrapped.key().seal(json.writeValueAsBytes(shift), bound(shift.id()));
      return writer
          .run(
              LEAVE,
              List.of(key(shift.by()), shifts()),
              bytes(shift.id()),
              bytes(shift.by()),
              wrapped.bytes(),
              sealed,
              bytes(KEPT.toMillis()))
          .then();
    });
  }

  /** What nobody has yet. */
  Flux<Shift> left() {
    return link.commands()
        .flatMap(redis -> redis.smembers(shifts()).collectList())
        // Whole: what each left is read over the same link.
        .flatMapIterable(people -> people)
        .map(RedisScript::text)
        .concatMap(this::leftBy);
  }

  /** Of several who say so, one has it. */
  Mono<Shifts.Having> have(String by, String id, Visitor.Staff supervisor) {
    return writer
        .run(
            HAVE,
            List.of(key(by), shifts()),
            bytes(id),
            bytes(by),
            bytes(supervisor.id()),
            bytes(supervisor.name()))
        .map(answer ->
            switch (text(answer.getFirst())) {
              case "yours" -> new Shifts.Having.Yours();
              case "taken" -> new Shifts.Having.Taken(text(answer.get(1)));
              default -> new Shifts.Having.Gone();
            });
  }

  private Mono<Shift> leftBy(String supervisor) {
    return link.commands()
        .flatMap(redis ->
            redis
                .hgetall(key(supervisor))
                .collect(
                    HashMap<String, byte[]>::new,
                    (Map<String, byte[]> map, KeyValue<String, byte[]> field) ->
                        map.put(field.getKey(), field.getValue())))
        .flatMap(stored -> Mono.justOrEmpty(open(stored)))
        // Its key is not known here, or not any more; it must not hold up the others.
        .onErrorResume(UnopenableException.class, sealed -> Mono.empty());
  }

  /** Nothing when its time was over in between, or somebody has it. */
  private Optional<Shift> open(Map<String, byte[]> stored) {
    byte[] id = stored.get("id");
    byte[] wrapped = stored.get("key");
    byte[] sealed = stored.get("sealed");
    if (id == null || wrapped == null || sealed == null) {
      return Optional.empty();
    }
    byte[] plain = vault.unwrap(purpose(text(id)), wrapped).open(sealed, bound(text(id)));
    return Optional.of(json.readValue(plain, Shift.class));
  }

  private static String purpose(String id) {
    return "shift " + id;
  }

  private static byte[] bound(String id) {
    return purpose(id).getBytes(StandardCharsets.UTF_8);
  }

  static String key(String supervisor) {
    return "f:{board}:shift:" + supervisor;
  }

  static String shifts() {
    return "f:{board}:shifts";
  }
}
