package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Work before a pass, from the door of a server whose proxy tells where people come from. */
class WorkIT {
  private static final String HEADER = "X-Porchlight-Address";
  private static final String ARRIVAL =
      "{\"noticeVersion\":1,\"ageBand\":\"a18\",\"language\":\"en\"}";

  private static final RunningServer server =
      RunningServer.start("porchlight.access.address-header=" + HEADER);

  private final PretendStaff nobody = PretendStaff.atTheDoor(server);

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("G19: after a block whoever comes from there works first, and nobody else does")
  void afterABlock() {
    try (Night night = new Night(server)) {
      HttpResponse<String> first = arrive("203.0.113.7", ARRIVAL);
      assertThat(first.statusCode()).isEqualTo(201);
      String token = read(first).path("token").stringValue();
      Pair pair = night.pair(night.seeker(token), night.peer("peer"));
      PretendClient sam = night.supervisor();
      sam.send("watch", "conversation", pair.conversation(), "reason", "A look.");
      sam.await("caught-up");
      sam.send("block", "conversation", pair.conversation(), "reason", "threats");
      sam.await("blocked");

      assertThat(arrive("198.51.100.7", ARRIVAL).statusCode()).isEqualTo(201);
      assertThat(arrive("somebody.example", ARRIVAL).statusCode()).isEqualTo(201);
      HttpResponse<String> asked = arrive("203.0.113.99", ARRIVAL);
      assertThat(asked.statusCode()).isEqualTo(401);
      assertThat(asked.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(asked.body()).doesNotContain("203.0.113").doesNotContain("token");
      assertThat(read(asked).path("reason").asString()).isEqualTo("work_needed");
      JsonNode work = read(asked).path("work");
      assertThat(work.propertyNames())
          .containsExactlyInAnyOrder("challenge", "salt", "hash", "numbers", "waitMs");

      String challenge = work.path("challenge").asString();
      String early = "{\"challenge\":\"" + challenge + "\"}";
      assertIsRefused(arrive("203.0.113.99", working(early)), "work_early");
      String wrong = "{\"challenge\":\"" + challenge + "\",\"number\":-1}";
      assertIsRefused(arrive("203.0.113.99", working(wrong)), "work_wrong");
      String solved = "{\"challenge\":\"" + challenge + "\",\"number\":" + solve(work) + "}";
      assertThat(arrive("203.0.113.99", working(solved)).statusCode()).isEqualTo(201);
      assertIsRefused(arrive("203.0.113.99", working(solved)), "work_used");
      String forged = solved.replace(challenge, "A".repeat(22) + challenge.substring(22));
      assertIsRefused(arrive("203.0.113.99", working(forged)), "work_forged");

      // The page with the numbers stands before all this, and asks for nothing.
      HttpResponse<String> page = nobody.send("GET", "/", "", Map.of(HEADER, "203.0.113.99"));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("988");
    }
  }

  private HttpResponse<String> arrive(String address, String arrival) {
    return nobody.send("POST", "/api/seekers", arrival, Map.of(HEADER, address));
  }

  private static String working(String work) {
    return ARRIVAL.replace("}", ",\"work\":" + work + "}");
  }

  private static long solve(JsonNode work) {
    return WorkTest.solve(
        new Work.Asked(
            work.path("challenge").asString(),
            work.path("salt").asString(),
            work.path("hash").asString(),
            work.path("numbers").asInt(),
            work.path("waitMs").asLong()));
  }

  private static void assertIsRefused(HttpResponse<String> answer, String reason) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(read(answer).path("reason").asString()).isEqualTo(reason);
    assertThat(answer.body()).doesNotContain("challenge");
  }

  private static JsonNode read(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
