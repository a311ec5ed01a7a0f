package org.porchlight.bench.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What pretend people remark: counters by name, and the first complaints of each kind in words.
 * Complaints hold ids and kinds, never what anybody wrote. Safe for many threads.
 */
public final class Notes {
  private static final int MOST_OF_A_KIND = 5;

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private final Map<String, Integer> kinds = new TreeMap<>();
  private long complained;

  /** One more of this. */
  public void count(String name) {
    counters.computeIfAbsent(name, unheard -> new LongAdder()).increment();
  }

  /** How many of this. */
  public long counted(String name) {
    LongAdder counter = counters.get(name);
    return counter == null ? 0 : counter.sum();
  }

  /** The counters that begin with a prefix, by the rest of their names. */
  public Map<String, Long> countedBelow(String prefix) {
    Map<String, Long> below = new TreeMap<>();
    counters.forEach((name, counter) -> {
      if (name.startsWith(prefix)) {
        below.put(name.substring(prefix.length()), counter.sum());
      }
    });
    return below;
  }

  /** Something that must not be. */
  public synchronized void complain(String complaint) {
    complained++;
    if (kinds.merge(kind(complaint), 1, Integer::sum) <= MOST_OF_A_KIND) {
      complaints.add(complaint);
    }
  }

  /** How many complaints. */
  public synchronized long complaints() {
    return complained;
  }

  /** Its first two words: what they say of people and places differs. */
  private static String kind(String complaint) {
    return Stream.of(complaint.split(" ", 3)).limit(2).collect(Collectors.joining(" "));
  }

  /** The first complaints of each kind. */
  public synchronized List<String> firstComplaints() {
    return List.copyOf(complaints);
  }
}
