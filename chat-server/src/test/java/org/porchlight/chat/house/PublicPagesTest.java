package org.porchlight.chat.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
        "2002:7f00:1::1",
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
      strings = {"1.1.1.1", "100.63.0.1", "172.32.0.1", "192.0.1.1", "2001:4860::1", "2a00::1"})
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
}
