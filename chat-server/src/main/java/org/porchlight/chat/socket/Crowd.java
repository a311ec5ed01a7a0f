package org.porchlight.chat.socket;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many sockets this node has, and how many of them are strangers who have not said {@code
 * hello} yet (PROTOCOL.md, S21). Numbers alone: who somebody is or where they come from is not
 * looked at.
 */
final class Crowd {
  private final int most;
  private final int mostStrangers;
  private final AtomicInteger sockets = new AtomicInteger();
  private final AtomicInteger strangers = new AtomicInteger();

  Crowd(int most, int mostStrangers) {
    this.most = most;
    this.mostStrangers = mostStrangers;
  }

  /** Whether one more may come. Those who ask in the same moment may be a few more. */
  boolean hasRoom() {
    return sockets.get() < most && strangers.get() < mostStrangers;
  }

  /** One more, a stranger yet. */
  Place come() {
    sockets.incrementAndGet();
    strangers.incrementAndGet();
    return new Place();
  }

  /** What one socket takes. */
  final class Place {
    private final AtomicBoolean stranger = new AtomicBoolean(true);

    /** Its first frame is there. */
    void saidHello() {
      if (stranger.getAndSet(false)) {
        strangers.decrementAndGet();
      }
    }

    boolean isStranger() {
      return stranger.get();
    }

    /** It is gone. Said once. */
    void leave() {
      saidHello();
      sockets.decrementAndGet();
    }
  }
}
