package org.porchlight.bench.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;

/** Closes a connection so that the other side gets a reset, and what was under way is lost. */
public final class Reset {
  private Reset() {}

  /** Does it. A connection that has just closed by itself stays closed. */
  public static void of(Channel channel) {
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException closedMeanwhile) {
      // There is nothing to reset any more; closing again does no harm.
    }
    var unused = channel.close();
  }
}
