package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/** A code instead of an address. */
class ConnectionCodesTest {
  private static final String HEADER = "X-Porchlight-Address";
  private static final Clock EVENING =
      Clock.fixed(Instant.parse("2026-11-27T23:59:59Z"), ZoneOffset.UTC);

  private final ConnectionCodes codes = new ConnectionCodes(new byte[32], HEADER, EVENING);

  @Test
  @DisplayName("One network has one code for a day, and another one the next day")
  void networks() {
    String code = of("203.0.113.7");
    assertThat(code).hasSize(43).doesNotContain("203");
    assertThat(of("203.0.113.250")).isEqualTo(code);
    assertThat(of("203.0.112.7")).isNotEqualTo(code);
    assertThat(of("2001:db8:1:2::7")).isEqualTo(of("2001:db8:1:2:ffff::1")).isNotEqualTo(code);
    assertThat(of("2001:db8:1:3::7")).isNotEqualTo(of("2001:db8:1:2::7"));
    Clock later = Clock.offset(EVENING, Duration.ofSeconds(1));
    assertThat(new ConnectionCodes(new byte[32], HEADER, later).of(with("203.0.113.7")))
        .isNotEqualTo(code);
    byte[] another = new byte[32];
    another[0] = 1;
    assertThat(new ConnectionCodes(another, HEADER, EVENING).of(with("203.0.113.7")))
        .isNotEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "somebody.example",
        "203.0.113.7, 198.51.100.1",
        "203.0.113.999",
        "127.0.0.1",
        "::1",
        "10.1.2.3",
        "172.18.0.1",
        "192.168.0.9",
        "fe80::1",
        "0123456789012345678901234567890123456789012345"
      })
  @DisplayName("What is no address of a visitor has no code, and no name is looked up")
  void unknown(String address) {
    assertThat(of(address)).isEmpty();
  }

  @Test
  @DisplayName("Where the proxy tells nothing, nothing is known")
  void nothingTold() {
    assertThat(codes.of(new HttpHeaders())).isEmpty();
    assertThat(new ConnectionCodes(new byte[32], "", EVENING).of(with("203.0.113.7"))).isEmpty();
  }

  private String of(String address) {
    return codes.of(with(address));
  }

  private static HttpHeaders with(String address) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HEADER, address);
    return headers;
  }
}
