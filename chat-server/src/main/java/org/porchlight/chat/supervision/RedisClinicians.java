package org.porchlight.chat.supervision;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;
import static org.porchlight.redis.RedisScript.text;

import java.time.Duration;
import java.util.List;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which clinicians are there and on duty, on whichever node, and whose seekers may have said yes to
 * them. Leases are renewed by their sockets, as those of supervisors are.
 */
@Component
class RedisClinicians {
  private static final Duration HERE_FOR = Supervision.BEAT.multipliedBy(3);

  /** Nobody is offered whose page is gone; one that is loaded anew is back before. */
  private static final Duration RELOADED_WITHIN = Duration.ofSeconds(4);

  /** Whoever is back within this time is on duty as before. */
  private static final Duration ON_DUTY_FOR = Duration.ofMinutes(10);

  /** Longer than any conversation; who is in which, the conversations themselves know. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final String HERE = "f:{board}:clinicians";
  private static final String DUTY = "f:{board}:clinicians-duty";

  private static final RedisScript BEAT = RedisFlagBoard.script("beat");
  private static final RedisScript IS_THERE = RedisFlagBoard.script("here");
  private static final RedisScript ON_DUTY = RedisFlagBoard.script("clinicians");

  private final RedisLink link;

  RedisClinicians(RedisLink link) {
    this.link = link;
  }

  /** Their socket is there, and whoever is on duty stays so. */
  Mono<Void> beat(String clinician) {
    return lease(HERE, clinician, HERE_FOR)
        .then(isOnDuty(clinician))
        .flatMap(on -> on ? goOn(clinician) : Mono.<Void>empty());
  }

  Mono<Void> gone(String clinician) {
    return lease(HERE, clinician, RELOADED_WITHIN);
  }

  Mono<Void> goOn(String clinician) {
    return lease(DUTY, clinician, ON_DUTY_FOR);
  }

  Mono<Void> goOff(String clinician) {
    return link.commands().flatMap(redis -> redis.zrem(DUTY, bytes(clinician))).then();
  }

  Mono<Boolean> isOnDuty(String clinician) {
    return holds(DUTY, clinician);
  }

  Mono<Boolean> isHere(String clinician) {
    return holds(HERE, clinician);
  }

  /** Those who are on duty and there. */
  Flux<String> onDuty() {
    return ON_DUTY
        .run(link, List.of(HERE, DUTY))
        .flatMapIterable(clinicians -> clinicians)
        .map(RedisScript::text);
  }

  /** A seeker's yes may be in this conversation. */
  Mono<Void> add(String clinician, ConversationId conversation) {
    String key = consents(clinician);
    return link.commands()
        .flatMap(redis ->
            redis
                .sadd(key, bytes(conversation.value()))
                .then(redis.pexpire(key, REMEMBERED.toMillis())))
        .then();
  }

  Mono<Void> remove(String clinician, ConversationId conversation) {
    return link.commands()
        .flatMap(redis -> redis.srem(consents(clinician), bytes(conversation.value())))
        .then();
  }

  Flux<ConversationId> of(String clinician) {
    return link.commands()
        .flatMap(redis -> redis.smembers(consents(clinician)).collectList())
        .flatMapIterable(ids -> ids)
        .map(id -> new ConversationId(text(id)));
  }

  /** Tells their page that something about the seekers' answers is different. */
  Mono<Void> ring(String clinician) {
    return link.commands()
        .flatMap(redis -> redis.spublish(bell(clinician), bytes("consents")))
        .then();
  }

  /** That something is different, also where that may have been missed. */
  Flux<Boolean> bells(String clinician) {
    return link.doorbell().listen(bell(clinician)).map(heard -> true);
  }

  private Mono<Void> lease(String key, String clinician, Duration time) {
    return BEAT.run(link, List.of(key), bytes(clinician), bytes(time.toMillis())).then();
  }

  private Mono<Boolean> holds(String key, String clinician) {
    return IS_THERE
        .run(link, List.of(key), bytes(clinician))
        .map(answer -> number(answer.getFirst()) == 1);
  }

  private static String consents(String clinician) {
    return "f:{" + clinician + "}:consents";
  }

  private static String bell(String clinician) {
    return "f:{" + clinician + "}:bell";
  }
}
