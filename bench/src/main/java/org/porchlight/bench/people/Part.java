package org.porchlight.bench.people;

import java.time.Duration;
import java.util.List;
import org.porchlight.bench.client.Frame;
import org.porchlight.bench.client.Notes;
import org.porchlight.bench.client.Person;
import org.porchlight.bench.people.Script.Turn;
import org.porchlight.bench.talk.Ledger;
import org.porchlight.bench.talk.Line.Side;
import org.porchlight.bench.talk.Transcript;
import org.porchlight.bench.talk.Voice;

/**
 * One end of one conversation: speaks its lines at their times, listens until it has the other's,
 * reads everything once more, and ends it when that is its part. Lives on its person's event loop.
 */
final class Part {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final int TAIL_TICKS = 6;
  private static final int OTHER_ENDS_AFTER_TICKS = 20;

  private final Play play;
  private final Side side;
  private final Voice voice;
  private final Night night;
  private final Person person;
  private final Notes notes;
  private List<Turn> turns = List.of();
  private int unspoken;
  private int expected = Integer.MAX_VALUE;
  private int idleTicks;
  private int waitedTicks;
  private boolean over;
  private Stage stage = Stage.TALKING;

  private enum Stage {
    TALKING,
    READING,
    READ
  }

  Part(Play play, Side side, Frame opened, Night night, Person person) {
    this.play = play;
    this.side = side;
    this.night = night;
    this.person = person;
    this.notes = person.world().notes();
    var transcript = new Transcript(opened.text("epoch"), opened.number("from"));
    play.plays(side, this);
    this.voice =
        new Voice(
            play.conversation(),
            side,
            transcript,
            play.ledger(),
            night.clocks(),
            notes,
            person::send);
    tick();
  }

  /** The script is known: its times count from here. */
  void begin(Script script) {
    turns = script.turnsOf(side);
    unspoken = turns.size();
    expected = script.turns().size();
    for (Turn turn : turns) {
      person.later(turn.at(), () -> speak(turn));
    }
  }

  Voice voice() {
    return voice;
  }

  Play play() {
    return play;
  }

  boolean isOver() {
    return over;
  }

  /** Read from other threads, and only to tell where a run got stuck. */
  @Override
  public String toString() {
    return "%s with %d of %d, %d unspoken, %s"
        .formatted(stage, voice.transcript().linesOf(play.ledger()), expected, unspoken, voice);
  }

  void heard(Frame frame) {
    switch (frame.type()) {
      case "closed" -> over();
      case "watched" -> {
        if (frame.text("mode").equals("reading")) {
          play.wasWatched(side);
        }
      }
      case "clear" -> notes.count("checks.answered");
      case "hint" -> {
        notes.count("checks.hinted");
        voice.heard(frame);
      }
      case "typing" -> notes.count("typing.seen");
      default -> voice.heard(frame);
    }
    readWhenComplete();
  }

  private void speak(Turn turn) {
    if (turn.typing()) {
      person.send(about("typing").with("on", true));
    }
    if (turn.checked()) {
      notes.count("checks.sent");
      person.send(about("check").with("id", turn.line().id()).with("text", turn.line().text()));
    }
    voice.say(turn.line());
    unspoken--;
    if (turn.twice()) {
      voice.repeat(turn.line());
    }
  }

  /** The server does not list the conversation any more: the word that it is over was missed. */
  void unlisted() {
    if (stage == Stage.READ && play.bothRead().isDone()) {
      over();
    } else {
      notes.count("unlisted");
    }
  }

  private void tick() {
    if (over) {
      return;
    }
    voice.tick();
    if (voice.isStuck()) {
      person.hangUp();
    }
    endAgain();
    if (stage == Stage.TALKING && unspoken == 0 && ++idleTicks % TAIL_TICKS == 0) {
      voice.lookForTail();
    }
    person.later(TICK, this::tick);
  }

  private void readWhenComplete() {
    if (voice.isGone() && !over) {
      read();
      over();
      return;
    }
    if (stage == Stage.TALKING && unspoken == 0 && voice.hasSaidAll() && hasHeardAll()) {
      stage = Stage.READING;
      voice.readAgain(this::read);
    }
  }

  /** Lines that were refused for good never come, and nothing may be missing in between. */
  private boolean hasHeardAll() {
    Ledger ledger = play.ledger();
    long refused = ledger.lines().stream().filter(line -> line.refused() != null).count();
    return !voice.transcript().hasGap() && voice.transcript().linesOf(ledger) >= expected - refused;
  }

  private void read() {
    stage = Stage.READ;
    play.hasRead(side, voice);
  }

  /** Its ender ends it once both have read; if that word gets lost, the other does. */
  private void endAgain() {
    if (stage != Stage.READ || !play.bothRead().isDone()) {
      return;
    }
    if (play.endedBy(side) || ++waitedTicks > OTHER_ENDS_AFTER_TICKS) {
      person.send(about("end"));
    }
  }

  private void over() {
    if (over) {
      return;
    }
    over = true;
    if (stage != Stage.READ) {
      notes.complain("closed before the " + side + " had everything: " + play.conversation());
    }
    if (play.isOver(side)) {
      night.unfinished().countDown();
    }
  }

  private Frame about(String type) {
    return Frame.of(type).with("conversation", play.conversation());
  }
}
