package org.porchlight.bench.people;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.porchlight.bench.Report;
import org.porchlight.bench.client.Entrance;
import org.porchlight.bench.client.Entrance.SignInRefused;
import org.porchlight.bench.client.Entrance.SignedIn;
import org.porchlight.bench.client.Notes;
import org.porchlight.bench.client.Sockets;
import org.porchlight.bench.client.World;
import org.porchlight.bench.people.Script.Trouble;
import org.porchlight.bench.system.Guard;
import org.porchlight.bench.system.OneMachineServer;
import org.porchlight.bench.system.Scratch;
import org.porchlight.bench.talk.Judgement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Pretend seekers, peers and a supervisor on a running system, and a checker of what came of it.
 */
@Command(
    name = "people",
    mixinStandardHelpOptions = true,
    description = {
      "Pretend seekers, peers and a supervisor live a night on a running system.",
      "Without --url it starts a system of its own and stops it afterwards."
    })
public final class People implements Callable<Integer> {
  private static final Duration TO_BEGIN = Duration.ofSeconds(30);

  /** How long one conversation holds a place, besides what is said in it, in seconds. */
  private static final double AROUND_A_CONVERSATION = 1.5;

  private static final double SECONDS_A_MESSAGE = 0.45;
  private static final double SPARE = 1.6;
  private static final int MOST_PEERS = 60;

  @Option(names = "--conversations", description = "how many (default: ${DEFAULT-VALUE})")
  private int conversations = 50;

  @Option(names = "--rate", description = "seekers a second (default: ${DEFAULT-VALUE})")
  private double rate = 4;

  @Option(names = "--messages", description = "messages a conversation (default: ${DEFAULT-VALUE})")
  private int messages = 8;

  @Option(names = "--peers", description = "how many peers (default: as many as the rate needs)")
  private int peers;

