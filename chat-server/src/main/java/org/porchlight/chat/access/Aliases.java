package org.porchlight.chat.access;

import java.security.SecureRandom;
import java.util.List;

/** What seekers are called on the desk: plain words that say nothing about anybody. */
final class Aliases {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final List<String> NAMES =
      List.of(
          "Acorn", "Alder", "Aspen", "Birch", "Brook", "Cedar", "Clover", "Coral", "Cove", "Dune",
          "Elm", "Fern", "Finch", "Harbor", "Hazel", "Heather", "Heron", "Ivy", "Juniper",
          "Lantern", "Lark", "Laurel", "Linden", "Maple", "Marsh", "Meadow", "Moss", "Oak", "Olive",
          "Orchard", "Pebble", "Pine", "Plover", "Reed", "Rowan", "Sage", "Sparrow", "Spruce",
          "Swift", "Tern", "Thistle", "Tide", "Wren", "Willow");

  private Aliases() {}

  static String random() {
    return NAMES.get(RANDOM.nextInt(NAMES.size()));
  }
}
