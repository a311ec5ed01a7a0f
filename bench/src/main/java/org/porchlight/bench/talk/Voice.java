package org.porchlight.bench.talk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.porchlight.bench.client.Frame;
import org.porchlight.bench.client.Notes;
import org.porchlight.bench.talk.Line.Kept;
import org.porchlight.bench.talk.Line.Side;

/**
 * One end of a conversation, as PROTOCOL.md, section 7, wants a client to behave: it says the same
 * line with the same id until it is kept, resumes from where it has everything, and when the server
 * lost a part of the history, gives back its own lines that were kept before (reliability: client
 * assisted repair). Lives on its person's event loop.
 */
public final class Voice {
  /** Most lines that are under way and not kept. */
  private static final int WINDOW = 16;

  private static final long REPEAT_AFTER = Duration.ofSeconds(3).toNanos();
  private static final long REPEAT_SOON = Duration.ofMillis(700).toNanos();
  private static final long IN_DOUBT_AFTER = Duration.ofSeconds(8).toNanos();
  private static final long RESUME_AGAIN_AFTER = Duration.ofSeconds(3).toNanos();

  private final String conversation;
  private final Side side;
  private final Ledger ledger;
  private final Clockwork clocks;
  private final Notes notes;
  private final Consumer<Frame> out;
  private final Deque<Line> unsaid = new ArrayDeque<>();
  private final Map<String, UnderWay> unkept = new LinkedHashMap<>();
  private final Map<String, Line> kept = new LinkedHashMap<>();
  private Transcript transcript;
  private @Nullable Transcript reading;
  private boolean online = true;
  private boolean repairing;
  private long resumedAt;
  private long onlineSince = System.nanoTime();
  private @Nullable Runnable whenRead;

  /**
   * An end of a conversation that has just opened.
   *
   * @param out where its frames go; what is sent while there is no socket is lost
   */
  public Voice(
      String conversation,
      Side side,
      Transcript transcript,
      Ledger ledger,
      Clockwork clocks,
      Notes notes,
      Consumer<Frame> out) {
    this.conversation = conversation;
    this.side = side;
    this.transcript = transcript;
    this.ledger = ledger;
    this.clocks = clocks;
    this.notes = notes;
    this.out = out;
  }

  /** A line that was sent and is not kept. */
  private static final class UnderWay {
    final Line line;
    long repeatAt;
    boolean sure;

    UnderWay(Line line) {
      this.line = line;
    }
  }

  /** What this end shows. */
  public Transcript transcript() {
    return transcript;
  }

  /** Says a line that is due now. */
  public void say(Line line) {
    line.dueAt(System.nanoTime());
    if (!online) {
      line.untimed();
    }
    unsaid.add(line);
    pump();
  }

  /** Whether everything that was to be said is kept, or can never be. */
  public boolean hasSaidAll() {
    return unsaid.isEmpty() && unkept.isEmpty() && !repairing;
  }

  /** Sends a kept line once more: the answer has to be the same (PROTOCOL.md, P2). */
  public void repeat(Line line) {
    out.accept(say(line, false));
  }

  /** Reads the whole history again, apart from what is shown; then calls back. */
  public void readAgain(Runnable whenDone) {
    whenRead = whenDone;
    resumeFrom(0);
  }

  /** What {@link #readAgain} found. */
  public @Nullable Transcript reading() {
    return reading;
  }

  /** The socket is gone. */
  public void offline(boolean onPurpose) {
    online = false;
    if (onPurpose) {
      unkept.values().forEach(under -> under.line.untimed());
    }
  }

  /** Where to resume, for {@code hello}. */
  public long upTo() {
    return transcript.upTo();
  }

  /** The socket is back. {@code resumed}: {@code hello} asked for the rest already. */
  public void online(boolean resumed) {
    online = true;
    onlineSince = System.nanoTime();
    if (!resumed) {
      resumeFrom(whenRead == null ? transcript.upTo() : 0);
    } else if (whenRead != null) {
      resumeFrom(0);
    }
    long now = System.nanoTime();
    unkept
        .values()
        .forEach(under -> {
          notes.count("repeated");
          send(under, now);
        });
    pump();
  }

  /** Time passes: what was not answered is sent again, and a gap is asked for. */
  public void tick() {
    if (!online) {
      return;
    }
    long now = System.nanoTime();
    for (UnderWay under : unkept.values()) {
      if (now - under.repeatAt >= 0) {
        notes.count("repeated");
        send(under, now);
      }
    }
    boolean lacks = transcript.hasGap() || whenRead != null || repairing;
    if (lacks && now - resumedAt > RESUME_AGAIN_AFTER) {
      notes.count("resumed-for-gap");
      resumeFrom(whenRead == null ? transcript.upTo() : 0);
    }
    pump();
  }

  /** Whether a line has been unanswered for so long that the socket itself must be in doubt. */
  public boolean isStuck() {
    long now = System.nanoTime();
    return online
        && now - onlineSince > IN_DOUBT_AFTER
        && unkept.values().stream()
            .anyMatch(under -> now - under.line.firstSent() > IN_DOUBT_AFTER);
  }

  /** Asks for what may be missing at the end, where no gap can show. */
  public void lookForTail() {
    if (online && System.nanoTime() - resumedAt > RESUME_AGAIN_AFTER) {
      resumeFrom(transcript.upTo());
    }
  }

  @Override
  public String toString() {
    return "%d unsaid, %d unkept, %d kept".formatted(unsaid.size(), unkept.size(), kept.size());
  }

