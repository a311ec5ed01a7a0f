package org.porchlight.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.porchlight.bench.Report;
import org.porchlight.bench.client.Entrance;
import org.porchlight.bench.client.Notes;
import org.porchlight.bench.client.Sockets;
import org.porchlight.bench.client.World;
import org.porchlight.bench.people.Night;
import org.porchlight.bench.people.Peer;
import org.porchlight.bench.people.Script;
import org.porchlight.bench.people.Seeker;
import org.porchlight.bench.people.Words;
import org.porchlight.bench.system.Extracted;
import org.porchlight.bench.system.Guard;
import org.porchlight.bench.system.Scratch;
import org.porchlight.bench.system.Unit;
import org.porchlight.bench.talk.Judgement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Two-party conversations on a system whose processes die, stop and lose each other. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Two-party conversations on real processes that are killed, stopped and cut off on a"
          + " schedule.",
      "The same seed is the same conversations and the same row of faults."
    })
public final class Chaos implements Callable<Integer> {
  private static final Duration TO_BEGIN = Duration.ofSeconds(60);
  private static final Duration TO_FINISH = Duration.ofSeconds(180);
  private static final Duration SHORT_TALK = Duration.ofSeconds(20);

  /**
   * Between two long conversations of a place, for the end of one and the beginning of the next.
   */
  private static final Duration BETWEEN_TALKS = Duration.ofSeconds(15);

  /** How long a place is taken by a short conversation, with its beginning and end. */
  private static final double SHORT_SECONDS = 30;

  @Option(names = "--seed", description = "what it is all drawn from (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(names = "--seconds", description = "how long faults go on (default: ${DEFAULT-VALUE})")
  private int seconds = 120;

  @Option(
      names = "--level",
      description = "what kept promises: L1 or L2 (default: ${DEFAULT-VALUE})")
  private Level level = Level.L1;

  @Option(names = "--cluster", description = "Redis as a cluster of three masters")
  private boolean cluster;

  @Option(
      names = "--conversations",
      description =
          "how many go on at a time; a third of them are short (default: ${DEFAULT-VALUE})")
  private int conversations = 30;

  @Option(
      names = "--gap",
      description = "mean ms between two lines of one (default: ${DEFAULT-VALUE})")
  private int gap = 500;

  @Option(
      names = "--talk",
      description = "how many seconds a long conversation goes on (default: ${DEFAULT-VALUE})")
  private int talk = 600;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    require(seconds > 0, "--seconds: expected 1 or more");
    require(conversations > 2, "--conversations: expected 3 or more");
    require(gap > 0, "--gap: expected 1 or more");
    require(talk > 0, "--talk: expected 1 or more");
    try (Scratch scratch = Scratch.make("chaos");
        Guard guard = Guard.start()) {
      scratch.closeWith(guard);
      try (Installation installation =
          Installation.start(guard, scratch.folder(), level, cluster, Extracted.Life.SHORT)) {
        int status = live(installation);
        if (status != 0) {
          scratch.keep();
        }
        return status;
      } catch (RuntimeException broken) {
        scratch.keep();
        throw broken;
      }
    }
  }

  private int live(Installation installation) throws IOException, InterruptedException {
    List<Script> scripts = scripts(new Random(seed));
    var night = new Night(scripts.size());
    var notes = new Notes();
    try (Sockets sockets = Sockets.on(2)) {
      var entrance = new Entrance(installation.addresses());
      var world = new World(sockets, Installation.ORIGIN, entrance, notes);
      List<Peer> peers = peers(installation, world, night);
      CompletableFuture.allOf(peers.stream().map(Peer::begin).toArray(CompletableFuture[]::new))
          .orTimeout(TO_BEGIN.toSeconds(), TimeUnit.SECONDS)
          .join();
      System.err.printf("%d peers are on duty, %d seekers come.%n", peers.size(), scripts.size());
      scripts.forEach(script -> new Seeker(world, script, night).arrive());
      new Injector(installation, new Faults(seed), notes).injectFor(Duration.ofSeconds(seconds));
      System.err.println("Nothing more goes wrong. Everybody finishes and reads everything again.");
      if (!night.unfinished().await(TO_FINISH.toSeconds(), TimeUnit.SECONDS)) {
        night.complainOfWhatHangs(notes);
      }
      peers.forEach(Peer::leave);
      return report(installation, night, notes, scripts.size());
    }
  }

