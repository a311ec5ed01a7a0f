package org.porchlight.chat.log;

import io.lettuce.core.cluster.SlotHash;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.porchlight.chat.conversation.ConversationId;

/** The keys of live conversations; see the package for what they hold. */
final class Keys {
  static final String TIME = "time:";
  private static final int PARTITIONS = 1_024;
  private static final String[] TAGS = balancedTags();

  private Keys() {}

  static String log(ConversationId id) {
    return "c:" + tag(id) + ":" + id + ":log";
  }

  static String meta(ConversationId id) {
    return "c:" + tag(id) + ":" + id + ":meta";
  }

  static String ids(ConversationId id) {
    return "c:" + tag(id) + ":" + id + ":ids";
  }

  static String withheld(ConversationId id) {
    return "c:" + tag(id) + ":" + id + ":withheld";
  }

  static String whispers(ConversationId id) {
    return "c:" + tag(id) + ":" + id + ":whispers";
  }

  static String readers(ConversationId id) {
    return "c:" + tag(id) + ":" + id + ":readers";
  }

  static String haveRead(ConversationId id) {
    return "c:" + tag(id) + ":" + id + ":have-read";
  }

  static String ring(ConversationId id) {
    return tag(id) + ":ring:" + id;
  }

  static String due(ConversationId id) {
    return "c:" + tag(id) + ":due";
  }

  /** What stands for its usual time among what is due; no id has a colon. */
  static String time(ConversationId id) {
    return TIME + id;
  }

  /** What is due, of every partition. */
  static List<String> allDue() {
    return Arrays.stream(TAGS).map(tag -> "c:{" + tag + "}:due").toList();
  }

  static String openings(String person) {
    return "{" + person + "}:openings";
  }

  private static String tag(ConversationId id) {
    CRC32 crc = new CRC32();
    crc.update(id.value().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return "{" + TAGS[(int) (crc.getValue() % PARTITIONS)] + "}";
  }

  /**
   * For each of the partitions the smallest number whose slot lies in that partition's 16 slots:
   * numbers taken as they come would load some nodes nearly twice as much as others.
   */
  private static String[] balancedTags() {
    String[] tags = new String[PARTITIONS];
    int slotsPerPartition = SlotHash.SLOT_COUNT / PARTITIONS;
    int missing = PARTITIONS;
    for (int number = 0; missing > 0; number++) {
      String tag = Integer.toString(number);
      int partition = SlotHash.getSlot(tag) / slotsPerPartition;
      if (tags[partition] == null) {
        tags[partition] = tag;
        missing--;
      }
    }
    return tags;
  }
}
