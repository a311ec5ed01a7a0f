package org.porchlight.chat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Moderation;
import org.porchlight.moderation.Policy;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The policy file, changed while the service runs. */
class PolicyIT {
  private static final String ADVICE = "You should stop taking your pills";

  @Test
  @DisplayName(
      "A rule in shadow is only counted; a broken file changes nothing, says so, and heals")
  void followed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("policy.yaml");
    try (RunningServer server =
            RunningServer.start(
                "porchlight.policy.file=" + file, "porchlight.policy.look-every=50ms");
        Night night = new Night(server)) {
      RulesInForce rules = server.bean(RulesInForce.class);
      Moderation moderation = server.bean(Moderation.class);
      assertThat(rules.policy()).isEqualTo(Policy.ALL_ON);
      List<String> speaking = speaking(moderation);
      assertThat(speaking).isNotEmpty();

      long audited = server.audited("policy.followed");
      String shadowed = "rules: {" + String.join(": shadow, ", speaking) + ": shadow}";
      write(file, shadowed);
      Awaitility.await().until(() -> speaking(moderation).isEmpty());
      assertThat(server.audited("policy.followed")).isEqualTo(audited + 1);
      assertThat(report(server).at("/precision/rules").toString())
          .contains(speaking.getFirst())
          .contains("\"shadow\"");

      Pair pair = night.pair(night.peer("peer"));
      double before = counted(server, speaking.getFirst());
      Object[] words = {
        "conversation", pair.conversation(), "id", PretendClient.newId(), "text", ADVICE
      };
      pair.peer().send("check", words).next("clear");
      assertThat(counted(server, speaking.getFirst())).isEqualTo(before);
      pair.peer().send("say", words).next("kept");
      assertThat(counted(server, speaking.getFirst())).isGreaterThan(before);

      for (String broken :
          List.of("rules: [", "rules: {no.such.rule: off}", "rules: {x: loud}", "17", "a: b")) {
        write(file, broken);
        Awaitility.await().until(() -> rules.problem() != null);
        assertThat(speaking(moderation)).isEmpty();
        assertThat(report(server).path("policyProblem").asString()).isNotBlank();
        write(file, shadowed);
        Awaitility.await().until(() -> rules.problem() == null);
        assertThat(speaking(moderation)).isEmpty();
      }
      assertThat(server.audited("policy.refused")).isGreaterThanOrEqualTo(5);
      assertThat(server.audited("policy.followed")).isEqualTo(audited + 1);
      MeterRegistry meters = server.bean(MeterRegistry.class);
      assertThat(meters.get("policies.read").tag("outcome", "refused").counter().count())
          .isEqualTo(5);

      Files.delete(file);
      Awaitility.await().until(() -> speaking(moderation).equals(speaking));
      assertThat(rules.policy()).isEqualTo(Policy.ALL_ON);
    }
  }

  /** In one step, as the README asks for: half of a file may be another policy. */
  private static void write(Path file, String policy) throws IOException {
    Path whole = Files.writeString(file.resolveSibling("policy.new"), policy);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The rules that speak about a sentence. */
  private static List<String> speaking(Moderation moderation) {
    Verdict verdict =
        moderation.screen(new Utterance(Side.PEER, ADVICE), ConversationContext.FRESH);
    return verdict.findings().stream().map(finding -> finding.rule()).distinct().toList();
  }

  private static double counted(RunningServer server, String rule) {
    return server
        .bean(MeterRegistry.class)
        .get("rules.shadowed")
        .tag("rule", rule)
        .counter()
        .count();
  }

  private static JsonNode report(RunningServer server) {
    return JsonMapper.shared()
        .readTree(server.staff("coordinator").get("/api/staff/precision").body());
  }
}
