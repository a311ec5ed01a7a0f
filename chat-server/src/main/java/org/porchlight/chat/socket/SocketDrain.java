package org.porchlight.chat.socket;

import org.springframework.context.SmartLifecycle;

/**
 * Empties this node before it goes. It stops first of all, because the web server waits for open
 * requests to end, and an open socket is a request that does not end by itself.
 */
final class SocketDrain implements SmartLifecycle {
  private final SocketRegistry registry;
  private volatile boolean running;

  SocketDrain(SocketRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    registry.drain();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
