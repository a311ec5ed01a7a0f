package org.porchlight.chat.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** G33: what was done about a conversation, for whoever supervises it. */
class StoryIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String WHY = "numbat-in-the-reason";

  private static final RunningServer server = RunningServer.start();

  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("V1: what supervisors did, by name and without their reasons")
  void told() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = night.supervisor();
    sam.send("watch", "conversation", pair.conversation(), "reason", WHY).await("caught-up");
    sam.send("join-in", "conversation", pair.conversation()).await("stepped");
    sam.send("offer-resource", "conversation", pair.conversation(), "what", "cold");
    sam.await("stepped", step -> step.path("step").asString().equals("offer_asked"));
    assertThat(server.audited("conversation.join")).isPositive();
    assertThat(server.audited("resource.offer")).isPositive();
    String story = story("coordinator", pair);
    assertThat(story).contains("conversation.read", "conversation.join", "resource.offer", "Sam");
    assertThat(story).doesNotContain(WHY);
    assertThat(JSON.readTree(story).path("acts").path(0).path("act").asString())
        .isEqualTo("conversation.read");
  }

  @Test
  @DisplayName("P12: who was in it does not learn here that a later flag was taken or closed")
  void aboutThem() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = night.supervisor();
    sam.send("watch", "conversation", pair.conversation(), "reason", WHY).await("caught-up");
    PretendClient alex = night.stranger();
    alex.send("hello", "ticket", server.staff("coordinator").ticket()).next("welcome");
    alex.send("board").await("board");
    pair.seeker().send("raise", "conversation", pair.conversation(), "what", "supervisor");
    String flag = alex.await("flag").path("flag").asString();
    alex.send("claim", "flag", flag).await("flag", of -> of.has("claimedBy"));
    assertThat(server.audited("flag.claim")).isPositive();
    assertThat(story("coordinator", pair)).contains("flag.claim");
    assertThat(story("supervisor", pair)).contains("conversation.read").doesNotContain("flag.");
  }

  @Test
  @DisplayName("G33: what is written down about a member of staff is not for supervisors")
  void aboutStaff() {
    PretendClient page = night.stranger();
    JsonNode welcome = page.send("hello", "ticket", server.staff("peer").ticket()).next("welcome");
    String robin = welcome.path("you").path("id").asString();
    written("people.change", robin, "coordinator-of-somewhere");
    String story = story("supervisor", robin);
    assertThat(JSON.readTree(story).path("acts").isArray()).isTrue();
    assertThat(JSON.readTree(story).path("acts")).isEmpty();
  }

  @Test
  @DisplayName("P12: nor do they after so many acts that their own first one is not shown")
  void aboutThemLongAgo() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = night.supervisor();
    sam.send("watch", "conversation", pair.conversation(), "reason", WHY).await("caught-up");
    assertThat(server.audited("conversation.read")).isPositive();
    for (int act = 0; act < 50; act++) {
      written("conversation.whisper", pair.conversation(), "another");
    }
    written("flag.claim", pair.conversation(), "another");
    assertThat(story("coordinator", pair)).contains("flag.claim");
    assertThat(story("supervisor", pair)).contains("conversation.whisper").doesNotContain("flag.");
  }

  private static void written(String what, String about, String by) {
    server.bean(Audit.class).recordInChain(Act.of(by, what, about)).block(SOON);
  }

  private static String story(String login, Pair pair) {
    return story(login, pair.conversation());
  }

  private static String story(String login, String id) {
    return server.staff(login).get("/api/staff/story?conversation=" + id).body();
  }
}
