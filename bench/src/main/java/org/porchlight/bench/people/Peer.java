package org.porchlight.bench.people;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
final class Peer extends Person {
  /** The most conversations of one peer (PROTOCOL.md, section 3). */
  static final int PLACES = 3;

  private static final int DECLINES_PERCENT = 8;
  private static final int QUICKEST_MILLIS = 40;
  private static final int SLOWER_BY_MILLIS = 260;

  private final SignedIn signedIn;
  private final Night night;
  private final RandomGenerator random;
  private final boolean mayDecline;
  private final CompletableFuture<Boolean> onDuty = new CompletableFuture<>();
  private final Map<String, Part> parts = new HashMap<>();
  private String name = "";

  Peer(World world, SignedIn signedIn, Night night, RandomGenerator random, boolean mayDecline) {
    super(world);
    this.signedIn = signedIn;
    this.night = night;
    this.random = random;
    this.mayDecline = mayDecline;
  }

  /** Goes on duty; done when the server says so. */
  CompletableFuture<Boolean> begin() {
    run(this::comeIn);
    return onDuty;
  }

  /** Goes off duty and away. */
  void leave() {
    run(() -> {
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
    for (var opened : welcome.at("conversations")) {
      Frame frame = welcome.inner(opened);
      if (parts.containsKey(frame.text("conversation"))) {
        parts.get(frame.text("conversation")).voice().online(false);
      } else {
        opened(frame);
      }
    }
    if (!welcome.at("duty").path("on").asBoolean(false)) {
      send(Frame.of("duty").with("on", true).with("capacity", PLACES));
    } else {
      onDuty.complete(true);
    }
  }

  @Override
  protected void told(Frame frame) {
    switch (frame.type()) {
      case "duty" -> onDuty.complete(frame.is("on"));
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

  private void offered(String offer) {
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
    Play play = night.play(conversation);
    play.joined(Side.PEER, name, world().notes());
    var part = new Part(play, Side.PEER, opened, night, world().notes(), this::send, this::later);
    parts.put(conversation, part);
    if (parts.size() > PLACES) {
      world().notes().complain("a peer with more conversations than places: " + parts.size());
    }
    var unused = play.script().thenAccept(script -> run(() -> part.begin(script)));
  }

  private void heard(String conversation, Frame frame) {
    Part part = parts.get(conversation);
    if (part == null) {
      return;
    }
    part.heard(frame);
    if (part.isOver()) {
      parts.remove(conversation);
    }
  }

  private void refused(Frame frame) {
    Part part = parts.get(frame.text("conversation"));
    if (part != null) {
      part.heard(frame);
    } else if (frame.text("re").equals("say")) {
      parts.values().forEach(any -> any.heard(frame));
    } else {
      world().notes().count("refused." + frame.text("reason"));
    }
  }
}
