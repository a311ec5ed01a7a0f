package org.porchlight.chat.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.house.ExitCheck.Found;
import org.porchlight.chat.house.ExitCheck.Page;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ExitCheckTest {
  private static final String SITE = "https://weather.example/today";

  private final List<String> asked = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | <h1>Rain later</h1><a href=/account>Sign in</a> | OK",
        "404 | <h1>Rain later</h1> | NO_PAGE",
        "204 | x | NO_PAGE",
        "401 | x | SIGN_IN",
        "200 | <input name=p type=\"password\"> | SIGN_IN",
        "200 | <INPUT TYPE=password> | SIGN_IN",
        "200 | <p> Welcome back | GREETS",
        "200 | <p>Hello, neighbour | GREETS",
        "200 | <p>Hola, vecina | GREETS",
        "200 | <p>Hello and good evening | OK"
      })
  @DisplayName("G180: a page that answers, asks for nothing and greets nobody can be used")
  void judges(int status, String html, Found found) {
    assertThat(look(Map.of(SITE, page(status, null, html)))).isEqualTo(found);
  }

  @Test
  @DisplayName("G180: it is followed where it has gone, three times, over https and by name only")
  void follows() {
    Page here = page(200, null, "Rain later");
    assertThat(look(Map.of(SITE, page(301, "/now", ""), "https://weather.example/now", here)))
        .isEqualTo(Found.OK);
    for (String bad :
        List.of(
            "http://weather.example/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://localhost/",
            "https://weather.example:8443/",
            "file:///etc/hosts",
            "https://what ever")) {
      asked.clear();
      assertThat(look(Map.of(SITE, page(302, bad, "")))).isEqualTo(Found.NO_PAGE);
      assertThat(asked).containsExactly(SITE);
    }
    asked.clear();
    assertThat(look(Map.of(SITE, page(302, SITE, "")))).isEqualTo(Found.NO_PAGE);
    assertThat(asked).hasSize(4);
    assertThat(look(Map.of(SITE, page(302, "/account/sign-in?to=today", ""))))
        .isEqualTo(Found.SIGN_IN);
  }

  @Test
  @DisplayName("G180: what cannot be had is told as that, after five seconds at the latest")
  void away() {
    assertThat(look(Map.of())).isEqualTo(Found.AWAY);
    StepVerifier.withVirtualTime(() -> new ExitCheck(site -> Mono.never()).look(URI.create(SITE)))
        .thenAwait(Duration.ofSeconds(5))
        .expectNext(Found.AWAY)
        .verifyComplete();
  }

  @Test
  @DisplayName("G180: a fault of this server is not told as one of the site")
  void ownFault() {
    var check = new ExitCheck(site -> Mono.error(new IllegalStateException("ours")));
    assertThatThrownBy(() -> check.look(URI.create(SITE)).block())
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://weather.example/",
        "https:weather",
        "https://someone@weather.example/",
        "https://weather.example:22/",
        "https://10.0.0.1/",
        "https://2130706433/",
        "https://0x7f.0.0.0x1/",
        "https://[fd00::1]/",
        "https://localhost/",
        "https://weather.example./",
        "https://weather.example/?for=robin",
        "https://weather.example/#today",
        "weather"
      })
  @DisplayName("G180: a site has a name, https and the usual port")
  void noSite(String site) {
    assertThat(ExitSite.of(site)).isNull();
  }

  @Test
  void sites() {
    assertThat(ExitSite.of(" " + SITE + " ")).hasToString(SITE);
    assertThat(ExitSite.of("https://xn--wtter-gra.example:443/")).isNotNull();
    assertThat(ExitSite.of("https://weather.example/" + "x".repeat(200))).isNull();
    assertThat(ExitSite.of(null)).isNull();
  }

  private @Nullable Found look(Map<String, Page> pages) {
    return new ExitCheck(
            site -> {
              asked.add(site.toString());
              Page page = pages.get(site.toString());
              return page == null ? Mono.error(new IOException("away")) : Mono.just(page);
            })
        .look(URI.create(SITE))
        .block();
  }

  private static Page page(int status, @Nullable String location, String html) {
    return new Page(status, location, html);
  }
}
