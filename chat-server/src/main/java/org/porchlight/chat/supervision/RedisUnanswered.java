package org.porchlight.chat.supervision;

import static org.porchlight.redis.RedisScript.bytes;

import io.lettuce.core.SetArgs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.Flags;
import org.porchlight.chat.duty.Duties;
import org.porchlight.redis.RedisLink;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A seeker who has waited long for words of their peer comes to the board, once for each wait, and
 * goes from it by itself when the words come. The page of the peer asks gently before; here it is
 * for when nobody sits before that page.
 */
@Component
class RedisUnanswered {
  /** Longer than anybody waits. */
  private static final Duration REMEMBERED = Duration.ofHours(12);

  private final Duties duties;
  private final ConversationLog log;
  private final RedisFlagBoard board;
  private final RedisClaims claims;
  private final RedisLink link;
  private final SupervisionSettings settings;
  private final Clock clock;

  RedisUnanswered(
      Duties duties,
      ConversationLog log,
      RedisFlagBoard board,
      RedisClaims claims,
      RedisLink link,
      SupervisionSettings settings,
      Clock clock) {
    this.duties = duties;
    this.log = log;
    this.board = board;
    this.claims = claims;
    this.link = link;
    this.settings = settings;
    this.clock = clock;
  }

  /** Looks once. Several nodes may: the same wait is the same flag. */
  Mono<Void> look() {
    return duties
        .talking()
        .ofType(Conversation.Open.class)
        .concatMap(this::raiseIfLong)
        .thenMany(board.flags())
        .filter(Flags::isUnanswered)
        .concatMap(this::closeIfAnswered)
        .then();
  }

  private Mono<Void> raiseIfLong(Conversation.Open open) {
    Instant now = clock.instant();
    return log.unansweredSince(open.id())
        .filter(since -> !since.plus(settings.unansweredAfter()).isAfter(now))
        .map(since -> Flags.unanswered(open.id(), since, now))
        .filterWhen(flag -> wasThere(flag).map(there -> !there))
        .flatMap(flag -> board.raise(flag).then(remember(flag)));
  }

  /** What a supervisor has is theirs to close. */
  private Mono<Void> closeIfAnswered(Flag flag) {
    return log.unansweredSince(flag.conversation())
        .map(since -> Flags.unanswered(flag.conversation(), since, since).id().equals(flag.id()))
        .defaultIfEmpty(false)
        .filter(waits -> !waits)
        .flatMap(answered -> claims.standing(flag.id()))
        .filter(standing -> !standing.isTaken())
        .flatMap(free -> board.resolve(flag, "", null))
        .then();
  }

  private Mono<Boolean> wasThere(Flag flag) {
    return link.commands().flatMap(redis -> redis.exists(key(flag))).map(found -> found > 0);
  }

  private Mono<Void> remember(Flag flag) {
    return link.commands()
        .flatMap(
            redis -> redis.set(key(flag), bytes("1"), SetArgs.Builder.px(REMEMBERED.toMillis())))
        .then();
  }

  private static String key(Flag flag) {
    return "f:{board}:waited:" + flag.id();
  }
}
