package org.porchlight.bench.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets, thousands of them on a few threads. */
public final class Sockets implements AutoCloseable {
  private static final int MOST_FRAME_BYTES = 1 << 20;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final MultiThreadIoEventLoopGroup loops;
  private final @Nullable SslContext tls;

  private Sockets(MultiThreadIoEventLoopGroup loops, @Nullable SslContext tls) {
    this.loops = loops;
    this.tls = tls;
  }

  /**
   * Sockets on this many threads.
   *
   * @throws IllegalStateException when this Java cannot speak TLS
   */
  public static Sockets on(int threads) {
    try {
      return new Sockets(
          new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory()),
          SslContextBuilder.forClient().build());
    } catch (SSLException broken) {
      throw new IllegalStateException("no TLS for clients", broken);
    }
  }

  /** The next event loop for a person to live on. */
  public EventLoop loop() {
    return loops.next();
  }

  /**
   * Opens a socket.
   *
   * @param server the address of the pages, {@code http://host:port}
   * @param origin what a browser would send as {@code Origin}
   */
  public void open(EventLoop loop, URI server, String origin, Socket.Ear ear) {
    boolean secure = server.getScheme().equals("https");
    int port = server.getPort() > 0 ? server.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
    var bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    prepare(channel, server, port, secure, origin, ear);
                  }
                });
    bootstrap
        .connect(server.getHost(), port)
        .addListener(connected -> {
          if (!connected.isSuccess()) {
            ear.gone(0);
          }
        });
  }

  private void prepare(
      Channel channel, URI server, int port, boolean secure, String origin, Socket.Ear ear) {
    if (secure && tls != null) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc(), server.getHost(), port));
    }
    var upgrade =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(
                URI.create(
                    "%s://%s:%d/ws".formatted(secure ? "wss" : "ws", server.getHost(), port)))
            .subprotocol("porchlight.v1")
            .customHeaders(new DefaultHttpHeaders().set("Origin", origin))
            .generateOriginHeader(false)
            .maxFramePayloadLength(MOST_FRAME_BYTES)
            .handleCloseFrames(false)
            .handshakeTimeoutMillis(CONNECT_MILLIS)
            .build();
    channel
        .pipeline()
        .addLast(
            new HttpClientCodec(),
            new HttpObjectAggregator(MOST_FRAME_BYTES),
            new WebSocketClientProtocolHandler(upgrade),
            new Incoming(ear));
  }

  /** Ends every socket and every thread. */
  @Override
  public void close() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Turns what Netty tells into what an {@link Socket.Ear} hears. */
  private static final class Incoming extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final Socket.Ear ear;
    private int code;

    Incoming(Socket.Ear ear) {
      this.ear = ear;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        ear.opened(new Socket(context.channel()));
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      switch (frame) {
        case TextWebSocketFrame text -> ear.heard(Frame.parse(text.text(), System.nanoTime()));
        case CloseWebSocketFrame close -> {
          code = close.statusCode();
          var unused = context.close();
        }
        default -> throw new IllegalArgumentException("the server sent a frame that is no text");
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      ear.gone(code);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
      if (!(problem instanceof IOException) && !isWithoutRoom(problem)) {
        ear.broken(problem);
      }
      var unused = context.close();
    }

    /** The server has as many sockets as it may; a page tries again as well. */
    private static boolean isWithoutRoom(Throwable problem) {
      return problem instanceof WebSocketClientHandshakeException refused
          && refused.response() != null
          && refused.response().status().equals(HttpResponseStatus.SERVICE_UNAVAILABLE);
    }
  }
}
