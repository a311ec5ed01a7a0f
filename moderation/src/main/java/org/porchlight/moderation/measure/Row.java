package org.porchlight.moderation.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.Side;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a labelled file.
 *
 * @param conversation which conversation it belongs to, or null
 * @param side who wrote it, or null when the line does not say
 * @param gold the person's judgement, or null
 * @param json the whole line
 */
record Row(
    String id,
    String text,
    @Nullable String conversation,
    @Nullable Side side,
    @Nullable JsonNode gold,
    JsonNode json) {
  private static final JsonMapper MAPPER = new JsonMapper();

  static List<Row> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> !line.isBlank()).map(Row::of).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Row of(String line) {
    JsonNode json = MAPPER.readTree(line);
    JsonNode role = json.get("role");
    JsonNode gold = json.hasNonNull("gold") ? json.get("gold") : json.get("label");
    return new Row(
        json.path("id").asString(""),
        json.path("text").asString(""),
        json.hasNonNull("conv") ? json.get("conv").asString("") : null,
        role == null ? null : role.asString("").equals("peer") ? Side.PEER : Side.SEEKER,
        gold == null || gold.isNull() ? null : gold,
        json);
  }

  /** Prints its id alone. */
  @Override
  public String toString() {
    return "Row[" + id + "]";
  }
}
