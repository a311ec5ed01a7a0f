package org.porchlight.moderation.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateTest {
  private static final String GRADED =
      """
      {"id":"a","text":"canary i took all my pills","label":6}
      {"id":"b","text":"canary what a lovely day","label":0}
      {"id":"c","text":"canary i want to die","label":1}
      """;

  @TempDir private Path directory;

  @Test
  void theLastLineIsOneJsonObjectAndNothingThatWasWrittenIsPrinted() throws IOException {
    String printed = evaluate(0, file("graded.jsonl", GRADED));
    assertThat(printed).doesNotContain("canary");
    JsonNode file = json(printed).get("files").get(0);
    assertThat(file.get("seen").get("recall").asDouble(0)).isEqualTo(1.0);
    assertThat(file.get("seen").get("fpr").asDouble(1)).isEqualTo(0.0);
    assertThat(file.get("levelMae").asDouble(9)).isLessThan(1);
  }

  @Test
  void theGateNamesTheRuleThatSpeaksOnANegative() throws IOException {
    String printed =
        evaluate(
            1,
            "--gate",
            file("negatives.jsonl", "{\"id\":\"a\",\"text\":\"i took all my pills\"}"));
    assertThat(printed).contains("gate: negatives.jsonl seeker.now.taken 1");
  }

  @Test
  void theGateIsQuietWhenNothingSpeaks() throws IOException {
    evaluate(0, "--gate", file("negatives.jsonl", "{\"id\":\"a\",\"text\":\"what a lovely day\"}"));
  }

  @Test
  void aPeersConversationIsCountedPerSide() throws IOException {
    String printed =
        evaluate(
            0,
            file(
                "chats.jsonl",
                """
                {"id":"a","conv":"1","role":"seeker","text":"hello"}
                {"id":"b","conv":"1","role":"peer","text":"add me on whatsapp"}
                """));
    JsonNode file = json(printed).get("files").get(0);
    assertThat(file.get("PEER").get("WATCH").asInt(0)).isEqualTo(1);
    assertThat(file.get("SEEKER").get("NONE").asInt(0)).isEqualTo(1);
  }

  private String file(String name, String lines) throws IOException {
    return Files.writeString(directory.resolve(name), lines).toString();
  }

  private static String evaluate(int status, String... arguments) {
    var bytes = new ByteArrayOutputStream();
    assertThat(Evaluate.run(arguments, new PrintStream(bytes, true, StandardCharsets.UTF_8)))
        .isEqualTo(status);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode json(String printed) {
    return new JsonMapper().readTree(printed.strip().lines().toList().getLast());
  }
}
