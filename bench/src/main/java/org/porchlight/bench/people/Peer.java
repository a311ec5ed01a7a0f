package org.porchlight.bench.people;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.porchlight.bench.client.Entrance.SignedIn;
import org.porchlight.bench.client.Frame;
import org.porchlight.bench.client.Person;
import org.porchlight.bench.client.World;
import org.porchlight.bench.talk.Line.Side;

/**
 * Somebody on duty, who takes what is offered or lets it go, and talks with up to three at once.
 */
public final class Peer extends Person {
  /** The most conversations of one peer (PROTOCOL.md, section 3). */
  public static final int PLACES = 3;

  /** After how long without what should come somebody looks whether their page still lives. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int DECLINES_PERCENT = 8;
  private static final int QUICKEST_MILLIS = 40;
  private static final int SLOWER_BY_MILLIS = 260;

  private final SignedIn signedIn;
  private final Night night;
  private final RandomGenerator random;
  private final boolean mayDecline;
  private final CompletableFuture<Boolean> onDuty = new CompletableFuture<>();
  private final Map<String, Part> parts = new HashMap<>();
  private final Map<String, Long> accepted = new HashMap<>();
  private String name = "";
  private long lastOffer = System.nanoTime();
  private boolean leaving;

  /**
   * Somebody who has signed in.
   *
   * @param mayDecline whether there is anybody else who could take what they let go
   */
  public Peer(
      World world, SignedIn signedIn, Night night, RandomGenerator random, boolean mayDecline) {
    super(world);
    this.signedIn = signedIn;
    this.night = night;
    this.random = random;
    this.mayDecline = mayDecline;
  }

  /** Goes on duty; done when the server says so. */
  public CompletableFuture<Boolean> begin() {
    run(this::comeIn);
    later(PATIENCE, this::lookAgain);
    return onDuty;
  }

  /** Goes off duty and away. */
  public void leave() {
    run(() -> {
      leaving = true;
      send(Frame.of("duty").with("on", false));
      goAway();
    });
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
    name = welcome.at("you").path("id").asString("");
    accepted.clear();
    Set<String> listed = new HashSet<>();
    for (var there : welcome.at("conversations")) {
      Frame opened = welcome.inner(there);
      listed.add(opened.text("conversation"));
      opened(opened);
    }
    for (Part part : List.copyOf(parts.values())) {
      part.voice().online();
      if (!listed.contains(part.play().conversation())) {
        part.unlisted();
        forgetIfOver(part);
      }
    }
    if (welcome.at("duty").path("on").asBoolean(false)) {
      onDuty.complete(true);
    } else {
      goOnDuty();
    }
  }

  @Override
  protected void told(Frame frame) {
    switch (frame.type()) {
      case "duty" -> duty(frame);
      case "offer" -> offered(frame.text("offer"));
      case "offer-gone" -> world().notes().count("offers." + frame.text("why"));
      case "opened" -> opened(frame);
      case "refused" -> refused(frame);
      default -> heard(frame.text("conversation"), frame);
    }
  }

  @Override
  protected void dropped() {
    parts.values().forEach(part -> part.voice().offline(false));
  }

  /** Whoever is taken off duty because nobody heard them goes on again. */
  private void duty(Frame duty) {
    if (duty.number("restsUntil") > 0) {
      // After a hard conversation people rest; these are none.
      world().notes().count("breathers");
      send(Frame.of("breather").with("minutes", 0));
    }
    if (duty.is("on")) {
      onDuty.complete(true);
    } else if (!leaving) {
      world().notes().count("put-off-duty");
      goOnDuty();
    }
  }

  private void goOnDuty() {
    send(Frame.of("duty").with("on", true).with("capacity", PLACES));
  }

  /** An offer that was accepted and never opened, or a duty that was lost without a word. */
  private void lookAgain() {
    if (leaving) {
      return;
    }
    long now = System.nanoTime();
    if (accepted.values().stream().anyMatch(at -> now - at > PATIENCE.toNanos())) {
      world().notes().count("looked-again");
      hangUp();
    } else if (isOnline() && parts.size() < PLACES && now - lastOffer > PATIENCE.toNanos()) {
      goOnDuty();
    }
    later(PATIENCE, this::lookAgain);
  }

  private void offered(String offer) {
    lastOffer = System.nanoTime();
    world().notes().count("offers.made");
    Duration thinking = Duration.ofMillis(QUICKEST_MILLIS + random.nextInt(SLOWER_BY_MILLIS));
    boolean declines = mayDecline && Script.chance(random, DECLINES_PERCENT);
    later(thinking, () -> send(Frame.of(declines ? "decline" : "accept").with("offer", offer)));
  }

  private void opened(Frame opened) {
    String conversation = opened.text("conversation");
    if (parts.containsKey(conversation)) {
      return;
    }
    accepted.clear();
    Play play = night.play(conversation);
    play.joined(Side.PEER, name, world().notes());
    var part = new Part(play, Side.PEER, opened, night, this);
    parts.put(conversation, part);
    if (parts.size() > PLACES) {
      later(PATIENCE, this::countPlaces);
    }
    var unused = play.script().thenAccept(script -> run(() -> part.begin(script)));
  }

  /** That one of them is over may be told after the next one opened, but soon. */
  private void countPlaces() {
    if (isOnline() && parts.size() > PLACES) {
      world().notes().complain("a peer with more conversations than places: " + parts.size());
    }
  }

  private void heard(String conversation, Frame frame) {
    Part part = parts.get(conversation);
    if (part == null) {
      return;
    }
    part.heard(frame);
    forgetIfOver(part);
  }

  private void forgetIfOver(Part part) {
    if (part.isOver()) {
      parts.remove(part.play().conversation());
    }
  }

  private void refused(Frame frame) {
    Part part = parts.get(frame.text("conversation"));
    if (part != null) {
      part.heard(frame);
    } else if (frame.text("re").equals("say")) {
      parts.values().forEach(any -> any.heard(frame));
    } else {
      accepted.clear();
      world().notes().count("refused." + frame.text("reason"));
    }
  }
}
