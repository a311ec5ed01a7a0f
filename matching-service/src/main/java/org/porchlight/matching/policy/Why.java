package org.porchlight.matching.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Ticket;

/** Reasons for a supervisor: who, why, who was passed over and why. Never a word of a seeker's. */
final class Why {
  private static final int MOST_NAMED = 3;

  private Why() {}

  /** One line about a match. */
  static String line(
      Ticket ticket, FreePeer peer, List<FreePeer> mayTake, List<Ticket> passed, long now) {
    List<String> parts = new ArrayList<>();
    parts.add(
        "waited %s, %s"
            .formatted(
                minutes(now - ticket.arrived()), ticket.band().name().toLowerCase(Locale.ROOT)));
    parts.add("%s: %s".formatted(peer.id(), fits(ticket, peer, now)));
    String others = passedOver(ticket, peer, mayTake);
    if (!others.isEmpty()) {
      parts.add("passed over " + others);
    }
    String before = before(peer, passed);
    if (!before.isEmpty()) {
      parts.add("ahead of " + before);
    }
    return String.join("; ", parts);
  }

  /** Why nobody has a ticket yet. */
  static List<String> notYet(Ticket ticket, List<FreePeer> onDuty) {
    if (onDuty.isEmpty()) {
      return List.of("nobody is on duty");
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (FreePeer peer : onDuty) {
      Musts.firstBroken(ticket, peer)
          .ifPresent(must -> counts.merge(must.otherwise(), 1, Integer::sum));
    }
    int able = onDuty.size() - counts.values().stream().mapToInt(Integer::intValue).sum();
    List<String> reasons = new ArrayList<>();
    if (able > 0) {
      reasons.add("%d could take it now".formatted(able));
    }
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(count -> reasons.add("%d %s".formatted(count.getValue(), count.getKey())));
    return reasons;
  }

  private static String fits(Ticket ticket, FreePeer peer, long now) {
    List<String> reasons = new ArrayList<>();
    if (peer.id().equals(ticket.needs().known())) {
      reasons.add("they know each other");
    }
    if (!ticket.wish().topics().isEmpty()) {
      reasons.add(
          "shares %d of %d topics"
              .formatted(Fit.shared(ticket, peer), ticket.wish().topics().size()));
    }
    reasons.add("rested " + minutes(now - peer.restedSince()));
    return String.join(", ", reasons);
  }

  private static String passedOver(Ticket ticket, FreePeer peer, List<FreePeer> mayTake) {
    List<String> named = new ArrayList<>();
    for (FreePeer other : mayTake) {
      if (!other.equals(peer) && named.size() < MOST_NAMED) {
        named.add("%s (%s)".formatted(other.id(), than(ticket, peer, other)));
      }
    }
    return String.join(", ", named);
  }

  private static String than(Ticket ticket, FreePeer peer, FreePeer other) {
    for (Fit fit : Fit.ALL) {
      long lacks = fit.lack().applyAsLong(ticket, other) - fit.lack().applyAsLong(ticket, peer);
      if (lacks > 0) {
        return fit.than();
      }
      if (lacks < 0) {
        return "needed by somebody ahead";
      }
    }
    return "as good";
  }

  private static String before(FreePeer peer, List<Ticket> passed) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Ticket ticket : passed) {
      // This line names the peer and is kept with the match, so what is theirs alone is not in it.
      Musts.firstBroken(ticket, peer)
          .filter(must -> !must.privately())
          .ifPresent(must -> counts.merge(must.otherwise(), 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .limit(MOST_NAMED)
        .map(count -> "%d (the peer %s)".formatted(count.getValue(), count.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String minutes(long millis) {
    return Math.max(0, Duration.ofMillis(millis).toMinutes()) + " min";
  }
}
