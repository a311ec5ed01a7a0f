package org.porchlight.bench.talk;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Everything that both ends of one conversation mean to say. Safe for many threads. */
public final class Ledger {
  private final Map<String, Line> lines = new ConcurrentHashMap<>();

  /** Enters a line. */
  public void enter(Line line) {
    lines.put(line.id(), line);
  }

  /** The line of an id; there is none for a note, whose id the server makes. */
  public @Nullable Line line(String id) {
    return lines.get(id);
  }

  /** All lines, in no order. */
  public Collection<Line> lines() {
    return lines.values();
  }
}
