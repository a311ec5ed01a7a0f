package org.porchlight.chat.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.porchlight.chat.pretend.PretendStaff.reason;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Moderation;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a house adds to the safety rules (A5). */
class PhrasesIT {
  private static final String GOING = "seeker.intent.going-to";
  private static final String WISH = "seeker.wish.die";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Its own: other tests are screened by the rules that ship. */
  private static final RunningServer server = RunningServer.start();

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("G150: the rules are shown as they ship, in every language, with their examples")
  void shown() {
    JsonNode rules = rules();
    assertThat(rules.path("languages").toString())
        .isEqualTo("[{\"language\":\"en\",\"inUse\":true},{\"language\":\"es\",\"inUse\":false}]");
    assertThat(rules.path("rules").valueStream())
        .anySatisfy(rule -> {
          assertThat(rule.path("rule").asString()).isEqualTo(GOING);
          assertThat(rule.path("language").asString()).isEqualTo("en");
          assertThat(rule.path("by").toString()).isEqualTo("[\"seeker\"]");
          assertThat(rule.path("category").asString()).isEqualTo("suicide");
          assertThat(rule.path("level").asInt()).isEqualTo(4);
          assertThat(rule.path("why").asString()).isNotBlank();
          assertThat(rule.path("examples").size()).isPositive();
          assertThat(rule.path("takesPhrases").asBoolean()).isTrue();
        })
        .anySatisfy(rule -> assertThat(rule.path("language").asString()).isEqualTo("es"))
        .anySatisfy(rule -> assertThat(rule.path("takesPhrases").asBoolean()).isFalse());
  }

  @Test
  @DisplayName("G150: a phrase is tried, then looked for at once, then no longer")
  void change() {
    String text = "I'm off to the old mill";
    assertThat(screen(server, text)).isEqualTo(Verdict.CLEAR);
    int before = version();
    long added = server.audited("phrases.add");

    JsonNode nothing = JSON.readTree(dryRun("en", GOING, "off to the old mill").body());
    assertThat(nothing.path("texts").asInt()).isGreaterThan(100);
    assertThat(nothing.path("flagged").asInt()).isZero();
    assertThat(version()).as("trying changes nothing").isEqualTo(before);

    assertThat(put("en", GOING, "  Off  to the OLD mill ", true).statusCode()).isEqualTo(204);
    assertThat(screen(server, text).output()).isEqualTo(Output.ESCALATE);
    JsonNode now = rules();
    assertThat(now.path("version").asInt()).isEqualTo(before + 1);
    assertThat(now.path("phrases").toString()).contains("\"off to the old mill\"");
    assertThat(now.path("changes").path(0).path("by").asString()).isEqualTo("Alex");
    assertThat(now.path("changes").path(0).path("added").path(0).path("phrase").asString())
        .isEqualTo("off to the old mill");
    assertThat(server.audited("phrases.add")).isEqualTo(added + 1);

    assertThat(put("en", GOING, "off to the old mill", true).statusCode()).isEqualTo(204);
    assertThat(version()).as("the same again is no change").isEqualTo(before + 1);

    assertThat(put("en", GOING, "off to the old mill", false).statusCode()).isEqualTo(204);
    assertThat(screen(server, text)).isEqualTo(Verdict.CLEAR);
    assertThat(server.audited("phrases.remove")).isPositive();
  }

  @Test
  @DisplayName("G150: a phrase that is too wide shows which lines of practice it would flag")
  void tooWide() {
    JsonNode wide = JSON.readTree(dryRun("en", WISH, "gave my sister").body());
    assertThat(wide.path("flagged").asInt()).isPositive();
    JsonNode first = wide.path("lines").path(0);
    assertThat(first.path("text").asString()).isNotBlank();
    assertThat(first.path("by").asString()).isEqualTo("seeker");
    assertThat(first.path("output").asString()).isIn("watch", "escalate", "none");
  }

  @Test
  @DisplayName("G150: the house looks again for what it looked for at a version")
  void back() {
    int before = version();
    JsonNode then = rules().path("phrases");
    put("en", GOING, "down at the weir", true);
    put("es", WISH, "irme por el aliviadero", true);
    assertThat(rules().path("phrases").size()).isEqualTo(then.size() + 2);

    assertThat(back(version(), before + 1).statusCode()).isEqualTo(204);
    assertThat(rules().path("phrases").toString())
        .contains("down at the weir")
        .doesNotContain("aliviadero");
    assertThat(back(version(), before).statusCode()).isEqualTo(204);
    assertThat(rules().path("phrases")).isEqualTo(then);
    assertThat(rules().path("changes").path(0).path("removed").size()).isEqualTo(1);
    assertThat(screen(server, "I'm down at the weir")).isEqualTo(Verdict.CLEAR);
    assertThat(server.audited("phrases.back")).isGreaterThanOrEqualTo(2);
    assertThat(reason(back(version(), version() + 1), 410)).isEqualTo("gone");
  }

