package org.porchlight.chat.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.porchlight.chat.pretend.PretendStaff.reason;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The house's own words, and what the pages make of them (A3). */
class WordsIT {
  private static final String CANARY = "canary-quoll-in-the-words";
  private static final String WHO_EN = "Ana & the others sit here.";
  private static final String WHO_ES = "Aquí se sienta Ana.";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Its own: other tests read the words that ship. */
  private static final RunningServer server = RunningServer.start();

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("G24: a sentence is changed in both languages, and the pages say it at once")
  void change() {
    int before = version();
    assertThat(words().path("keys").has("landing.who")).isTrue();
    assertThat(words().path("keys").path("landing.step3").path(0).asString()).isEqualTo("limit");
    assertThat(say("landing.who", WHO_EN, WHO_ES).statusCode()).isEqualTo(204);
    assertThat(say("landing.step3", "We talk for {limit}.", "Hablamos {limit}.").statusCode())
        .isEqualTo(204);

    JsonNode now = words();
    assertThat(now.path("version").asInt()).isEqualTo(before + 2);
    assertThat(now.path("words").path("landing.who").path("es").asString()).isEqualTo(WHO_ES);
    assertThat(now.path("changes").path(0).path("by").asString()).isEqualTo("Alex");
    assertThat(now.path("changes").path(0).path("keys").path(0).asString())
        .isEqualTo("landing.step3");
    assertThat(startOf(server).path("words").path("landing.who").path("en").asString())
        .isEqualTo(WHO_EN);
    // Also for whoever has no script.
    assertThat(pageOf(server))
        .contains(">Ana &amp; the others sit here.<")
        .doesNotContain("We talk for {limit}.<");
    assertThat(server.audited("words.change")).isGreaterThanOrEqualTo(2);

    assertThat(say("landing.who", WHO_EN, WHO_ES).statusCode()).isEqualTo(204);
    assertThat(version()).as("the same again is no change").isEqualTo(before + 2);
  }

  @Test
  @DisplayName("G24: a sentence, or everything, says again what it said before")
  void back() {
    int before = version();
    JsonNode then = words().path("words");
    say("wait.next", "It is your turn soon.", "Pronto te toca.");
    say("wait.mind", "What brings you here?", "¿Qué te trae por aquí?");
    assertThat(say("wait.next", null, null).statusCode()).isEqualTo(204);
    assertThat(words().path("words").has("wait.next")).isFalse();
    assertThat(words().path("words").has("wait.mind")).isTrue();

    assertThat(back(version(), before + 1).statusCode()).isEqualTo(204);
    assertThat(words().path("words").has("wait.next")).isTrue();
    assertThat(words().path("words").has("wait.mind")).isFalse();
    assertThat(back(version(), before).statusCode()).isEqualTo(204);
    assertThat(words().path("words")).isEqualTo(then);
    assertThat(words().path("changes").path(0).path("keys").size()).isEqualTo(1);
    assertThat(server.audited("words.back")).isGreaterThanOrEqualTo(2);
    assertThat(reason(back(version(), version() + 1), 410)).isEqualTo("gone");
  }

  @Test
  @DisplayName("G24: of two who change something, one is told that somebody was first")
  void twoChange() {
    int seen = version();
    assertThat(say("after.h1", "Take care.", "Cuídate.").statusCode()).isEqualTo(204);
    Map<String, @Nullable Object> wanted = wanted("after.h1", "Be well.", "Que vaya bien.");
    wanted.put("version", seen);
    assertThat(reason(post(wanted), 409)).isEqualTo("changed");
    assertThat(reason(back(seen, 0), 409)).isEqualTo("changed");
    assertThat(words().path("words").path("after.h1").path("en").asString())
        .isEqualTo("Take care.");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "key|notice.keep|canary-quoll-in-the-words|canary-quoll-in-the-words",
        "key|-|canary-quoll-in-the-words|canary-quoll-in-the-words",
        "missing|landing.sub|canary-quoll-in-the-words|-",
        "numbers|landing.sub|canary-quoll-in-the-words 7|canary",
        "tone|landing.sub|canary-quoll-in-the-words!|canary",
        "signs|landing.sub|<i>canary-quoll-in-the-words|canary",
        "places|landing.step3|canary-quoll-in-the-words|canary",
      })
  @DisplayName("G24: what cannot be is a problem document that says why, without an echo")
  void malformed(String why, @Nullable String key, @Nullable String en, @Nullable String es) {
    JsonNode before = words();
    HttpResponse<String> answer = post(wanted(key, en, es));
    assertThat(reason(answer, 400)).isEqualTo(why);
    assertThat(answer.body()).doesNotContain(CANARY);
    assertThat(words()).isEqualTo(before);
  }

  @Test
  @DisplayName("G24: a version that nobody can have looked at is refused")
  void malformedVersion() {
    assertThat(reason(back(-1, 0), 400)).isEqualTo("version");
    assertThat(reason(coordinator().post("/api/staff/words/back", "{\"version\":0}"), 400))
        .isEqualTo("version");
  }

  @Test
  @DisplayName("G24: another node says the same after reading anew")
  void anotherNode() {
    try (RunningServer other = server.anotherNode()) {
      say("end.q", "Shall we end here?", "¿Terminamos aquí?");
      other.bean(Words.class).refresh().block(SOON);
      assertThat(other.bean(Words.class).now()).isEqualTo(server.bean(Words.class).now());
      assertThat(startOf(other).path("words").path("end.q").path("en").asString())
          .isEqualTo("Shall we end here?");
    }
  }

  private static PretendStaff coordinator() {
    return server.staff("coordinator");
  }

  private static JsonNode words() {
    return JSON.readTree(coordinator().get("/api/staff/words").body());
  }

  private static int version() {
    return words().path("version").asInt();
  }

  private static Map<String, @Nullable Object> wanted(
      @Nullable String key, @Nullable String en, @Nullable String es) {
    Map<String, @Nullable Object> wanted = new HashMap<>();
    wanted.put("version", version());
    wanted.put("key", key);
    wanted.put("en", en);
    wanted.put("es", es);
    return wanted;
  }

  private static HttpResponse<String> say(String key, @Nullable String en, @Nullable String es) {
    return post(wanted(key, en, es));
  }

  private static HttpResponse<String> post(Map<String, @Nullable Object> wanted) {
    return coordinator().post("/api/staff/words", JSON.writeValueAsString(wanted));
  }

  private static HttpResponse<String> back(int seen, int to) {
    return coordinator()
        .post("/api/staff/words/back", JSON.writeValueAsString(Map.of("version", seen, "to", to)));
  }

  private static JsonNode startOf(RunningServer of) {
    String page = pageOf(of);
    String start = "id=\"start\">";
    return JSON.readTree(
        page.substring(
            page.indexOf(start) + start.length(), page.indexOf("</script>", page.indexOf(start))));
  }

  private static String pageOf(RunningServer of) {
    return PretendStaff.atTheDoor(of).get("/").body();
  }
}
