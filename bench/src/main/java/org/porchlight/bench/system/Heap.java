package org.porchlight.bench.system;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What is alive in the memory of a Java process, after a full collection. */
public final class Heap {
  private static final int LOW_BITS = 0xFFFF;

  private final List<byte[]> patterns = new ArrayList<>();
  private final BitSet begins = new BitSet(LOW_BITS + 1);

  private Heap(Collection<String> words) {
    for (String sentence : words) {
      // As a string has them, and as a frame does.
      Stream.of(StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8)
          .filter(charset -> charset.newEncoder().canEncode(sentence))
          .map(sentence::getBytes)
          .filter(
              bytes -> patterns.stream().noneMatch(known -> java.util.Arrays.equals(known, bytes)))
          .forEach(bytes -> {
            patterns.add(bytes);
            begins.set((bytes[0] & 0xFF) | (bytes[1] & 0xFF) << 8);
          });
    }
  }

  /**
   * How often any of these sentences is in the memory of a process.
   *
   * @param folder where the memory may lie for a moment; the words in it are pretended ones
   */
  public static long count(Unit unit, Path folder, Collection<String> words)
      throws IOException, InterruptedException {
    Path dump = folder.resolve(unit.name() + ".hprof");
    unit.dumpHeap(dump);
    try (FileChannel channel = FileChannel.open(dump)) {
      MappedByteBuffer memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      memory.order(ByteOrder.LITTLE_ENDIAN);
      return new Heap(words).count(memory);
    } finally {
      Files.deleteIfExists(dump);
    }
  }

  private long count(MappedByteBuffer memory) {
    long found = 0;
    for (int at = 0; at < memory.limit() - 1; at++) {
      if (begins.get(memory.getShort(at) & LOW_BITS) && isAt(memory, at)) {
        found++;
      }
    }
    return found;
  }

  private boolean isAt(MappedByteBuffer memory, int at) {
    return patterns.stream().anyMatch(pattern -> isAt(memory, at, pattern));
  }

  private static boolean isAt(MappedByteBuffer memory, int at, byte[] pattern) {
    if (at + pattern.length > memory.limit()) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (memory.get(at + i) != pattern[i]) {
        return false;
      }
    }
    return true;
  }
}
