package org.porchlight.bench.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.bench.client.Frame;
import org.porchlight.bench.client.Notes;
import org.porchlight.bench.talk.Line.Side;
import org.porchlight.bench.talk.Transcript.Entry;

/** A checker that has never found anything has proved nothing, so every fault is planted here. */
class JudgementTest {
  private static final String EPOCH = "epoch-1";

  private final Notes notes = new Notes();
  private final Ledger ledger = new Ledger();
  private final Clockwork clocks = new Clockwork();
  private final List<Frame> sent = new ArrayList<>();
  private final Transcript peerShown = new Transcript(EPOCH, 1);
  private final Transcript peerRead = new Transcript(EPOCH, 1);
  private final Voice seeker =
      new Voice("c", Side.SEEKER, new Transcript(EPOCH, 1), ledger, clocks, notes, sent::add);

  private Line says(String id) {
    Line line = new Line(id, Side.SEEKER, "words " + id);
    ledger.enter(line);
    seeker.say(line);
    return line;
  }

  private void kept(String id, long seq) {
    seeker.heard(
        Frame.of("kept")
            .with("conversation", "c")
            .with("id", id)
            .with("epoch", EPOCH)
            .with("seq", seq));
  }

  private void reachesPeer(long seq, String id) {
    Entry entry = new Entry(seq, id, "seeker", "words " + id);
    peerShown.add(entry);
    peerRead.add(entry);
  }

  private Judgement judge(Transcript seekerReads) {
    return Judgement.of(
        "c",
        ledger,
        new Judgement.End(Side.SEEKER, seeker.transcript(), seekerReads),
        new Judgement.End(Side.PEER, peerShown, peerRead),
        notes);
  }

  private Judgement judge() {
    return judge(peerRead);
  }

  @Test
  @DisplayName("two messages that arrived are nothing to complain of")
  void allWell() {
    says("a");
    says("b");
    kept("a", 1);
    kept("b", 2);
    reachesPeer(1, "a");
    reachesPeer(2, "b");
    assertThat(judge()).isEqualTo(Judgement.NONE);
    assertThat(notes.complaints()).isZero();
  }

  @Test
  @DisplayName("P1 a message that was kept and is in no history is lost, and its kept was false")
  void findsLoss() {
    says("a");
    kept("a", 1);
    Judgement judgement = judge();
    assertThat(judgement.lost()).isEqualTo(1);
    assertThat(judgement.falseKept()).isEqualTo(1);
  }

  @Test
  @DisplayName("P1 a message that only one end has is lost")
  void findsLossAtOneEnd() {
    says("a");
    kept("a", 1);
    assertThat(judge(seeker.transcript()).lost()).isEqualTo(1);
  }

  @Test
  @DisplayName("a message that was never answered is not kept")
  void findsWhatWasNeverKept() {
    says("a");
    assertThat(judge().unkept()).isEqualTo(1);
  }

  @Test
  @DisplayName("P1 what was kept in a conversation that nobody read again is not proved")
  void countsWhatNobodyRead() {
    says("a");
    says("b");
    kept("a", 1);
    assertThat(Judgement.unread(ledger).unread()).isEqualTo(1);
    assertThat(Judgement.unread(ledger).holds()).isFalse();
  }

  @Test
  @DisplayName("P1 when the server knows nothing of a conversation any more, all of it is lost")
  void countsAConversationThatIsGone() {
    says("a");
    kept("a", 1);
    seeker.heard(
        Frame.of("refused")
            .with("re", "resume")
            .with("conversation", "c")
            .with("reason", "not_yours"));
    assertThat(seeker.isGone()).isTrue();
    assertThat(judge(Objects.requireNonNull(seeker.reading())).lost()).isEqualTo(1);
  }

  @Test
  @DisplayName("P4 a server may take over between two readings, and changes no place")
  void comparesAcrossEpochs() {
    says("a");
    says("b");
    kept("a", 1);
    kept("b", 2);
    reachesPeer(1, "a");
    reachesPeer(2, "b");
    Transcript later = new Transcript("epoch-2", 1);
    peerRead.entries().forEach(later::add);
    assertThat(judge(later)).isEqualTo(Judgement.NONE);

    Transcript swapped = new Transcript("epoch-2", 1);
    swapped.add(new Entry(1, "b", "seeker", "words b"));
    swapped.add(new Entry(2, "a", "seeker", "words a"));
    assertThat(judge(swapped).reordered()).isPositive();
  }

  @Test
  @DisplayName("P2 a message at two places is doubled")
  void findsDoubles() {
    says("a");
    kept("a", 1);
    reachesPeer(1, "a");
    reachesPeer(2, "a");
    assertThat(judge().doubled()).isPositive();
  }

  @Test
  @DisplayName("P2 the same id kept at another place is complained of")
  void findsTwoAnswers() {
    says("a");
    kept("a", 1);
    kept("a", 2);
    assertThat(notes.firstComplaints()).anyMatch(complaint -> complaint.startsWith("P2"));
  }

  @Test
  @DisplayName("P4 ends that show different orders do not agree")
  void findsDifferentOrders() {
    says("a");
    says("b");
    kept("a", 1);
    kept("b", 2);
    reachesPeer(2, "a");
    reachesPeer(1, "b");
    assertThat(judge().reordered()).isPositive();
    assertThat(judge().falseKept()).isEqualTo(2);
  }

  @Test
  @DisplayName("P4 a line that stands before one that was kept before it was said is reordered")
  void findsOvertaking() {
    Line first = says("a");
    first.keptAs(new Line.Kept(EPOCH, 2, System.nanoTime()));
    says("b").keptAs(new Line.Kept(EPOCH, 1, System.nanoTime()));
    reachesPeer(1, "b");
    reachesPeer(2, "a");
    assertThat(judge().reordered()).isPositive();
  }

  @Test
  @DisplayName("P5 ends that end at different places do not agree")
  void findsAPart() {
    says("a");
    kept("a", 1);
    reachesPeer(1, "a");
    Transcript longer = new Transcript(EPOCH, 1);
    longer.add(new Entry(1, "a", "seeker", "words a"));
    longer.add(new Entry(2, "note", "seeker", "a note"));
    assertThat(judge(longer).reordered()).isPositive();
  }

  @Test
  @DisplayName("P4 a message whose words changed on the way does not agree")
  void findsChangedWords() {
    says("a");
    kept("a", 1);
    Entry changed = new Entry(1, "a", "seeker", "other words");
    peerShown.add(changed);
    peerRead.add(changed);
    assertThat(judge().reordered()).isPositive();
  }
}
