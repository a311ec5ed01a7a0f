package org.porchlight.bench.system;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.porchlight.bench.client.Reset;

/**
 * A network between a client and a server on loopback that can be cut (connections are reset and
 * refused) and jammed (nothing gets through and nobody is told).
 */
public final class Link {
  private enum State {
    OPEN,
    CUT,
    JAMMED
  }

  private final String name;
  private final int port;
  private volatile int target;
  private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
  private volatile State state = State.OPEN;

  private Link(String name, int port, int target) {
    this.name = name;
    this.port = port;
    this.target = target;
  }

  /** Lays a link from a port to another, on these threads. */
  public static Link lay(String name, int port, int target, EventLoopGroup loops)
      throws InterruptedException {
    var link = new Link(name, port, target);
    new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .childOption(ChannelOption.AUTO_READ, false)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel near) {
                link.accepted(near);
              }
            })
        .bind(InetAddress.getLoopbackAddress(), port)
        .sync();
    return link;
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** Where clients connect to. */
  public int port() {
    return port;
  }

  /** Leads new connections to another port. */
  public void leadTo(int port) {
    target = port;
  }

  /** Resets every connection and refuses new ones. */
  public void cut() {
    state = State.CUT;
    channels.forEach(Reset::of);
  }

  /** Lets nothing through any more, in both directions. */
  public void jam() {
    state = State.JAMMED;
    channels.forEach(channel -> channel.config().setAutoRead(false));
  }

  /** Works again. */
  public void mend() {
    state = State.OPEN;
    channels.forEach(channel -> channel.config().setAutoRead(true));
  }

  private void accepted(Channel near) {
    if (state == State.CUT) {
      Reset.of(near);
      return;
    }
    var connecting =
        new Bootstrap()
            .group(near.eventLoop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(new Relay(near))
            .connect(InetAddress.getLoopbackAddress(), target);
    Channel far = connecting.channel();
    near.pipeline().addLast(new Relay(far));
    var unused =
        connecting.addListener(connected -> {
          if (connected.isSuccess()) {
            joined(near, far);
          } else {
            Reset.of(near);
          }
        });
  }

  private void joined(Channel near, Channel far) {
    for (Channel channel : new Channel[] {near, far}) {
      channels.add(channel);
      var unused = channel.closeFuture().addListener(closed -> channels.remove(channel));
    }
    switch (state) {
      case OPEN -> {
        near.config().setAutoRead(true);
        far.config().setAutoRead(true);
      }
      case CUT -> {
        Reset.of(near);
        Reset.of(far);
      }
      case JAMMED -> {}
    }
  }

  /** Hands on what comes in, no faster than the other side takes it. */
  private final class Relay extends ChannelInboundHandlerAdapter {
    private final Channel other;

    Relay(Channel other) {
      this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      var unused = other.writeAndFlush((ByteBuf) bytes, other.voidPromise());
      if (!other.isWritable()) {
        context.channel().config().setAutoRead(false);
      }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      if (context.channel().isWritable() && state == State.OPEN) {
        other.config().setAutoRead(true);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (other.isActive()) {
        var unused = other.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
      Reset.of(context.channel());
    }
  }
}
