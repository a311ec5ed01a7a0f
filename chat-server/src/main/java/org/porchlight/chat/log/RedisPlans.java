package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.util.List;
import java.util.Map;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.KeptCard;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.SharedPlan;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Mono;

/**
 * The plan that a seeker and a peer write together. It is that of the card which came along, and
 * sealed with it.
 */
final class RedisPlans {
  private static final String CARD = "card";
  private static final String NUMBER = "plans";

  /** More changes than two people make in a night. */
  private static final int MOST = 200;

  private final RedisWriter writer;
  private final RedisLogReader reader;
  private final RedisScript plan = RedisConversationLog.script("plan");

  RedisPlans(RedisWriter writer, RedisLogReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  Mono<SharedPlan> of(ConversationId id) {
    return card(id).map(Numbered::plan);
  }

  /** Empty when it is so. The text of the card never changes here, so it may be read before. */
  Mono<Obstacle> change(ConversationId id, String person, SharedPlan wanted) {
    return card(id)
        .flatMap(now ->
            writer.run(
                plan,
                List.of(Keys.meta(id), Keys.ring(id)),
                bytes(person),
                bytes(wanted.number()),
                RedisCarried.card(id, now.key(), now.planning(wanted.steps())),
                bytes(MOST)))
        .map(answer -> text(answer.getFirst()))
        .defaultIfEmpty("not_yours")
        .filter(answer -> !answer.equals("done"))
        .map(RedisPlans::obstacle);
  }

  private record Numbered(int number, KeptCard card, DataKey key) {
    /** When the text was written stays what it was. */
    KeptCard planning(List<String> steps) {
      return new KeptCard(card.text(), steps, card.at());
    }

    SharedPlan plan() {
      return new SharedPlan(number, card.plan());
    }
  }

  private Mono<Numbered> card(ConversationId id) {
    return Mono.zip(reader.meta(id), reader.fields(id, CARD, RedisCarried.TOGETHER, NUMBER))
        .filter(both -> both.getT2().containsKey(RedisCarried.TOGETHER))
        .map(both -> {
          DataKey key = both.getT1().key();
          KeptCard card = RedisCarried.card(id, key, Meta.bytes(both.getT2(), CARD));
          return new Numbered(number(both.getT2()), card, key);
        });
  }

  private static int number(Map<String, byte[]> fields) {
    return fields.containsKey(NUMBER) ? Integer.parseInt(text(Meta.bytes(fields, NUMBER))) : 0;
  }

  private static Obstacle obstacle(String answer) {
    return switch (answer) {
      case "closed" -> Obstacle.CLOSED;
      case "left" -> Obstacle.LEFT;
      case "taken_over" -> Obstacle.TAKEN_OVER;
      case "changed" -> Obstacle.CHANGED;
      case "too_fast" -> Obstacle.TOO_FAST;
      default -> Obstacle.NOT_YOURS;
    };
  }
}
