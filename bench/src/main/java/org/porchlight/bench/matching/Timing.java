package org.porchlight.bench.matching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times of two kinds, in nanoseconds: until the peer was offered, and until both were told. */
record Timing(List<Long> offered, List<Long> told) {
  private static final double MILLI = 1e6;

  Timing() {
    this(
        Collections.synchronizedList(new ArrayList<>()),
        Collections.synchronizedList(new ArrayList<>()));
  }

  double half(int kind) {
    return quantile(kind, 0.5);
  }

  double most(int kind) {
    return quantile(kind, 0.99);
  }

  private double quantile(int kind, double share) {
    List<Long> sorted = List.copyOf(kind == 0 ? offered : told).stream().sorted().toList();
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.ceil(share * sorted.size()) - 1) / MILLI;
  }
}
