package org.porchlight.chat.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitSitesTest {
  private static final URI WEATHER = URI.create("https://www.bbc.co.uk/weather");

  @Test
  void aRegionWithoutItsOwnHasTheUsualOne() {
    ExitSites sites = new ExitSites(WEATHER, Map.of("uk", URI.create("https://news.example/")));
    assertThat(sites.of("uk")).hasToString("https://news.example/");
    assertThat(sites.of("us")).isEqualTo(WEATHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.bbc.co.uk/weather",
        "www.bbc.co.uk",
        "https:weather",
        "javascript:0",
        "https://someone@weather.example/"
      })
  void whatABrowserMayNotBeSentToIsRefused(String site) {
    assertThatThrownBy(() -> new ExitSites(URI.create(site), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("porchlight.exit.site")
        .hasMessageContaining("expected: https");
    assertThatThrownBy(() -> new ExitSites(WEATHER, Map.of("uk", URI.create(site))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("porchlight.exit.regions.uk");
  }
}