  @Option(
      names = "--seed",
      description = "what the night is drawn from (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--url",
      description =
          "a system that runs already; its demo password is read from PORCHLIGHT_DEMO_PASSWORD")
  private @Nullable URI url;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    require(conversations > 0, "--conversations: expected 1 or more");
    require(rate > 0, "--rate: expected more than 0");
    require(messages > 0, "--messages: expected 1 or more");
    if (peers == 0) {
      double places = rate * (messages * SECONDS_A_MESSAGE + AROUND_A_CONVERSATION) * SPARE;
      peers = Math.clamp((long) Math.ceil(places / Peer.PLACES), 2, MOST_PEERS);
    }
    URI there = url;
    if (there == null) {
      return onASystemOfItsOwn();
    }
    String password = System.getenv("PORCHLIGHT_DEMO_PASSWORD");
    require(password != null, "--url needs the demo password in PORCHLIGHT_DEMO_PASSWORD");
    return live(there, password == null ? "" : password, null);
  }

  private int onASystemOfItsOwn() throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.make("people");
        Guard guard = Guard.start()) {
      scratch.closeWith(guard);
      System.err.printf("Starting a system with %d peers.%n", peers);
      var server = OneMachineServer.start(guard, scratch.folder(), peers);
      int status = live(server.address(), server.password(), server);
      if (status != 0) {
        scratch.keep();
      }
      return status;
    }
  }

  private int live(URI server, String password, @Nullable OneMachineServer own)
      throws IOException, InterruptedException {
    var scripts = Script.night(new Random(seed), conversations, rate, messages);
    var night = new Night(conversations);
    var notes = new Notes();
    String origin = server.getScheme() + "://" + server.getAuthority();
    try (Sockets sockets = Sockets.on(2)) {
      var entrance = new Entrance(List.of(server));
      var world = new World(sockets, origin, entrance, notes);
      var supervisor = new Supervisor(world, entrance.signIn("supervisor", password), night);
      List<Peer> onDuty = peers(world, password, night);
      List<CompletableFuture<Boolean>> ready = new ArrayList<>();
      ready.add(supervisor.begin());
      onDuty.forEach(peer -> ready.add(peer.begin()));
      CompletableFuture.allOf(ready.toArray(CompletableFuture[]::new))
          .orTimeout(TO_BEGIN.toSeconds(), TimeUnit.SECONDS)
          .join();
      System.err.printf("%d peers are on duty. %d seekers come.%n", onDuty.size(), conversations);
      long begun = System.nanoTime();
      scripts.forEach(script -> new Seeker(world, script, night).arrive());
      boolean done = night.unfinished().await(longest(onDuty.size()).toSeconds(), TimeUnit.SECONDS);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      if (done) {
        awaitFlags(night);
      }
      if (!done) {
        night.complainOfWhatHangs(notes);
      }
      onDuty.forEach(Peer::leave);
      supervisor.leave();
      return report(scripts, night, notes, took, onDuty.size(), own);
    }
  }

  /** The peers that there are: on a system that runs already it may be one. */
  private List<Peer> peers(World world, String password, Night night)
      throws IOException, InterruptedException {
    List<SignedIn> signedIn = new ArrayList<>();
    for (int number = 1; number <= peers; number++) {
      try {
        signedIn.add(world.entrance().signIn(number == 1 ? "peer" : "peer" + number, password));
      } catch (SignInRefused refused) {
        if (number == 1) {
          throw refused;
        }
        System.err.printf(
            "There are %d peers and no more (%s).%n", number - 1, refused.getMessage());
        break;
      }
    }
    List<Peer> all = new ArrayList<>();
    for (SignedIn one : signedIn) {
      all.add(new Peer(world, one, night, new Random(seed + all.size()), signedIn.size() > 1));
    }
    return all;
  }

  /** Generous: a run that takes longer has somebody who waits for nothing. */
  private Duration longest(int peersOnDuty) {
    double arrivals = conversations / rate;
    double held = messages * SECONDS_A_MESSAGE + 2 * AROUND_A_CONVERSATION;
    double served = conversations * held / (peersOnDuty * Peer.PLACES);
    return Duration.ofSeconds((long) (60 + 2 * Math.max(arrivals, served)));
  }

  /** A flag may still be on its way when its conversation is over. */
  private static void awaitFlags(Night night) throws InterruptedException {
    long limit = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (unseen(night) > 0 && System.nanoTime() < limit) {
      Thread.sleep(50);
    }
  }

  private static long unseen(Night night) {
    return night.plays().stream()
        .filter(play -> play.script().isDone() && !play.isFlagged())
        .filter(play -> play.script().join().trouble() != Trouble.NONE)
        .count();
  }

  private int report(
      List<Script> scripts,
      Night night,
      Notes notes,
      Duration took,
      int onDuty,
      @Nullable OneMachineServer own)
      throws IOException, InterruptedException {
    Judgement all = night.judge(notes);
    var kept = night.clocks().kept();
    var delivered = night.clocks().delivered();
    var refusals = notes.countedBelow("refused.");
    var report =
        new Report("people")
            .figure("seed", "seed", seed)
            .figure("seconds", "seconds", took.toMillis() / 1000.0)
            .figure("peers on duty", "peers", onDuty)
            .must("conversations", "conversations", lived(night), conversations)
            .figure("messages", "messages", messages(scripts))
            .times("kept after", "kept", kept.millisAt(50), kept.millisAt(99))
            .times("delivered after", "delivered", delivered.millisAt(50), delivered.millisAt(99))
            .times(
                "matched after",
                "match",
                night.toMatch().millisAt(50),
                night.toMatch().millisAt(99))
            .must("lost", "lost", all.lost(), 0)
            .must("doubled", "doubled", all.doubled(), 0)
            .must("reordered", "reordered", all.reordered(), 0)
            .must("kept and not there", "falseKept", all.falseKept(), 0)
            .must("never kept", "unkept", all.unkept(), 0)
            .must("kept and never read again", "unread", all.unread(), 0)
            .must("notes that were lost", "notesLost", notes.counted("notes-lost"), 0)
            .must("two people in one place", "twoInOne", notes.counted("two-in-one"), 0)
            .figure("networks lost on purpose", "drops", notes.counted("drops"))
            .figure("sockets lost otherwise", "reconnects", notes.counted("reconnects"))
            .figure("offers declined", "declined", notes.counted("offers.declined"))
            .figure("lines sent again unanswered", "repeated", notes.counted("repeated"))
            .figure("hints", "hints", notes.counted("hints"))
            .must("flags that never came", "unflagged", unseen(night), 0)
            .figure("conversations watched", "watched", notes.counted("watched"))
            .figure("refusals", "refusals", refusals)
            .must("refusals that should not be", "unexpectedRefusals", unexpected(refusals), 0);
    if (isWatchingDue(scripts)) {
      report.must("somebody watched openly", "watchedOpenly", watchedOpenly(night) > 0 ? 1 : 0, 1);
    }
    if (own != null) {
      report
          .must("errors in the server's log", "serverErrors", own.log().errors().size(), 0)
          .must("log lines with words in them", "leaks", own.log().linesWithAnyOf(Words.all()), 0);
      AuditCheck audit = AuditCheck.of(own, own.data().resolveSibling("copy"));
      report
          .figure("rows of the audit", "auditRows", audit.rows())
          .figure("its checkpoints", "auditCheckpoints", audit.checkpoints())
          .must("what the verifier says of it", "auditWhole", audit.onWhole(), 0)
          .must("and of a changed copy", "auditChanged", audit.onChanged(), 1);
    }
    return report
        .must("complaints", "complaints", notes.complaints(), 0)
        .print(notes.firstComplaints());
  }

  private long lived(Night night) {
    return conversations - night.unfinished().getCount();
  }

  /**
   * A peer may be too late for an offer, and a seeker may be matched before they say what it is
   * about; nothing else of what these people do is to be refused.
   */
  private static long unexpected(Map<String, Long> refusals) {
    return refusals.entrySet().stream()
        .filter(refusal -> !Set.of("offer_gone", "not_waiting").contains(refusal.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static boolean isWatchingDue(List<Script> scripts) {
    return scripts.stream().anyMatch(script -> script.trouble() != Trouble.NONE);
  }

  private static long watchedOpenly(Night night) {
    return night.plays().stream().filter(Play::wasWatchedOpenly).count();
  }

  private static long messages(List<Script> scripts) {
    return scripts.stream()
        .mapToLong(script -> script.turns().size() + (script.note() == null ? 0 : 1))
        .sum();
  }

  private void require(boolean fine, String otherwise) {
    if (!fine && spec != null) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
