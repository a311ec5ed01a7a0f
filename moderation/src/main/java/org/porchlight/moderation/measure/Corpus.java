package org.porchlight.moderation.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.porchlight.moderation.Side;

/**
 * The authored corpus: files of lines written by hand under headings, and a file of frames whose
 * slots are filled. {@code src/corpus/DATASHEET.md} says how it was written.
 */
final class Corpus {
  private static final String PEER_CRAFT = "P0";

  private final List<Line> lines = new ArrayList<>();
  private final Set<String> texts = new LinkedHashSet<>();

  /** The parts of the corpus. Rules are written against none but the first. */
  enum Split {
    TRAIN,
    DEV,
    TEST
  }

  /**
   * One line.
   *
   * @param label 0 to 6, or a code such as SH, MED or OFF
   * @param kind what kind of line it is, in a word or two
   * @param composed whether a frame made it
   */
  record Line(Side side, String label, String kind, String text, Split split, boolean composed) {}

  /** Reads every file of a directory, in the order of their names. */
  static List<Line> read(Path directory) {
    Corpus corpus = new Corpus();
    try (var files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".txt")).sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith("frames")) {
          corpus.frames(Files.readAllLines(file));
        } else {
          corpus.byHand(name, Files.readAllLines(file));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return List.copyOf(corpus.lines);
  }

  private void byHand(String name, List<String> rows) {
    Side side = name.startsWith("peer") ? Side.PEER : Side.SEEKER;
    String label = "";
    String kind = "";
    for (String row : rows) {
      if (row.startsWith("## ")) {
        String[] heading = row.substring(3).split(" ", 2);
        label = heading[0];
        kind = heading[1];
      } else if (!row.isBlank() && !row.startsWith("#")) {
        add(side, label, kind, row.strip(), split(row), false);
      }
    }
  }

  private void frames(List<String> rows) {
    Map<String, String[]> slots = new LinkedHashMap<>();
    for (String row : rows) {
      if (row.startsWith("= ")) {
        String[] slot = row.substring(2).split(": ", 2);
        slots.put(slot[0], slot[1].split(" \\| "));
      } else if (!row.isBlank() && !row.startsWith("#")) {
        String[] parts = row.split(": ", 2);
        String[] heading = parts[0].split(" ", 3);
        compose(Integer.parseInt(heading[0]), heading[1], heading[2], parts[1], slots);
      }
    }
  }

  private void compose(
      int wanted, String label, String kind, String frame, Map<String, String[]> slots) {
    boolean craft = label.equals(PEER_CRAFT);
    Side side = craft || isPeer(label) ? Side.PEER : Side.SEEKER;
    Random random = new Random(seed(frame));
    Split split = split(frame);
    int made = 0;
    for (int tries = 0; made < wanted && tries < wanted * 20; tries++) {
      String text = filled(frame, slots, random);
      made += add(side, craft ? "0" : label, kind, text, split, true) ? 1 : 0;
    }
  }

  private static boolean isPeer(String label) {
    return switch (label) {
      case "MED", "DX", "TX", "DISC", "OFF", "PROM", "ROM", "STIG", "DISCL", "HARM-PEER" -> true;
      default -> false;
    };
  }

  private static String filled(String frame, Map<String, String[]> slots, Random random) {
    String text = frame;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{')) {
      int close = text.indexOf('}', open);
      String[] words = slots.get(text.substring(open + 1, close));
      if (words == null) {
        throw new IllegalArgumentException("frame: " + frame + " (expected: a slot of the file)");
      }
      text =
          text.substring(0, open) + words[random.nextInt(words.length)] + text.substring(close + 1);
    }
    return text;
  }

  private boolean add(
      Side side, String label, String kind, String text, Split split, boolean composed) {
    boolean fresh = texts.add(side + " " + text);
    if (fresh) {
      lines.add(new Line(side, label, kind, text, split, composed));
    }
    return fresh;
  }

  /** A line's part follows from its own words, or those of its frame, and so never changes. */
  private static Split split(String words) {
    long tenth = Long.remainderUnsigned(seed(words), 10);
    return tenth < 8 ? Split.TRAIN : tenth == 8 ? Split.DEV : Split.TEST;
  }

  private static long seed(String words) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < words.length(); i++) {
      hash = (hash ^ words.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ hash >>> 29;
  }
}
