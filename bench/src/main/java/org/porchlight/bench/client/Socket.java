package org.porchlight.bench.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** One open WebSocket. Used from its own event loop alone. */
public final class Socket {
  private final Channel channel;

  Socket(Channel channel) {
    this.channel = channel;
  }

  /** What happens on a socket, on its event loop. */
  public interface Ear {

    /** The upgrade was answered; frames may be sent. */
    void opened(Socket socket);

    /** A frame came. */
    void heard(Frame frame);

    /**
     * The socket is gone, or never came to be.
     *
     * @param code the close code, 0 when there was none
     */
    void gone(int code);

    /** The harness itself, or a server that speaks nonsense, went wrong. */
    void broken(Throwable problem);
  }

  /** Sends a frame. */
  public void send(Frame frame) {
    var unused =
        channel.writeAndFlush(new TextWebSocketFrame(frame.encoded()), channel.voidPromise());
  }

  /** Says goodbye and closes. */
  public void close() {
    var unused =
        channel
            .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
            .addListener(ChannelFutureListener.CLOSE);
  }

  /** Drops the connection without a word, as a lost network does. What was under way is lost. */
  public void cut() {
    Reset.of(channel);
  }
}
