package org.porchlight.chat.socket;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.CloseReason;
import org.porchlight.chat.protocol.Refusal;
import org.porchlight.chat.protocol.ServerFrame;

/** What METRICS.md says of sockets. Every meter is there from the start, so a 0 is a 0. */
final class SocketMeters {
  private final MeterRegistry registry;
  private final Map<String, Counter> handled;
  private final Map<String, Counter> failed;
  private final Map<Refusal, Counter> refused;
  private final Map<String, Counter> offers;
  private final Map<String, Counter> shed;
  private final Map<String, Timer> said;
  private final Counter support;
  private final Counter shown;

  SocketMeters(MeterRegistry registry, SocketRegistry sockets) {
    this.registry = registry;
    for (Role role : Role.values()) {
      Gauge.builder("sockets.open", sockets, open -> open.count(role))
          .tag("role", role.code())
          .register(registry);
    }
    String[] types =
        Arrays.stream(ClientFrame.class.getPermittedSubclasses())
            .map(type -> type.getAnnotation(JsonTypeName.class).value())
            .toArray(String[]::new);
    this.handled = counters("frames.handled", "type", types);
    this.failed = counters("frames.failed", "type", types);
    this.refused =
        Arrays.stream(Refusal.values())
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    reason -> registry.counter("frames.refused", "reason", reason.wire())));
    this.offers =
        counters("offers.ended", "outcome", "accepted", "declined", "expired", "withdrawn", "gone");
    this.shed = counters("sockets.shed", "why", "room", "frames");
    this.said =
        Stream.of("kept", "hinted", "withheld", "pending", "refused")
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    outcome ->
                        Timer.builder("messages.said")
                            .tag("outcome", outcome)
                            .publishPercentileHistogram()
                            .register(registry)));
    this.support = registry.counter("support.offered");
    this.shown = registry.counter("offers.shown");
  }

  void handled(ClientFrame frame) {
    count(handled, frame.type());
  }

  void failed(String type) {
    count(failed, type);
  }

  /** A frame goes out; what it says is counted, never what it carries. */
  void sent(ServerFrame frame) {
    if (frame instanceof ServerFrame.Refused refusal) {
      count(refused, refusal.reason());
    } else if (frame instanceof ServerFrame.Support) {
      support.increment();
    } else if (frame instanceof ServerFrame.Offer) {
      shown.increment();
    } else if (frame instanceof ServerFrame.OfferGone gone) {
      count(offers, gone.why());
    }
  }

  /** There is no room for a socket. */
  void noRoom() {
    count(shed, "room");
  }

  /** The server ends a socket; only that it sent too much is counted. */
  void ended(CloseReason reason) {
    if (reason == CloseReason.TOO_FAST) {
      count(shed, "frames");
    }
  }

  void accepted(boolean inTime) {
    count(offers, inTime ? "accepted" : "gone");
  }

  Timer.Sample startSaying() {
    return Timer.start(registry);
  }

  void said(Timer.Sample sample, String outcome) {
    Timer timer = said.get(outcome);
    if (timer != null) {
      sample.stop(timer);
    }
  }

  private Map<String, Counter> counters(String name, String tag, String... values) {
    return Arrays.stream(values)
        .collect(
            Collectors.toUnmodifiableMap(
                Function.identity(), value -> registry.counter(name, tag, value)));
  }

  private static <K> void count(Map<K, Counter> counters, K key) {
    Counter counter = counters.get(key);
    if (counter != null) {
      counter.increment();
    }
  }
}
