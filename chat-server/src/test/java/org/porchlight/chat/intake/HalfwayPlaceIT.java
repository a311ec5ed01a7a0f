package org.porchlight.chat.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;

/** Somebody whose server died between the place in their pass and the place in the line. */
class HalfwayPlaceIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName(
      "P9: who comes back is not told of a place that they were never told of, and may join")
  void comesBack() {
    night.doorKeeper();
    String token = night.token();
    halfway(token);
    PretendClient seeker = night.stranger();
    JsonNode welcome = seeker.send("hello", "token", token).next("welcome");
    assertThat(welcome.path("waiting").asBoolean()).isFalse();
    seeker.send("join", "language", "en");
    assertThat(seeker.await("place").path("position").asInt()).isPositive();
    assertThat(seeker.everything()).doesNotContain("away_too_long");
    seeker.send("exit").closeCode();
  }

  @Test
  @DisplayName("P9: who is still there asks again, and is in line")
  void asksAgain() {
    night.doorKeeper();
    String token = night.token();
    PretendClient seeker = night.seeker(token);
    halfway(token);
    seeker.send("join", "language", "en");
    assertThat(seeker.await("place").path("position").asInt()).isPositive();
  }

  @Test
  @DisplayName("C232: what a peer has accepted opens for nobody once its seeker has left quickly")
  void leavesOnceAccepted() {
    String token = night.token();
    PretendClient seeker = night.seeker(token);
    // As it is between the two: in line no more, and not open yet.
    ConversationId id = halfway(token);
    seeker.send("exit").closeCode();
    assertOpensForNobody(id);
  }

  @Test
  @DisplayName("C232: nor once its seeker was blocked")
  void blockedOnceAccepted() {
    ConversationId id = halfway(night.token());
    server.bean(Intake.class).blocked(id).block(SOON);
    assertOpensForNobody(id);
  }

  private void assertOpensForNobody(ConversationId id) {
    ConversationLog log = server.bean(ConversationLog.class);
    assertThat(log.find(id).blockOptional(SOON)).isEmpty();
    Member peer = new Member(Part.PEER, ConversationId.random().value(), "Robin");
    assertThat(log.open(id, peer).blockOptional(SOON)).isEmpty();
  }

  private ConversationId halfway(String token) {
    SeekerPasses passes = server.bean(SeekerPasses.class);
    Visitor.Seeker seeker = Objects.requireNonNull(passes.recognise(token).block(SOON));
    ConversationId id = ConversationId.random();
    passes.enter(seeker, id.value()).block(SOON);
    server
        .bean(ConversationLog.class)
        .create(id, new Member(Part.SEEKER, seeker.id(), seeker.name()))
        .block(SOON);
    return id;
  }
}
