package org.porchlight.chat.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The front page as it is served, with what an operator has set. */
class PagesIT {
  /** What a browser fetches for a page without being asked. */
  private static final Pattern LOADED = Pattern.compile("<link [^>]*href=\"([^\"]*)\"");

  /** Its own: other tests leave by the usual door. */
  private static final RunningServer server =
      RunningServer.start(
          "porchlight.exit.site=https://weather.example/today",
          "porchlight.exit.regions.uk=https://news.example/",
          "porchlight.thread-days=1");

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  @DisplayName("Quick exit leads to the operator's page, with and without JavaScript")
  void exitSites() {
    JsonNode start = start(page("/"));
    assertThat(start.path("exitSite").asString()).isEqualTo("https://weather.example/today");
    assertThat(start.path("exitSites").path("uk").asString()).isEqualTo("https://news.example/");
    assertThat(start.path("exitSites").size()).isEqualTo(start.path("regions").size());
    assertThat(start.path("exitSites").path("us").asString())
        .isEqualTo("https://weather.example/today");
    assertThat(page("/")).contains("Quick exit opens weather.example and");
    assertThat(page("/?lang=es")).contains("abre weather.example y");
    assertThat(PretendStaff.atTheDoor(server).get("/leave").headers().firstValue("Location"))
        .hasValue("https://weather.example/today");
  }

  @Test
  @DisplayName("Without JavaScript there are two languages, and the lines of every region")
  void plainPage() {
    String english = page("/");
    String spanish = page("/?lang=es");
    assertThat(english)
        .contains("<html lang=\"en\"", "href=\"/?lang=es\"", "Chat needs JavaScript");
    assertThat(spanish).contains("<html lang=\"es\"", "href=\"/\" lang=\"en\"");
    assertThat(spanish).doesNotContain("Chat needs", "Help now</h2>");
    for (String page : new String[] {english, spanish}) {
      assertThat(page)
          .contains("<summary>United Kingdom</summary>", "Samaritans: 116 123", "tel:116123")
          .contains("<summary>Espa&ntilde;a</summary>")
          .doesNotContain("<!--other-regions-->", "<summary>United States</summary>");
    }
    assertThat(english).contains("988</a><span class=\"quiet small\">For Spanish, press 2</span>");
    assertThat(spanish).contains(">Para espa&ntilde;ol, marca 2</span>");
    assertThat(page("/?lang=nonsense")).isEqualTo(english);
  }

  @Test
  @DisplayName("G210: the privacy text has this house's days in both languages, and no script")
  void privacy() {
    String english = page("/privacy");
    String spanish = page("/es/privacy");
    assertThat(english)
        .contains("<html lang=\"en\"", "href=\"/es/privacy\"", "Quick exit</span>")
        .contains("kept for 7 days after", "kept for 30 days", "for 1 day after your last visit");
    assertThat(spanish)
        .contains("<html lang=\"es\"", "href=\"/privacy\" lang=\"en\"", "Salida rápida</span>")
        .contains("Se guarda 7 días desde", "Se guarda 30 días", "durante 1 día desde")
        .doesNotContain("Quick exit", "Help now", "href=\"/es/privacy\"");
    for (String page : List.of(english, spanish)) {
      assertThat(page)
          .contains("href=\"/leave\"", "href=\"#help-now\"", "tel:988", "tel:116123")
          .doesNotContain("<script", "<form", "<img", "<iframe", " src=", "<!--", "{");
      assertThat(LOADED.matcher(page).results().map(found -> found.group(1)))
          .isNotEmpty()
          .allMatch(from -> from.startsWith("/assets/") || from.startsWith("data:"));
    }
    assertThat(page("/")).contains("href=\"/privacy\"", "href=\"/es/privacy\"");
  }

  @Test
  @DisplayName("Scripts and styles, which have their hash in their name, are fetched once")
  void fetchedOnce() {
    List<String> named =
        LOADED
            .matcher(page("/"))
            .results()
            .map(found -> found.group(1))
            .filter(from -> from.startsWith("/assets/"))
            .toList();
    assertThat(named)
        .isNotEmpty()
        .allSatisfy(asset ->
            assertThat(
                    PretendStaff.atTheDoor(server).get(asset).headers().firstValue("Cache-Control"))
                .contains("max-age=31536000, public"));
    assertThat(PretendStaff.atTheDoor(server).get("/").headers().firstValue("Cache-Control"))
        .contains("no-store");
  }

  private static String page(String path) {
    return PretendStaff.atTheDoor(server).get(path).body();
  }

  private static JsonNode start(String page) {
    String start = "id=\"start\">";
    return JsonMapper.shared()
        .readTree(
            page.substring(
                page.indexOf(start) + start.length(),
                page.indexOf("</script>", page.indexOf(start))));
  }
}
