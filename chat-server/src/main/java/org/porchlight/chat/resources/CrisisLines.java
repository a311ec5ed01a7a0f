package org.porchlight.chat.resources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The crisis lines that Porchlight ships with: only those confirmed by the line's own site or its
 * government, or by a public agency or the press. Operators check every row before they open.
 */
@Component
public class CrisisLines {
  private static final String ELSEWHERE = "elsewhere";
  private final List<Region> regions;

  CrisisLines() {
    try (var file = CrisisLines.class.getResourceAsStream("/resources/crisis-lines.json")) {
      if (file == null) {
        throw new IllegalStateException("crisis-lines.json is not on the class path");
      }
      regions = List.of(JsonMapper.shared().readValue(file, Region[].class));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Every region that has a line. */
  public List<Region> regions() {
    return regions;
  }

  /** The region of that id; for one that is not known, what there is for everywhere. */
  public Region of(String id) {
    return regions.stream()
        .filter(region -> region.id().equals(id))
        .findFirst()
        .orElseGet(() -> of(ELSEWHERE));
  }
}
