package org.porchlight.matching.contract;

import org.porchlight.matching.MatchingSettings;
import org.porchlight.matching.redis.RedisLine;
import org.porchlight.matching.redis.RedisMatchingQueue;
import org.porchlight.matching.redis.RedisPool;
import org.porchlight.redis.Durability;
import org.porchlight.redis.RedisLink;
import org.porchlight.testservers.TestRedis;

class RedisQueueIT extends QueueContract {
  @Override
  Hall open(MatchingSettings settings) {
    RedisLink link = RedisLink.to(TestRedis.uri());
    RedisPool pool = new RedisPool(link, link.writer(Durability.L1), settings);
    return new Hall(new RedisMatchingQueue(pool), new RedisLine(pool), link::close);
  }
}
