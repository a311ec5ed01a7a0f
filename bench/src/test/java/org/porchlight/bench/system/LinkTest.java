package org.porchlight.bench.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LinkTest {
  private static final int SHORT_MILLIS = 200;
  private static final int LONG_MILLIS = 10_000;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private ServerSocket echo;
  private Link link;

  @BeforeEach
  void lay() throws Exception {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    link = Link.lay("test", new Ports().next(), echo.getLocalPort(), loops);
  }

  @AfterEach
  void close() throws IOException {
    echo.close();
    loops.shutdownGracefully().awaitUninterruptibly();
  }

  @Test
  @DisplayName("what goes in comes out")
  void relays() throws IOException {
    try (Socket socket = connect()) {
      assertThat(echoes(socket, LONG_MILLIS)).isTrue();
    }
  }

  @Test
  @DisplayName("a cut link resets its connections and refuses new ones until it is mended")
  void cuts() throws IOException {
    try (Socket socket = connect()) {
      assertThat(echoes(socket, LONG_MILLIS)).isTrue();
      link.cut();
      assertThatThrownBy(() -> echoes(socket, LONG_MILLIS)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(
            () -> {
              try (Socket socket = connect()) {
                echoes(socket, LONG_MILLIS);
              }
            })
        .isInstanceOf(IOException.class);
    link.mend();
    try (Socket socket = connect()) {
      assertThat(echoes(socket, LONG_MILLIS)).isTrue();
    }
  }

  @Test
  @DisplayName("a jammed link keeps its connections, and hands on what was sent once it is mended")
  void jams() throws IOException {
    try (Socket socket = connect()) {
      assertThat(echoes(socket, LONG_MILLIS)).isTrue();
      link.jam();
      assertThatThrownBy(() -> echoes(socket, SHORT_MILLIS))
          .isInstanceOf(SocketTimeoutException.class);
      link.mend();
      socket.setSoTimeout(LONG_MILLIS);
      assertThat(socket.getInputStream().read()).isEqualTo('x');
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), link.port());
  }

  private static boolean echoes(Socket socket, int withinMillis) throws IOException {
    socket.setSoTimeout(withinMillis);
    socket.getOutputStream().write('x');
    int answer = socket.getInputStream().read();
    if (answer < 0) {
      throw new IOException("closed");
    }
    return answer == 'x';
  }

  private void serve() {
    try {
      while (true) {
        Socket socket = echo.accept();
        Thread.ofVirtual().start(() -> echo(socket));
      }
    } catch (IOException closed) {
      assertThat(echo.isClosed()).isTrue();
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException reset) {
      assertThat(reset).isNotNull();
    }
  }
}
