package org.porchlight.chat.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A house that is not where it ships for. */
class HouseRegionIT {
  private static final RunningServer server = RunningServer.start("porchlight.region=uk");

  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  @DisplayName("G200: its pages begin with its own numbers, with and without JavaScript")
  void pages() {
    String page = PretendStaff.atTheDoor(server).get("/").body();
    assertThat(page)
        .contains("\"region\":\"uk\"", "<summary>United States</summary>")
        .doesNotContain("<summary>United Kingdom</summary>");
    assertThat(page.indexOf("Samaritans: 116 123"))
        .isBetween(0, page.indexOf("<summary>United States</summary>"));
  }

  @Test
  @DisplayName("G200: who says nothing is offered its numbers, and nobody is told that they chose")
  void notChosen() {
    Pair pair = night.pair(night.seeker(token()), night.peer("peer"));
    PretendClient sam = night.supervisor();
    sam.send("watch", "conversation", pair.conversation(), "reason", "A look.");
    assertThat(sam.await("opened").has("region")).isFalse();
    pair.seekerSays("I'm going to kill myself tonight");
    JsonNode lines = pair.seeker().await("support").path("lines");
    assertThat(lines.path(0).path("value").asString()).isEqualTo("999");
  }

  private static String token() {
    String pass =
        PretendStaff.atTheDoor(server)
            .post("/api/seekers", "{\"noticeVersion\":1,\"ageBand\":\"a18\",\"language\":\"en\"}")
            .body();
    return JsonMapper.shared().readTree(pass).path("token").asString();
  }
}
