package org.porchlight.matching.contract;

import org.porchlight.matching.MatchingSettings;

class MemoryQueueTest extends QueueContract {
  @Override
  Hall open(MatchingSettings settings) {
    MemoryMatchingQueue queue = new MemoryMatchingQueue(settings);
    return new Hall(queue, queue, () -> {});
  }
}