  /** A frame about this conversation. */
  public void heard(Frame frame) {
    switch (frame.type()) {
      case "said" -> said(frame);
      case "kept" -> kept(frame);
      case "hint" -> hinted(frame);
      case "refused" -> refused(frame);
      case "pending" -> notes.count("pending");
      case "caught-up" -> caughtUp(frame);
      case "reset" -> reset(frame);
      default -> {}
    }
    pump();
  }

  private void said(Frame frame) {
    var entry =
        new Transcript.Entry(
            frame.number("seq"),
            frame.text("id"),
            frame.at("from").path("role").asString(""),
            frame.text("text"));
    if (reading != null && reading.epoch().equals(frame.text("epoch"))) {
      reading.add(entry);
    }
    if (!transcript.epoch().equals(frame.text("epoch"))) {
      strange();
      return;
    }
    Line line = ledger.line(entry.id());
    if (transcript.add(entry) && line != null && line.side() != side && line.isTimed()) {
      clocks.delivered().took(frame.at() - line.due());
    }
  }

  private void kept(Frame frame) {
    String id = frame.text("id");
    Line line = ledger.line(id);
    if (line == null) {
      notes.complain("kept for a message that nobody said: " + id);
      return;
    }
    UnderWay under = unkept.remove(id);
    kept.putIfAbsent(id, line);
    Kept first = line.kept();
    var now = new Kept(frame.text("epoch"), frame.number("seq"), frame.at());
    if (first == null) {
      notes.count("kept");
      if (line.isTimed()) {
        clocks.kept().took(frame.at() - line.due());
      }
    } else if (first.epoch().equals(now.epoch()) && first.seq() != now.seq()) {
      notes.complain("P2: kept at " + first.seq() + ", then at " + now.seq() + ": " + id);
    }
    if (first == null || !first.epoch().equals(now.epoch())) {
      line.keptAs(now);
    }
    if (under != null && under.line != line) {
      notes.complain("two lines of one id: " + id);
    }
    if (transcript.epoch().equals(now.epoch())) {
      transcript.add(new Transcript.Entry(now.seq(), id, role(), line.text()));
    } else {
      strange();
    }
  }

  /** Nothing was sent. A line that may go past the hint does; another is given up. */
  private void hinted(Frame frame) {
    UnderWay under = unkept.get(frame.text("id"));
    if (under == null) {
      return;
    }
    notes.count("hints");
    if (frame.is("firm")) {
      unkept.remove(frame.text("id"));
      under.line.refusedFor("hint_firm");
    } else {
      under.sure = true;
      send(under, System.nanoTime());
    }
  }

  private void refused(Frame frame) {
    String reason = frame.text("reason");
    notes.count("refused." + reason);
    UnderWay under = unkept.get(frame.text("id"));
    switch (reason) {
      case "too_fast", "trouble" -> {
        long soon = System.nanoTime() + REPEAT_SOON;
        if (under != null) {
          under.repeatAt = soon;
        } else {
          unkept.values().forEach(any -> any.repeatAt = soon);
        }
      }
      default -> {
        if (under != null) {
          unkept.remove(frame.text("id"));
          under.line.refusedFor(reason);
        }
      }
    }
  }

  private void caughtUp(Frame frame) {
    if (!frame.text("epoch").equals(transcript.epoch())) {
      return;
    }
    if (repairing && transcript.upTo() >= frame.number("head")) {
      repairing = false;
      giveBack();
    }
    Transcript read = reading;
    Runnable done = whenRead;
    if (read != null && done != null && read.upTo() >= frame.number("head") && hasSaidAll()) {
      whenRead = null;
      done.run();
    }
  }

  /** The history is another one: start over, and then give back what it lost of ours. */
  private void reset(Frame frame) {
    notes.count("resets");
    transcript = new Transcript(frame.text("epoch"), transcript.from());
    reading = null;
    repairing = true;
    resumeFrom(0);
  }

  private void giveBack() {
    List<Line> lost = new ArrayList<>();
    for (Line line : kept.values()) {
      if (transcript.placeOf(line.id()) == null) {
        lost.add(line);
      }
    }
    lost.forEach(line -> {
      notes.count("given-back");
      kept.remove(line.id());
      line.untimed();
    });
    for (Line line : lost.reversed()) {
      unsaid.addFirst(line);
    }
  }

  /** A frame of an epoch that is not ours: ask, and be told. */
  private void strange() {
    if (!repairing && System.nanoTime() - resumedAt > REPEAT_SOON) {
      notes.count("strange-epoch");
      resumeFrom(transcript.upTo());
    }
  }

  private void resumeFrom(long after) {
    resumedAt = System.nanoTime();
    if (whenRead != null) {
      reading = new Transcript(transcript.epoch(), transcript.from());
    }
    out.accept(
        Frame.of("resume")
            .with("conversation", conversation)
            .with("epoch", transcript.epoch())
            .with("after", after));
  }

  private void pump() {
    while (online && !repairing && unkept.size() < WINDOW && !unsaid.isEmpty()) {
      Line line = unsaid.remove();
      UnderWay under = new UnderWay(line);
      unkept.put(line.id(), under);
      send(under, System.nanoTime());
    }
  }

  private void send(UnderWay under, long now) {
    under.line.sentAt(now);
    under.repeatAt = now + REPEAT_AFTER;
    out.accept(say(under.line, under.sure));
  }

  private Frame say(Line line, boolean sure) {
    Frame say =
        Frame.of("say")
            .with("conversation", conversation)
            .with("id", line.id())
            .with("text", line.text());
    return sure ? say.with("sure", true) : say;
  }

  private String role() {
    return side == Side.SEEKER ? "seeker" : "peer";
  }
}
