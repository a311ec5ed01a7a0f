package org.porchlight.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

/** C100: something that may help comes by the seeker's yes, and no other way. */
class OfferedIT {
  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("C100: both hear the question and the answer, also after a reload, and a no is a no")
  void askedFirst() {
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), night.peer("peer"));
    offer(pair.peer(), pair, "lines");
    JsonNode asked = step(pair.seeker(), "offer_asked");
    assertThat(asked.path("by").asString()).isEqualTo("Robin");
    assertThat(asked.path("what").asString()).isEqualTo("lines");
    step(pair.peer(), "offer_asked");
    assertThat(pair.seeker().everything())
        .as("nothing comes by itself")
        .doesNotContain("\"type\":\"support\"", "offer_yes");
    offer(pair.peer(), pair, "breath");
    assertThat(refused(pair.peer())).isEqualTo("already");

    PretendClient again = night.seeker(token);
    again.send("resume", "conversation", pair.conversation(), "epoch", pair.epoch(), "after", 0);
    int n = step(again, "offer_asked").path("n").asInt();
    reply(again, pair, n, true);
    for (PretendClient client : List.of(again, pair.peer())) {
      assertThat(step(client, "offer_yes").path("what").asString()).isEqualTo("lines");
    }
    reply(again, pair, n, false);
    assertThat(reason(again, "reply")).isEqualTo("decided");
    offer(pair.peer(), pair, "lines");
    assertThat(refused(pair.peer())).isEqualTo("decided");

    offer(pair.peer(), pair, "cold");
    int second = again.await("stepped", is("offer_asked", "cold")).path("n").asInt();
    reply(again, pair, second, false);
    again.await("stepped", is("offer_no", "cold"));
    pair.peer().await("stepped", is("offer_no", "cold"));
    offer(pair.peer(), pair, "cold");
    assertThat(refused(pair.peer())).as("not asked again").isEqualTo("decided");
  }

  @Test
  @DisplayName("C100: a supervisor offers once they have joined, and it is written down")
  void ofASupervisor() {
    Pair pair = night.pair(night.peer("peer"));
    PretendClient sam = night.supervisor();
    sam.send("watch", "conversation", pair.conversation(), "reason", "The peer is new.");
    sam.await("caught-up");
    long offered = server.audited("resource.offer");
    offer(sam, pair, "senses");
    assertThat(refused(sam)).as("only reads").isEqualTo("not_yours");
    sam.send("join-in", "conversation", pair.conversation());
    step(sam, "joined");
    offer(sam, pair, "senses");
    JsonNode asked = step(pair.seeker(), "offer_asked");
    assertThat(asked.path("by").asString()).isEqualTo("Sam");
    assertThat(server.audited("resource.offer")).isEqualTo(offered + 1);

    sam.send("step-out", "conversation", pair.conversation());
    step(pair.seeker(), "left");
    reply(pair.seeker(), pair, asked.path("n").asInt(), true);
    assertThat(reason(pair.seeker(), "reply")).as("who asked has gone").isEqualTo("decided");
    offer(pair.peer(), pair, "senses");
    pair.seeker()
        .await(
            "stepped",
            step ->
                step.path("step").asString().equals("offer_asked")
                    && step.path("by").asString().equals("Robin"));
  }

  @Test
  @DisplayName("C100: nobody else offers or answers, and nothing is offered once it is over")
  void refusals() {
    Pair pair = night.pair(night.peer("peer"));
    offer(pair.seeker(), pair, "lines");
    assertThat(refused(pair.seeker())).isEqualTo("not_allowed");
    PretendClient other = night.peer("peer2");
    offer(other, pair, "lines");
    assertThat(refused(other)).isEqualTo("not_yours");
    offer(pair.peer(), pair, "lines");
    int n = step(pair.seeker(), "offer_asked").path("n").asInt();
    PretendClient stranger = night.seeker();
    reply(stranger, pair, n, true);
    assertThat(reason(stranger, "reply")).isEqualTo("not_yours");
    pair.seeker().send("end", "conversation", pair.conversation());
    pair.peer().await("closed");
    offer(pair.peer(), pair, "cold");
    assertThat(refused(pair.peer())).isEqualTo("closed");
  }

  private static void offer(PretendClient client, Pair pair, String what) {
    client.send("offer-resource", "conversation", pair.conversation(), "what", what);
  }

  private static void reply(PretendClient seeker, Pair pair, int n, boolean yes) {
    seeker.send("reply", "conversation", pair.conversation(), "n", n, "yes", yes);
  }

  private static JsonNode step(PretendClient client, String step) {
    return client.await("stepped", frame -> frame.path("step").asString().equals(step));
  }

  private static Predicate<JsonNode> is(String step, String what) {
    return frame ->
        frame.path("step").asString().equals(step) && frame.path("what").asString().equals(what);
  }

  private static String refused(PretendClient client) {
    return reason(client, "offer-resource");
  }

  private static String reason(PretendClient client, String re) {
    return client
        .await("refused", refused -> refused.path("re").asString().equals(re))
        .path("reason")
        .asString();
  }
}
