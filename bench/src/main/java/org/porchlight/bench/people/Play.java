package org.porchlight.bench.people;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.porchlight.bench.client.Notes;
import org.porchlight.bench.talk.Judgement;
import org.porchlight.bench.talk.Ledger;
import org.porchlight.bench.talk.Line.Side;
import org.porchlight.bench.talk.Transcript;
import org.porchlight.bench.talk.Voice;

/**
 * One conversation being played by two people who do not know each other. It is what they share: a
 * real pair would share the page they look at.
 */
final class Play {
  private final String conversation;
  private final CompletableFuture<Script> script = new CompletableFuture<>();
  private final CompletableFuture<Boolean> bothRead = new CompletableFuture<>();
  private final Ledger ledger = new Ledger();
  private final Map<Side, Judgement.End> ends = new EnumMap<>(Side.class);
  private final Map<Side, String> people = new EnumMap<>(Side.class);
  private final Map<Side, Part> parts = new EnumMap<>(Side.class);
  private final Set<Side> over = EnumSet.noneOf(Side.class);
  private final Set<Side> watched = EnumSet.noneOf(Side.class);
  private volatile boolean flagged;

  Play(String conversation) {
    this.conversation = conversation;
  }

  String conversation() {
    return conversation;
  }

  /** What will be said, once its seeker is there. */
  CompletableFuture<Script> script() {
    return script;
  }

  /** Whether it is this end's part to end it. */
  boolean endedBy(Side side) {
    return script.isDone() && script.join().ender() == side;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Somebody is in it. Two seekers in one, or two peers, is the worst that can happen. */
  synchronized void joined(Side side, String person, Notes notes) {
    String other = people.putIfAbsent(side, person);
    if (other != null && !other.equals(person)) {
      notes.count("two-in-one");
      notes.complain("P8: two people are the " + side + " of " + conversation);
    }
  }

  synchronized void plays(Side side, Part part) {
    parts.put(side, part);
  }

  void begins(Script what) {
    what.turns().forEach(turn -> ledger.enter(turn.line()));
    script.complete(what);
  }

  /** An end has everything and has read it all again. */
  synchronized void hasRead(Side side, Voice voice) {
    Transcript reading = voice.reading();
    if (reading != null) {
      ends.put(side, new Judgement.End(side, voice.transcript(), reading));
    }
    if (ends.size() == Side.values().length) {
      bothRead.complete(true);
    }
  }

  /** When both ends have read everything again. */
  CompletableFuture<Boolean> bothRead() {
    return bothRead;
  }

  /** An end was told that the conversation is over. */
  synchronized boolean isOver(Side side) {
    over.add(side);
    return over.size() == Side.values().length;
  }

  synchronized boolean isOver() {
    return over.size() == Side.values().length;
  }

  /** Where it stands, for whoever has to find out why it did not end. */
  synchronized String standing() {
    return "%s: %s, over for %s".formatted(conversation, parts, over);
  }

  synchronized void wasWatched(Side side) {
    watched.add(side);
  }

  synchronized boolean wasWatchedOpenly() {
    return watched.size() == Side.values().length;
  }

  /** A flag about it reached the supervisor. */
  void wasFlagged() {
    flagged = true;
  }

  boolean isFlagged() {
    return flagged;
  }

  synchronized Judgement judge(Notes notes) {
    Judgement.End seeker = ends.get(Side.SEEKER);
    Judgement.End peer = ends.get(Side.PEER);
    if (seeker == null || peer == null) {
      return Judgement.unread(ledger);
    }
    lookForNote(peer.reading(), notes);
    return Judgement.of(conversation, ledger, seeker, peer, notes);
  }

  /** What a seeker wrote in line becomes the first message (PROTOCOL.md, C1). */
  private void lookForNote(Transcript reading, Notes notes) {
    String note = script.join().note();
    if (note != null && !reading.holds(note)) {
      notes.count("notes-lost");
      notes.complain("C1: what was written in line is not in " + conversation);
    }
  }
}
