package org.porchlight.matching.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.porchlight.matching.DutyRequest;
import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.PeerId;
import org.porchlight.matching.redis.RedisLine;
import org.porchlight.matching.redis.RedisMatchingQueue;
import org.porchlight.matching.redis.RedisPool;
import org.porchlight.redis.Durability;
import org.porchlight.redis.RedisLink;
import org.porchlight.testservers.TestRedis;

class RedisQueueIT extends QueueContract {
  @Test
  void noBucketIsLeftOfWhatSomebodyWouldRatherNotTake() {
    MatchingSettings usual = MatchingSettings.defaults();
    var settings =
        new MatchingSettings(
            "test" + Hall.id(),
            usual.offerFor(),
            usual.awayFor(),
            usual.peerSilentFor(),
            usual.placeFor(),
            usual.knownFor(),
            usual.leaseFor());
    PeerId robin = new PeerId(Hall.id());
    try (Hall hall = open(settings);
        RedisLink link = RedisLink.to(TestRedis.uri())) {
      Set<String> en = Set.of("en");
      Set<String> grief = Set.of("grief");
      Hall.now(hall.queue.onDuty(new DutyRequest(robin, Hall.INDEPENDENT, en, Set.of(), grief, 1)));
      assertThat(buckets(link, settings)).isPositive();
      Hall.now(hall.queue.offDuty(robin));
      assertThat(buckets(link, settings)).isZero();
    }
  }

  private static long buckets(RedisLink link, MatchingSettings settings) {
    String capacity = "m:{" + settings.pool() + "}:capacity";
    return Hall.now(link.commands().flatMap(redis -> redis.hlen(capacity)));
  }

  @Override
  Hall open(MatchingSettings settings) {
    RedisLink link = RedisLink.to(TestRedis.uri());
    RedisPool pool = new RedisPool(link, link.writer(Durability.L1), settings);
    return new Hall(new RedisMatchingQueue(pool), new RedisLine(pool), link::close);
  }
}