  @Test
  @DisplayName("G150: of two who change something, one is told that somebody was first")
  void twoChange() {
    int seen = version();
    assertThat(put("en", WISH, "under the willow for good", true).statusCode()).isEqualTo(204);
    Map<String, @Nullable Object> late = wanted("en", WISH, "behind the willow for good", true);
    late.put("version", seen);
    assertThat(reason(post("/api/staff/rules", late), 409)).isEqualTo("changed");
    assertThat(reason(back(seen, 0), 409)).isEqualTo("changed");
    put("en", WISH, "under the willow for good", false);
  }

  @Test
  @DisplayName("G150: a house has as many phrases as it may have, and no more")
  void full() {
    int before = version();
    int there = rules().path("phrases").size();
    for (int i = there; i < 100; i++) {
      assertThat(put("en", WISH, "lantern number " + i, true).statusCode()).isEqualTo(204);
    }
    assertThat(reason(put("en", WISH, "one lantern more", true), 409)).isEqualTo("full");
    assertThat(back(version(), before).statusCode()).isEqualTo(204);
    assertThat(rules().path("phrases").size()).isEqualTo(there);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "language | fr | seeker.wish.die | canary quoll",
        "language | - | seeker.wish.die | canary quoll",
        "rule | en | no.such.rule | canary quoll",
        "rule | en | - | canary quoll",
        "rule | en | seeker.cue.hopeless | canary quoll",
        "rule | es | seeker.preparation.means | canary quoll",
        "length | en | seeker.wish.die | -",
        "length | en | seeker.wish.die | canary quoll canary quoll canary quoll canary quoll canary"
            + " quoll",
        "signs | en | seeker.wish.die | @canary quoll*",
        "common | en | seeker.wish.die | I am",
        "pain | en | both.harassment.insult | I want to die",
      })
  @DisplayName("G150: what cannot be looked for is a problem document that says why, no echo")
  void malformed(
      String why, @Nullable String language, @Nullable String rule, @Nullable String phrase) {
    JsonNode before = rules();
    Map<String, @Nullable Object> wanted = wanted(language, rule, phrase, true);
    for (String path : new String[] {"/api/staff/rules", "/api/staff/rules/try"}) {
      HttpResponse<String> answer = post(path, wanted);
      assertThat(reason(answer, 400)).isEqualTo(why);
      assertThat(answer.body()).doesNotContain("quoll");
    }
    assertThat(rules()).isEqualTo(before);
  }

  @Test
  @DisplayName("G150: a version that nobody can have looked at is refused, and half a wish is")
  void malformedVersion() {
    assertThat(reason(back(-1, 0), 400)).isEqualTo("version");
    Map<String, @Nullable Object> half = wanted("en", WISH, "canary quoll", true);
    half.remove("there");
    assertThat(reason(post("/api/staff/rules", half), 400)).isEqualTo("there");
  }

  @Test
  @DisplayName("G150: another node looks for it within seconds, and one that starts later as well")
  void anotherNode() {
    String text = "I am up by the old kiln";
    try (RunningServer other = server.anotherNode()) {
      assertThat(screen(other, text)).isEqualTo(Verdict.CLEAR);
      put("en", GOING, "up by the old kiln", true);
      Awaitility.await().atMost(SOON).until(() -> screen(other, text).output() == Output.ESCALATE);
    }
    try (RunningServer later = server.anotherNode()) {
      Awaitility.await().atMost(SOON).until(() -> screen(later, text).output() == Output.ESCALATE);
    }
    put("en", GOING, "up by the old kiln", false);
  }

  private static Verdict screen(RunningServer of, String text) {
    return of.bean(Moderation.class)
        .screen(new Utterance(Side.SEEKER, text), ConversationContext.FRESH);
  }

  private static PretendStaff coordinator() {
    return server.staff("coordinator");
  }

  private static JsonNode rules() {
    return JSON.readTree(coordinator().get("/api/staff/rules").body());
  }

  private static int version() {
    return rules().path("version").asInt();
  }

  private static Map<String, @Nullable Object> wanted(
      @Nullable String language, @Nullable String rule, @Nullable String phrase, boolean there) {
    Map<String, @Nullable Object> wanted = new HashMap<>();
    wanted.put("version", version());
    wanted.put("language", language);
    wanted.put("rule", rule);
    wanted.put("phrase", phrase);
    wanted.put("there", there);
    return wanted;
  }

  private static HttpResponse<String> put(
      String language, String rule, String phrase, boolean there) {
    return post("/api/staff/rules", wanted(language, rule, phrase, there));
  }

  private static HttpResponse<String> dryRun(String language, String rule, String phrase) {
    return post("/api/staff/rules/try", wanted(language, rule, phrase, true));
  }

  private static HttpResponse<String> post(String path, Map<String, @Nullable Object> wanted) {
    return coordinator().post(path, JSON.writeValueAsString(wanted));
  }

  private static HttpResponse<String> back(int seen, int to) {
    return coordinator()
        .post("/api/staff/rules/back", JSON.writeValueAsString(Map.of("version", seen, "to", to)));
  }
}
