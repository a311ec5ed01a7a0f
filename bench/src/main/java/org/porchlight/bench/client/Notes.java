package org.porchlight.bench.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What pretend people remark: counters by name, and the first complaints in words. Complaints hold
 * ids and kinds, never what anybody wrote. Safe for many threads.
 */
public final class Notes {
  private static final int MOST_COMPLAINTS = 20;

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final List<String> complaints = new ArrayList<>();
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
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(complaint);
    }
  }

  /** How many complaints. */
  public synchronized long complaints() {
    return complained;
  }

  /** The first complaints. */
  public synchronized List<String> firstComplaints() {
    return List.copyOf(complaints);
  }
}
