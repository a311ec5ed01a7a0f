package org.porchlight.chat.resources;

import java.util.List;

/**
 * Where somebody is, as far as they say.
 *
 * @param id short and lower case, for example {@code us}
 * @param name as people there call it
 * @param lines the crisis lines, emergency first
 */
public record Region(String id, String name, List<CrisisLine> lines) {
  public Region {
    lines = List.copyOf(lines);
  }
}
