package org.porchlight.chat.resources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The crisis lines that Porchlight ships with: only those confirmed by the line's own site or its
 * government, or by a public agency or the press. They stand until a coordinator touches a region.
 */
@Component
class ShippedLines {
  private final List<Shipped> regions;

  ShippedLines() {
    try (var file = ShippedLines.class.getResourceAsStream("/resources/crisis-lines.json")) {
      if (file == null) {
        throw new IllegalStateException("crisis-lines.json is not on the class path");
      }
      regions =
          List.of(JsonMapper.shared().readValue(file, FileRegion[].class)).stream()
              .map(ShippedLines::read)
              .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A region, with the lines that ship for it. */
  record Shipped(String id, String name, List<KeptLine> lines) {

    /** What a house that answers for these regions has of it: what it keeps, or else what ships. */
    List<KeptLine> among(Set<String> own, Map<String, List<KeptLine>> kept) {
      return kept.getOrDefault(id, own.contains(id) ? List.of() : lines);
    }
  }

  record FileRegion(String id, String name, List<FileLine> lines) {}

  record FileLine(
      String name,
      String kind,
      String value,
      @Nullable String hours,
      @Nullable Boolean free,
      @Nullable String audience,
      @Nullable List<String> languages,
      @Nullable LineNote note,
      @Nullable String source,
      String checkedOn) {}

  /** Every region. */
  List<Shipped> regions() {
    return regions;
  }

  /** The region of that id. */
  Optional<Shipped> region(String id) {
    return regions.stream().filter(region -> region.id().equals(id)).findFirst();
  }

  private static Shipped read(FileRegion region) {
    return new Shipped(
        region.id(),
        region.name(),
        region.lines().stream().map(line -> line(region.id(), line)).toList());
  }

  private static KeptLine line(String region, FileLine line) {
    LineText text =
        new LineText(
            line.name(),
            line.kind(),
            line.value(),
            line.hours(),
            line.free(),
            line.audience(),
            line.languages(),
            line.note(),
            line.source());
    return new KeptLine(
        id(region, line), region, 0, text, LocalDate.parse(line.checkedOn()), null, false, null);
  }

  /** Made of the number: whoever checks a line of an older version checks no other number. */
  private static String id(String region, FileLine line) {
    return region + "." + line.kind() + "." + line.value().replaceAll("[^A-Za-z0-9]+", "-");
  }
}
