package org.porchlight.chat.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

class AvoidIT {
  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C75: what a peer would rather not take goes by them, for this shift, in silence")
  void forThisShift() {
    night.doorKeeper();
    PretendClient peer = night.peer("peer5");
    seeker("grief");
    seeker("work");

    peer.send("duty", "on", true, "avoid", List.of("grief", "no-such-topic"));
    JsonNode duty = peer.await("duty");
    assertThat(topics(duty, "avoid")).containsExactly("grief");
    JsonNode offer = peer.await("offer");
    assertThat(topics(offer, "topics")).containsExactly("work");

    PretendClient sam = night.supervisor();
    JsonNode queue = sam.send("queue").await("queue");
    assertThat(queue.path("tickets").toString())
        .contains("1 would rather not take one of its topics this shift");
    assertThat(queue.path("peers").toString()).doesNotContain("grief").doesNotContain("rather");

    peer.send("duty", "on", false);
    duty = peer.await("duty", told -> !told.path("on").asBoolean());
    assertThat(duty.has("avoid")).isFalse();
    peer.forget("offer");
    peer.send("duty", "on", true);
    duty = peer.await("duty", told -> told.path("on").asBoolean());
    assertThat(topics(duty, "avoid")).as("another shift").isEmpty();
    assertThat(topics(peer.await("offer"), "topics")).containsExactly("grief");
  }

  @Test
  @DisplayName("C75: it can be changed on duty, and an open offer of that kind goes back")
  void changedOnDuty() {
    night.doorKeeper();
    PretendClient peer = night.peer("peer5");
    seeker("grief");
    peer.send("duty", "on", true, "capacity", 2).await("duty");
    JsonNode offer = peer.await("offer");
    peer.send("duty", "on", true, "capacity", 2, "avoid", List.of("grief"));
    JsonNode gone = peer.await("offer-gone");
    assertThat(gone.path("offer").asString()).isEqualTo(offer.path("offer").asString());
    assertThat(gone.path("why").asString()).isEqualTo("withdrawn");
  }

  private void seeker(String topic) {
    PretendClient seeker = night.seeker();
    seeker.send("join", "language", "en").await("place");
    seeker.send("about", "topics", List.of(topic), "wants", "anyone");
    seeker.await(
        "place", place -> place.path("topics").valueStream().anyMatch(of -> is(of, topic)));
  }

  private static boolean is(JsonNode said, String topic) {
    return said.asString().equals(topic);
  }

  private static List<String> topics(JsonNode frame, String field) {
    return frame.path(field).valueStream().map(JsonNode::asString).toList();
  }
}
