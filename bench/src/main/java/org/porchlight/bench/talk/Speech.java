package org.porchlight.bench.talk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.porchlight.bench.client.Frame;
import org.porchlight.bench.client.Notes;

/**
 * What one end says: each line with the same id until it is kept, in order, and no more than 16 at
 * once under way. While it is held back nothing leaves.
 */
final class Speech {
  private static final int WINDOW = 16;
  private static final long REPEAT_AFTER = Duration.ofSeconds(3).toNanos();
  private static final long REPEAT_SOON = Duration.ofMillis(700).toNanos();

  private final String conversation;
  private final Notes notes;
  private final Consumer<Frame> out;
  private final Deque<Line> unsaid = new ArrayDeque<>();
  private final Map<String, UnderWay> unkept = new LinkedHashMap<>();
  private final Map<String, Line> kept = new LinkedHashMap<>();
  private boolean flows = true;
  private String lastRefusal = "none";

  Speech(String conversation, Notes notes, Consumer<Frame> out) {
    this.conversation = conversation;
    this.notes = notes;
    this.out = out;
  }

  /** A line that was sent and is not kept. */
  private static final class UnderWay {
    final Line line;
    long answeredAt;
    long repeatAt;
    boolean sure;

    UnderWay(Line line) {
      this.line = line;
    }
  }

  void say(Line line) {
    unsaid.add(line);
    pump();
  }

  /** Sends a line once more, whatever became of it; one that never left waits for its turn. */
  void repeat(Line line) {
    if (line.firstSent() != 0) {
      out.accept(frame(line, false));
    }
  }

  /** Nothing leaves until {@link #go()}. */
  void hold() {
    flows = false;
  }

  /** What is not kept leaves again, in order, and then what was held back. */
  void go() {
    if (flows) {
      return;
    }
    flows = true;
    unkept.values().forEach(this::again);
    pump();
  }

  /** Sends again what has not been answered for a while. */
  void repeatWhatIsDue() {
    long now = System.nanoTime();
    if (flows) {
      unkept.values().stream().filter(under -> now - under.repeatAt >= 0).forEach(this::again);
    }
  }

  boolean isDone() {
    return unsaid.isEmpty() && unkept.isEmpty();
  }

  /** Whether a line has not been answered for that long; that it came too fast is an answer. */
  boolean isUnansweredFor(long nanos) {
    long now = System.nanoTime();
    return unkept.values().stream()
        .anyMatch(under -> now - Math.max(under.line.firstSent(), under.answeredAt) > nanos);
  }

  /** What is under way says nothing about the server's speed any more. */
  void untimed() {
    unkept.values().forEach(under -> under.line.untimed());
  }

  void kept(Line line) {
    unkept.remove(line.id());
    kept.putIfAbsent(line.id(), line);
    pump();
  }

  /** Nothing was sent. A line that may go past the hint does; another is given up. */
  void hinted(Frame hint) {
    UnderWay under = unkept.get(hint.text("id"));
    if (under == null) {
      return;
    }
    notes.count("hints");
    if (hint.is("firm")) {
      giveUp(under, "hint_firm");
    } else {
      under.sure = true;
      send(under);
    }
  }

  /** Trouble and too many at once pass; anything else does not. Trouble comes without an id. */
  void refused(Frame refusal) {
    UnderWay under = unkept.get(refusal.text("id"));
    lastRefusal = refusal.text("reason");
    if (under != null) {
      under.answeredAt = System.nanoTime();
    }
    switch (refusal.text("reason")) {
      case "too_fast", "trouble" -> repeatSoon(under);
      default -> {
        if (under != null) {
          giveUp(under, refusal.text("reason"));
        }
      }
    }
  }

  /**
   * Lines that were kept and are in the history no more are said again. They stood before whatever
   * is under way, so they leave before it.
   */
  void giveBack(Predicate<String> isThere) {
    List<Line> lost = kept.values().stream().filter(line -> !isThere.test(line.id())).toList();
    Map<String, UnderWay> after = new LinkedHashMap<>(unkept);
    unkept.clear();
    for (Line line : lost) {
      notes.count("given-back");
      line.untimed();
      kept.remove(line.id());
      unkept.put(line.id(), new UnderWay(line));
    }
    unkept.putAll(after);
  }

  @Override
  public String toString() {
    return "%d unsaid, %d unkept, %d kept, %s, last refused: %s"
        .formatted(
            unsaid.size(), unkept.size(), kept.size(), flows ? "speaks" : "holds", lastRefusal);
  }

  private void pump() {
    while (flows && unkept.size() < WINDOW && !unsaid.isEmpty()) {
      UnderWay under = new UnderWay(unsaid.remove());
      unkept.put(under.line.id(), under);
      send(under);
    }
  }

  private void again(UnderWay under) {
    notes.count("repeated");
    send(under);
  }

  private void send(UnderWay under) {
    long now = System.nanoTime();
    under.line.sentAt(now);
    under.repeatAt = now + REPEAT_AFTER;
    out.accept(frame(under.line, under.sure));
  }

  private void repeatSoon(@Nullable UnderWay one) {
    long soon = System.nanoTime() + REPEAT_SOON;
    if (one != null) {
      one.repeatAt = soon;
    } else {
      unkept.values().forEach(any -> any.repeatAt = soon);
    }
  }

  private void giveUp(UnderWay under, String reason) {
    unkept.remove(under.line.id());
    under.line.refusedFor(reason);
    pump();
  }

  private Frame frame(Line line, boolean sure) {
    Frame say =
        Frame.of("say")
            .with("conversation", conversation)
            .with("id", line.id())
            .with("text", line.text());
    return sure ? say.with("sure", true) : say;
  }
}
