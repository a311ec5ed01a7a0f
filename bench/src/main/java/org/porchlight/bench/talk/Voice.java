package org.porchlight.bench.talk;

import java.time.Duration;
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
  private static final long ASK_AGAIN_AFTER = Duration.ofMillis(700).toNanos();
  private static final long IN_DOUBT_AFTER = Duration.ofSeconds(8).toNanos();
  private static final long RESUME_AGAIN_AFTER = Duration.ofSeconds(3).toNanos();

  private final String conversation;
  private final Side side;
  private final Ledger ledger;
  private final Clockwork clocks;
  private final Notes notes;
  private final Consumer<Frame> out;
  private final Speech speech;
  private Transcript transcript;
  private @Nullable Transcript reading;
  private boolean online = true;
  private boolean repairing;
  private boolean gone;
  private boolean caughtUp = true;
  private long resumedAt;
  private long lostAt;
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
    this.speech = new Speech(conversation, notes, out);
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
    speech.say(line);
  }

  /** Whether everything that was to be said is kept, or can never be. */
  public boolean hasSaidAll() {
    return speech.isDone() && !repairing;
  }

  /** Sends a kept line once more: the answer has to be the same (PROTOCOL.md, P2). */
  public void repeat(Line line) {
    speech.repeat(line);
  }

  /**
   * Reads the whole history again, apart from what is shown; then calls back. A reading that ends
   * before what is shown is asked for again: it may be as of seconds ago, and has to be whole in
   * the end.
   */
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
    if (lostAt == 0) {
      lostAt = System.nanoTime();
    }
    speech.hold();
    if (onPurpose) {
      speech.untimed();
    }
  }

  /** The socket is back. What is missing comes first, and what was not kept leaves after it. */
  public void online() {
    online = true;
    onlineSince = System.nanoTime();
    resumeFrom(whenRead == null ? transcript.upTo() : 0);
  }

  /** Time passes: what was not answered is sent again, and a gap is asked for. */
  public void tick() {
    if (!online) {
      return;
    }
    speech.repeatWhatIsDue();
    boolean lacks = transcript.hasGap() || whenRead != null || !caughtUp;
    if (lacks && System.nanoTime() - resumedAt > RESUME_AGAIN_AFTER) {
      notes.count("resumed-for-gap");
      resumeFrom(whenRead == null && !repairing ? transcript.upTo() : 0);
    }
  }

  /** Whether the server knows nothing of the conversation any more. */
  public boolean isGone() {
    return gone;
  }

  /** Whether a line has been unanswered for so long that the socket itself must be in doubt. */
  public boolean isStuck() {
    long now = System.nanoTime();
    return online && now - onlineSince > IN_DOUBT_AFTER && speech.isUnansweredFor(IN_DOUBT_AFTER);
  }

  /** Asks for what may be missing at the end, where no gap can show. */
  public void lookForTail() {
    if (online && System.nanoTime() - resumedAt > RESUME_AGAIN_AFTER) {
      resumeFrom(transcript.upTo());
    }
  }

  @Override
  public String toString() {
    return "%s, %s%s%s%s, %s"
        .formatted(
            speech,
            online ? "online" : "offline",
            caughtUp ? "" : ", behind",
            repairing ? ", repairing" : "",
            transcript.hasGap() ? ", with a gap" : "",
            transcript);
  }

  /** A frame about this conversation. */
  public void heard(Frame frame) {
    switch (frame.type()) {
      case "said" -> said(frame);
      case "kept" -> kept(frame);
      case "hint" -> speech.hinted(frame);
      case "refused" -> {
        notes.count("refused." + frame.text("reason"));
        speech.refused(frame);
        if (frame.text("re").equals("resume") && frame.text("reason").equals("not_yours")) {
          gone();
        }
      }
      case "pending" -> notes.count("pending");
      case "caught-up" -> caughtUp(frame);
      case "reset" -> reset(frame);
      default -> {}
    }
  }

  /** The server knows nothing of it any more: whatever was kept here is lost. */
  private void gone() {
    if (!gone) {
      gone = true;
      notes.complain("P1: the server has lost " + conversation);
      reading = new Transcript(transcript.epoch(), transcript.from());
    }
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
    if (transcript.add(entry)
        && line != null
        && line.side() != side
        && line.reachesOther()
        && line.isTimed()) {
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
    speech.kept(line);
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
    if (transcript.epoch().equals(now.epoch())) {
      transcript.add(new Transcript.Entry(now.seq(), id, role(), line.text()));
    } else {
      strange();
    }
  }

  private void caughtUp(Frame frame) {
    if (!frame.text("epoch").equals(transcript.epoch())) {
      return;
    }
    if (transcript.upTo() >= frame.number("head")) {
      caughtUp = true;
      if (lostAt != 0) {
        clocks.back().took(frame.at() - lostAt);
        lostAt = 0;
      }
      if (repairing) {
        repairing = false;
        speech.giveBack(id -> transcript.placeOf(id) != null);
      }
      speech.go();
    }
    Transcript read = reading;
    Runnable done = whenRead;
    if (read == null || done == null || read.upTo() < frame.number("head") || !hasSaidAll()) {
      return;
    }
    if (read.upTo() < transcript.upTo()) {
      // A server that was replaced told what it had; a page that stays is told the rest.
      notes.count("read-behind");
      return;
    }
    whenRead = null;
    done.run();
  }

  /** The history is another one: start over, and then give back what it lost of ours. */
  private void reset(Frame frame) {
    notes.count("resets");
    transcript = new Transcript(frame.text("epoch"), transcript.from());
    reading = null;
    repairing = true;
    speech.hold();
    resumeFrom(0);
  }

  /** A frame of an epoch that is not ours: ask, and be told. */
  private void strange() {
    if (!repairing && System.nanoTime() - resumedAt > ASK_AGAIN_AFTER) {
      notes.count("strange-epoch");
      resumeFrom(transcript.upTo());
    }
  }

  private void resumeFrom(long after) {
    resumedAt = System.nanoTime();
    caughtUp = false;
    if (whenRead != null) {
      reading = new Transcript(transcript.epoch(), transcript.from());
    }
    out.accept(
        Frame.of("resume")
            .with("conversation", conversation)
            .with("epoch", transcript.epoch())
            .with("after", after));
  }

  private String role() {
    return side == Side.SEEKER ? "seeker" : "peer";
  }
}
