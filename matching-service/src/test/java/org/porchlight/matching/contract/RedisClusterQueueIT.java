package org.porchlight.matching.contract;

import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.redis.RedisLine;
import org.porchlight.matching.redis.RedisMatchingQueue;
import org.porchlight.matching.redis.RedisPool;
import org.porchlight.redis.Durability;
import org.porchlight.redis.RedisLink;
import org.porchlight.testservers.TestRedisCluster;

/** Each test's pool is another slot, so it is on any of the three masters. */
class RedisClusterQueueIT extends QueueContract {
  @Override
  Hall open(MatchingSettings settings) {
    RedisLink link = RedisLink.to(TestRedisCluster.url());
    RedisPool pool = new RedisPool(link, link.writer(Durability.L1), settings);
    return new Hall(new RedisMatchingQueue(pool), new RedisLine(pool), link::close);
  }
}
