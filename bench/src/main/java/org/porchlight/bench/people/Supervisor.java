package org.porchlight.bench.people;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.porchlight.bench.client.Entrance.SignedIn;
import org.porchlight.bench.client.Frame;
import org.porchlight.bench.client.Person;
import org.porchlight.bench.client.World;
import org.porchlight.bench.talk.Transcript;

/** Keeps an eye on the board, and reads along where a flag says that somebody should. */
final class Supervisor extends Person {
  private final SignedIn signedIn;
  private final Night night;
  private final CompletableFuture<Boolean> atTheBoard = new CompletableFuture<>();
  private final Deque<String> toWatch = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private @Nullable String watching;
  private @Nullable Transcript reading;

  Supervisor(World world, SignedIn signedIn, Night night) {
    super(world);
    this.signedIn = signedIn;
    this.night = night;
  }

  /** Opens the board; done when it is there. */
  CompletableFuture<Boolean> begin() {
    run(this::comeIn);
    return atTheBoard;
  }

  void leave() {
    run(this::goAway);
  }

  @Override
  protected CompletableFuture<Frame> hello() {
    return world()
        .entrance()
        .ticket(signedIn)
        .thenApply(ticket -> Frame.of("hello").with("ticket", ticket));
  }

  @Override
  protected void welcomed(Frame welcome) {
    send(Frame.of("board"));
  }

  @Override
  protected void told(Frame frame) {
    switch (frame.type()) {
      case "board" -> atTheBoard.complete(true);
      case "flag" -> flagged(frame);
      case "said" -> said(frame);
      case "caught-up" -> caughtUp(frame);
      case "opened" -> reading = new Transcript(frame.text("epoch"), frame.number("from"));
      case "closed" -> closed(frame.text("conversation"));
      case "refused" -> {
        world().notes().count("refused." + frame.text("reason"));
        closed(frame.text("conversation"));
      }
      default -> {}
    }
  }

  @Override
  protected void dropped() {
    watching = null;
  }

  private void flagged(Frame flag) {
    world().notes().count("flags");
    String conversation = flag.text("conversation");
    night.play(conversation).wasFlagged();
    if (flag.text("state").equals("open") && seen.add(conversation)) {
      toWatch.add(conversation);
      watchNext();
    }
  }

  private void watchNext() {
    if (watching != null || toWatch.isEmpty()) {
      return;
    }
    watching = toWatch.remove();
    send(Frame.of("watch").with("conversation", watching));
  }

  private void said(Frame frame) {
    if (reading == null || !frame.text("conversation").equals(watching)) {
      return;
    }
    reading.add(
        new Transcript.Entry(
            frame.number("seq"),
            frame.text("id"),
            frame.at("from").path("role").asString(""),
            frame.text("text")));
  }

  /** Has read what there is: enough for this one. */
  private void caughtUp(Frame frame) {
    if (reading == null || !frame.text("conversation").equals(watching)) {
      return;
    }
    if (reading.upTo() < frame.number("head")) {
      world().notes().complain("the supervisor was given a part: " + watching);
    }
    world().notes().count("watched");
    send(Frame.of("unwatch").with("conversation", frame.text("conversation")));
  }

  private void closed(String conversation) {
    if (conversation.equals(watching)) {
      watching = null;
      reading = null;
      watchNext();
    }
  }
}
