package org.porchlight.bench.people;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.porchlight.bench.client.Frame;
import org.porchlight.bench.client.Person;
import org.porchlight.bench.client.World;
import org.porchlight.bench.people.Script.Drop;
import org.porchlight.bench.people.Script.Trouble;
import org.porchlight.bench.talk.Line.Side;

/** Somebody who comes, waits, talks and goes. */
public final class Seeker extends Person {
  /** After how long without a word somebody who waits looks whether their page still lives. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Script script;
  private final Night night;
  private @Nullable String token;
  private @Nullable Part part;
  private String name = "";
  private long joinedAt;
  private long lastSign;
  private boolean onPurpose;
  private boolean supported;
  private boolean gone;

  /** Somebody who lives this script. */
  public Seeker(World world, Script script, Night night) {
    super(world);
    this.script = script;
    this.night = night;
  }

  /** Comes when the script says so. */
  public void arrive() {
    later(script.arrival(), this::comeIn);
    later(script.arrival().plus(PATIENCE), this::lookAgain);
  }

  @Override
  protected CompletableFuture<Frame> hello() {
    String known = token;
    if (known != null) {
      return CompletableFuture.completedFuture(Frame.of("hello").with("token", known));
    }
    CompletableFuture<Frame> hello = new CompletableFuture<>();
    var unused =
        world()
            .entrance()
            .pass()
            .whenComplete((pass, problem) ->
                run(() -> {
                  if (problem != null) {
                    hello.completeExceptionally(problem);
                    return;
                  }
                  // One that was asked for on an earlier socket, and comes late, makes nobody
                  // another.
                  String mine = token == null ? pass : token;
                  token = mine;
                  hello.complete(Frame.of("hello").with("token", mine));
                }));
    return hello;
  }

  @Override
  protected void welcomed(Frame welcome) {
    name = welcome.at("you").path("id").asString("");
    lastSign = System.nanoTime();
    boolean listed = !welcome.at("conversations").isEmpty();
    for (var opened : welcome.at("conversations")) {
      opened(welcome.inner(opened));
    }
    if (part != null && !gone) {
      comeBackTo(part, listed);
    } else if (part == null && !welcome.is("waiting")) {
      join();
    }
  }

  @Override
  protected void told(Frame frame) {
    switch (frame.type()) {
      case "opened" -> opened(frame);
      case "place" -> lastSign = frame.at();
      case "support" -> supported = true;
      case "left" -> lostPlace(frame.text("why"));
      case "refused" -> refused(frame);
      default -> heard(frame.text("conversation"), frame);
    }
  }

  @Override
  protected void dropped() {
    if (part != null) {
      part.voice().offline(onPurpose);
    }
    onPurpose = false;
  }

  /** Nobody here leaves the line, or is away for as long as that. */
  private void lostPlace(String why) {
    world().notes().count("places-lost");
    world().notes().complain("P9: a place was lost: " + why);
    join();
  }

  private void comeBackTo(Part there, boolean listed) {
    there.voice().online();
    if (!listed) {
      there.unlisted();
      leaveIfOver(there);
    }
  }

  /** The word that the conversation opened may have been lost on its way. */
  private void lookAgain() {
    if (part == null) {
      if (isOnline() && System.nanoTime() - lastSign > PATIENCE.toNanos()) {
        world().notes().count("looked-again");
        hangUp();
      }
      later(PATIENCE, this::lookAgain);
    }
  }

  private void join() {
    if (joinedAt == 0) {
      joinedAt = System.nanoTime();
    }
    Frame join = Frame.of("join").with("language", "en");
    send(script.note() == null ? join : join.with("note", script.note()));
    if (!script.topics().isEmpty()) {
      send(Frame.of("about").with("topics", script.topics()).with("wants", "lived"));
    }
  }

  private void opened(Frame opened) {
    if (part != null) {
      if (!part.play().conversation().equals(opened.text("conversation"))) {
        world().notes().count("two-in-one");
        world().notes().complain("P8: one seeker in two conversations");
      }
      return;
    }
    night.toMatch().took(opened.at() - joinedAt);
    Play play = night.play(opened.text("conversation"));
    play.joined(Side.SEEKER, name, world().notes());
    play.begins(script);
    part = new Part(play, Side.SEEKER, opened, night, this);
    part.begin(script);
    Drop drop = script.drop();
    if (drop != null) {
      later(drop.at(), () -> drop(drop.time()));
    }
  }

  private void drop(Duration time) {
    if (!gone && isOnline()) {
      world().notes().count("drops");
      onPurpose = true;
      loseNetwork(time);
    }
  }

  private void heard(String conversation, Frame frame) {
    if (part == null || !part.play().conversation().equals(conversation)) {
      return;
    }
    part.heard(frame);
    leaveIfOver(part);
  }

  private void leaveIfOver(Part there) {
    if (there.isOver() && !gone) {
      gone = true;
      if (script.trouble() == Trouble.SEEKER_IN_PAIN && !supported) {
        world().notes().complain("C7: no crisis lines for a seeker in pain");
      }
      goAway();
    }
  }

  private void refused(Frame frame) {
    if (List.of("say", "resume").contains(frame.text("re"))) {
      // trouble comes without an id, and is about whatever is under way
      heard(part == null ? "" : part.play().conversation(), frame);
      return;
    }
    world().notes().count("refused." + frame.text("reason"));
    // Faults may have taken every peer off duty for a moment.
    if (List.of("trouble", "door_closed").contains(frame.text("reason"))
        && frame.text("re").equals("join")) {
      later(Duration.ofMillis(500), this::join);
    }
  }
}