  /** Two thirds of the places have long ones, one after the other, and the rest short ones. */
  private List<Script> scripts(RandomGenerator random) {
    List<Script> scripts = new ArrayList<>();
    int steady = conversations * 2 / 3;
    Duration between = Duration.ofMillis(gap);
    for (int place = 0; place < steady; place++) {
      Duration arrival = Duration.ofMillis(random.nextInt(3_000));
      while (arrival.toSeconds() < seconds) {
        long left = seconds - arrival.toSeconds();
        Duration length = Duration.ofSeconds(Math.min(talk, left));
        scripts.add(Script.steady(random, scripts.size(), arrival, length, between));
        arrival = arrival.plus(length).plus(BETWEEN_TALKS);
      }
    }
    double rate = (conversations - steady) / SHORT_SECONDS;
    double at = -Math.log(1 - random.nextDouble()) / rate;
    while (at < seconds) {
      Duration arrival = Duration.ofMillis((long) (at * 1_000));
      scripts.add(Script.steady(random, scripts.size(), arrival, SHORT_TALK, between));
      at += -Math.log(1 - random.nextDouble()) / rate;
    }
    return scripts;
  }

  private List<Peer> peers(Installation installation, World world, Night night)
      throws IOException, InterruptedException {
    var staff = new Staff();
    List<Peer> peers = new ArrayList<>();
    int count = Math.ceilDiv(conversations * 3 / 2, Peer.PLACES) + 1;
    for (String login : staff.hire(installation.database(), count)) {
      var signedIn = world.entrance().signIn(login, staff.password());
      peers.add(new Peer(world, signedIn, night, new Random(seed + peers.size()), true));
    }
    return peers;
  }

  private int report(Installation installation, Night night, Notes notes, int planned)
      throws IOException {
    Judgement all = night.judge(notes);
    var kept = night.clocks().kept();
    var delivered = night.clocks().delivered();
    long leaks = 0;
    for (Unit unit : installation.units()) {
      leaks += unit.log().linesWithAnyOf(Words.all());
    }
    return new Report("chaos")
        .figure("seed", "seed", seed)
        .figure("seconds of faults", "seconds", seconds)
        .figure("level", "level", level.name() + (cluster ? " cluster" : ""))
        .must("conversations", "conversations", planned - night.unfinished().getCount(), planned)
        .figure("messages kept", "kept", notes.counted("kept"))
        .must("lost", "lost", all.lost(), 0)
        .must("doubled", "doubled", all.doubled(), 0)
        .must("reordered", "reordered", all.reordered(), 0)
        .must("kept and not there", "falseKept", all.falseKept(), 0)
        .must("never kept", "unkept", all.unkept(), 0)
        .must("kept and never read again", "unread", all.unread(), 0)
        .must("two people in one place", "twoInOne", notes.counted("two-in-one"), 0)
        .figure("kills", "kills", notes.counted("kills"))
        .figure("of them masters of Redis", "redisKills", notes.counted("redis-masters-killed"))
        .figure("processes stopped for a while", "freezes", notes.counted("freezes"))
        .figure("links cut", "cuts", notes.counted("cuts"))
        .figure("links jammed", "jams", notes.counted("jams"))
        .must("processes that ended by themselves", "died", notes.counted("died"), 0)
        .figure("lost on the server, given back", "givenBack", notes.counted("given-back"))
        .figure("resets", "resets", notes.counted("resets"))
        .figure("sockets that dropped", "reconnects", notes.counted("reconnects"))
        .figure("lines said again", "repeated", notes.counted("repeated"))
        .figure("pages looked at again", "lookedAgain", notes.counted("looked-again"))
        .figure("readings as of seconds ago", "readBehind", notes.counted("read-behind"))
        .figure("refusals", "refusals", notes.countedBelow("refused."))
        .times("kept after", "kept", kept.millisAt(50), kept.millisAt(99))
        .times("delivered after", "delivered", delivered.millisAt(50), delivered.millisAt(99))
        .times("matched after", "match", night.toMatch().millisAt(50), night.toMatch().millisAt(99))
        .must("log lines with words in them", "leaks", leaks, 0)
        .must("complaints", "complaints", notes.complaints(), 0)
        .print(notes.firstComplaints());
  }

  private void require(boolean fine, String otherwise) {
    if (!fine && spec != null) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
