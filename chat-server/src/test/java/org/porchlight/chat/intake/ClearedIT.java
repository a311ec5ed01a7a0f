package org.porchlight.chat.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where people of 16 come in, whoever may be that young meets nobody who is not cleared for it. */
class ClearedIT {
  private static final RunningServer server =
      RunningServer.start("porchlight.access.minimum-age=16");

  private final Night night = new Night(server);

  @AfterEach
  void goHome() {
    night.close();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a16", "skip"})
  @DisplayName("Whoever is under 18, or does not say, is offered only to peers who are cleared")
  void onlyCleared(String ageBand) {
    PretendClient noa = uncleared();
    PretendClient young = night.seeker(token(ageBand));
    young.send("join", "language", "en").await("place");
    PretendClient adult = night.seeker();
    adult.send("join", "language", "en").await("place");

    // Who came second is offered first: the line looked at both, and passed one over.
    accept(noa);
    String adults = adult.await("opened").path("conversation").asString();
    assertThat(noa.await("opened").path("conversation").asString()).isEqualTo(adults);
    young.settle();
    assertThat(young.unread()).doesNotContain("opened");

    // Noa still has a place free, and it is somebody cleared who is asked.
    PretendClient robin = night.peer("peer");
    robin.send("duty", "on", true, "capacity", 1).await("duty");
    accept(robin);
    String youngs = young.await("opened").path("conversation").asString();
    assertThat(robin.await("opened").path("conversation").asString()).isEqualTo(youngs);
    noa.send("duty", "on", false).await("duty", duty -> !duty.path("on").asBoolean());
    noa.send("end", "conversation", adults).await("closed");
    assertThat(noa.everything()).doesNotContain(youngs);
    assertThat(noa.unread()).doesNotContain("offer", "offer-gone");
  }

  @ParameterizedTest
  @CsvSource({"a16,1800 55 1800", "skip,1800 55 1800", "a18,13 11 14"})
  @DisplayName("G170: whoever may be under 18 reads what is for young people first of its kind")
  void youthFirst(String ageBand, String first) {
    night.peer("peer").send("duty", "on", true, "capacity", 1).await("duty");
    PretendClient seeker = night.seeker(token(ageBand, "au"));
    seeker.send("join", "language", "en").await("place");
    seeker.send("note", "text", "I'm going to kill myself tonight");
    JsonNode lines = seeker.await("support").path("lines");
    assertThat(lines.path(0).path("value").asString()).isEqualTo("000");
    assertThat(lines.path(1).path("value").asString()).isEqualTo(first);
    assertThat(lines.size()).isEqualTo(4);
  }

  @Test
  @DisplayName("C170: words in line that tell of being younger bring lines for young people, once")
  void tellsAge() {
    night.peer("peer").send("duty", "on", true, "capacity", 1).await("duty");
    PretendClient seeker = night.seeker(token("a18", "au"));
    seeker.send("join", "language", "en").await("place");
    seeker.send("note", "text", "im 13");
    JsonNode lines = seeker.await("support").path("lines");
    assertThat(lines.path(1).path("value").asString()).isEqualTo("1800 55 1800");
    seeker.send("note", "text", "i am 14 years old").await("place");
    seeker.settle();
    assertThat(seeker.unread()).doesNotContain("support");
  }

  @Test
  @DisplayName("C190: in line, numbers are from where they say to be by now, for the young too")
  void moved() {
    night.peer("peer").send("duty", "on", true, "capacity", 1).await("duty");
    PretendClient seeker = night.seeker(token("a18"));
    seeker.send("join", "language", "en").await("place");
    seeker.send("region", "region", "au");
    seeker.send("note", "text", "im 13");
    JsonNode lines = seeker.await("support").path("lines");
    assertThat(lines.path(0).path("value").asString()).isEqualTo("000");
    assertThat(lines.path(1).path("value").asString()).isEqualTo("1800 55 1800");
  }

  /** On duty with room for two. Whoever is invited is cleared only where it is said. */
  private PretendClient uncleared() {
    PretendClient noa = night.stranger();
    noa.send("hello", "ticket", PretendStaff.invited(server, "peer").browser().ticket());
    noa.next("welcome");
    noa.send("duty", "on", true, "capacity", 2);
    assertThat(noa.await("duty").path("on").asBoolean()).isTrue();
    return noa;
  }

  private static void accept(PretendClient peer) {
    peer.send("accept", "offer", peer.await("offer").path("offer").asString());
  }

  private static String token(String ageBand) {
    return token(ageBand, "us");
  }

  private static String token(String ageBand, String region) {
    String pass =
        PretendStaff.atTheDoor(server)
            .post(
                "/api/seekers",
                "{\"noticeVersion\":1,\"ageBand\":\"%s\",\"language\":\"en\",\"region\":\"%s\"}"
                    .formatted(ageBand, region))
            .body();
    return JsonMapper.shared().readTree(pass).path("token").asString();
  }
}
