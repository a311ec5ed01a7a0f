package org.porchlight.chat.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.matching.MatchingQueue;
import org.porchlight.matching.TicketId;

class AbandonedPlaceIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void whoNeverComesBackLeavesNothingBehindAndIsCounted() {
    try (RunningServer server = RunningServer.start("porchlight.matching.away-for=300ms");
        Night night = new Night(server)) {
      night.doorKeeper();
      String token = night.token();
      PretendClient seeker = night.seeker(token);
      seeker.send("join", "language", "en", "note", "It has been a long week.");
      seeker.await("place");
      ConversationLog log = server.bean(ConversationLog.class);
      ConversationId waiting = placeOf(server, token);
      assertThat(log.note(waiting).blockOptional(SOON)).isPresent();

      seeker.drop();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(log.find(waiting).blockOptional(SOON)).isEmpty());
      MeterRegistry meters = server.bean(MeterRegistry.class);
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(() ->
              assertThat(meters.get("tickets.ended").tag("why", "away_too_long").timer().count())
                  .isEqualTo(1));
      PretendClient supervisor = night.supervisor();
      assertThat(supervisor.send("board").await("board").path("gaveUp").asInt()).isPositive();
    }
  }

  @Test
  @DisplayName("Who was taken for away, and asks, is told their place at once")
  void takenForAway() {
    RunningServer server = RunningServer.shared();
    try (Night night = new Night(server)) {
      night.doorKeeper();
      String token = night.token();
      PretendClient seeker = night.seeker(token);
      seeker.send("join", "language", "en").await("place");
      TicketId ticket = Spot.of(placeOf(server, token), 1).ticket();
      assertThat(server.bean(MatchingQueue.class).away(ticket).block(SOON)).isTrue();
      Object[] about = {"topics", new String[0], "wants", "anyone"};
      assertThat(seeker.send("about", about).await("place").path("position").asInt()).isEqualTo(1);
    }
  }

  private static ConversationId placeOf(RunningServer server, String token) {
    SeekerPasses passes = server.bean(SeekerPasses.class);
    return new ConversationId(
        Objects.requireNonNull(passes.recognise(token).flatMap(passes::place).block(SOON)));
  }
}
