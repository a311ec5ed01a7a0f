package org.porchlight.chat.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.house.ExitCheck.Page;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

class PublicPagesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.8",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2001:0:1::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff:fff::1",
        "fd00::1",
        "fe80::1",
        "ff02::1"
      })
  @DisplayName("G180: what is somebody's own is no public address")
  void own(String address) throws UnknownHostException {
    assertThat(PublicPages.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "2001:4860::1",
        "2a00::1",
        "3fff:1000::1"
      })
  void everybodys(String address) throws UnknownHostException {
    assertThat(PublicPages.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  @DisplayName("G180: a name that leads to this machine is not connected to")
  void notConnected() {
    StepVerifier.create(new PublicPages().get(URI.create("https://localhost/")))
        .expectError(UnknownHostException.class)
        .verify(Duration.ofSeconds(10));
  }

  @Test
  @DisplayName("G180: no cookies go along, and no more of a page is read than its beginning")
  void beginning() {
    List<Boolean> cookies = new CopyOnWriteArrayList<>();
    DisposableServer other =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((asked, answer) -> {
              cookies.add(asked.requestHeaders().contains("Cookie"));
              return answer
                  .header("Set-Cookie", "known=yes")
                  .sendString(Flux.range(0, 1024).map(part -> "x".repeat(1024)));
            })
            .bindNow();
    try {
      PublicPages pages = new PublicPages(address -> true);
      URI site = URI.create("http://localhost:" + other.port() + "/");
      for (int time = 0; time < 2; time++) {
        Page page = Objects.requireNonNull(pages.get(site).block(Duration.ofSeconds(10)));
        assertThat(page.html()).hasSize(256 * 1024);
      }
      assertThat(cookies).containsExactly(false, false);
    } finally {
      other.disposeNow();
    }
  }
}
