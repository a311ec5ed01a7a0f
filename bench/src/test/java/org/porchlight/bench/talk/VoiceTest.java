package org.porchlight.bench.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.bench.client.Frame;
import org.porchlight.bench.client.Notes;
import org.porchlight.bench.talk.Line.Side;

class VoiceTest {
  private final Notes notes = new Notes();
  private final Ledger ledger = new Ledger();
  private final List<Frame> sent = new ArrayList<>();
  private final Voice voice =
      new Voice("c", Side.PEER, new Transcript("e1", 1), ledger, new Clockwork(), notes, sent::add);

  private Line says(String id) {
    Line line = new Line(id, Side.PEER, "words " + id);
    ledger.enter(line);
    voice.say(line);
    return line;
  }

  private void hears(String type, String id, String epoch, long seq) {
    voice.heard(about(type).with("id", id).with("epoch", epoch).with("seq", seq));
  }

  private List<String> saidIds() {
    return sent.stream()
        .filter(frame -> frame.type().equals("say"))
        .map(frame -> frame.text("id"))
        .toList();
  }

  private static Frame about(String type) {
    return Frame.of(type).with("conversation", "c");
  }

  @Test
  @DisplayName("P2 what was not kept is said again with its id when the socket is back")
  void repeatsAfterADrop() {
    says("a");
    says("b");
    hears("kept", "a", "e1", 1);
    voice.offline(false);
    says("d");
    voice.online();
    assertThat(saidIds()).containsExactly("a", "b");
    voice.heard(about("caught-up").with("epoch", "e1").with("head", 1));
    assertThat(saidIds()).containsExactly("a", "b", "b", "d");
    assertThat(voice.hasSaidAll()).isFalse();
    hears("kept", "b", "e1", 2);
    hears("kept", "d", "e1", 3);
    assertThat(voice.hasSaidAll()).isTrue();
  }

  @Test
  @DisplayName("P5 a reset leads to a new reading, after which lost lines are given back in order")
  void givesBackWhatWasLost() {
    says("a");
    says("b");
    says("d");
    hears("kept", "a", "e1", 1);
    hears("kept", "b", "e1", 2);
    hears("kept", "d", "e1", 3);
    sent.clear();
    voice.heard(about("reset").with("epoch", "e2").with("head", 1));
    assertThat(sent)
        .singleElement()
        .satisfies(frame -> {
          assertThat(frame.type()).isEqualTo("resume");
          assertThat(frame.text("epoch")).isEqualTo("e2");
          assertThat(frame.number("after")).isZero();
        });
    hears("said", "a", "e2", 1);
    voice.heard(about("caught-up").with("epoch", "e2").with("head", 1));
    assertThat(saidIds()).containsExactly("b", "d");
    hears("kept", "b", "e2", 2);
    hears("kept", "d", "e2", 3);
    assertThat(voice.transcript().upTo()).isEqualTo(3);
    assertThat(notes.complaints()).isZero();
  }

  @Test
  @DisplayName("P4 lost lines are given back before what was under way")
  void givesBackInOrder() {
    says("a");
    hears("kept", "a", "e1", 1);
    says("b");
    voice.offline(false);
    voice.online();
    sent.clear();
    voice.heard(about("reset").with("epoch", "e2").with("head", 0));
    says("d");
    voice.heard(about("caught-up").with("epoch", "e2").with("head", 0));
    assertThat(saidIds()).containsExactly("a", "b", "d");
  }

  @Test
  @DisplayName("no more than 16 lines are under way at once")
  void keepsAWindow() {
    for (int line = 0; line < 20; line++) {
      says("line-" + line);
    }
    assertThat(saidIds()).hasSize(16);
    hears("kept", "line-0", "e1", 1);
    assertThat(saidIds()).hasSize(17);
  }

  @Test
  @DisplayName("C6 a hint is gone past with sure, a firm one is not")
  void goesPastAHint() {
    Line soft = says("a");
    Line firm = says("b");
    voice.heard(about("hint").with("id", "a").with("firm", false));
    voice.heard(about("hint").with("id", "b").with("firm", true));
    assertThat(sent.getLast().is("sure")).isTrue();
    assertThat(soft.refused()).isNull();
    assertThat(firm.refused()).isEqualTo("hint_firm");
  }

  @Test
  @DisplayName("P4 a reading that ends before what is shown is no reading yet")
  void staysUntilItIsWhole() {
    says("a");
    says("b");
    hears("kept", "a", "e1", 1);
    hears("kept", "b", "e1", 2);
    AtomicBoolean read = new AtomicBoolean();
    voice.readAgain(() -> read.set(true));
    hears("said", "a", "e1", 1);
    voice.heard(about("caught-up").with("epoch", "e1").with("head", 1));
    assertThat(read).isFalse();
    assertThat(notes.counted("read-behind")).isEqualTo(1);
    hears("said", "b", "e1", 2);
    voice.heard(about("caught-up").with("epoch", "e1").with("head", 2));
    assertThat(read).isTrue();
    assertThat(Objects.requireNonNull(voice.reading()).upTo()).isEqualTo(2);
  }
}
