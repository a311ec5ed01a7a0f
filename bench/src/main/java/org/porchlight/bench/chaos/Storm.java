package org.porchlight.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.porchlight.bench.Report;
import org.porchlight.bench.client.Entrance;
import org.porchlight.bench.client.Notes;
import org.porchlight.bench.client.Pauses;
import org.porchlight.bench.client.Sockets;
import org.porchlight.bench.client.World;
import org.porchlight.bench.people.Night;
import org.porchlight.bench.people.Peer;
import org.porchlight.bench.people.Script;
import org.porchlight.bench.people.Seeker;
import org.porchlight.bench.people.Words;
import org.porchlight.bench.system.Extracted;
import org.porchlight.bench.system.Guard;
import org.porchlight.bench.system.Heap;
import org.porchlight.bench.system.Scratch;
import org.porchlight.bench.system.Unit;
import org.porchlight.bench.talk.Judgement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One of two chat-servers is killed while everybody talks: all of its people come to the other one
 * at once, and read what they missed.
 */
@Command(
    name = "storm",
    mixinStandardHelpOptions = true,
    description = "Everybody of a chat-server that was killed comes to the other one at once.")
public final class Storm implements Callable<Integer> {
  private static final Duration TO_BEGIN = Duration.ofMinutes(5);
  private static final Duration TO_FINISH = Duration.ofMinutes(3);
  private static final Duration LOOKED_AT = Duration.ofSeconds(20);

  /** How long everybody talks after the last one came. */
  private static final Duration TALK = Duration.ofSeconds(150);

  /** How long one writes nothing after a line, as people who type on a phone do. */
  private static final Duration GAP = Duration.ofSeconds(30);

  private static final int COME_A_SECOND = 40;

  /** Three seekers to a peer, each with one socket. */
  private static final int TO_A_PEER = Peer.PLACES + 1;

  @Option(
      names = "--connections",
      description = "how many sockets, a quarter of them of peers (default: ${DEFAULT-VALUE})")
  private int connections = 2_000;

  @Option(names = "--seed", description = "what it is all drawn from (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Override
  public Integer call() throws Exception {
    try (Scratch scratch = Scratch.make("storm");
        Guard guard = Guard.start()) {
      scratch.closeWith(guard);
      try (Installation installation =
          Installation.start(guard, scratch.folder(), Level.L1, false, Extracted.Life.LONG)) {
        int status = live(installation, scratch.folder());
        if (status != 0) {
          scratch.keep();
        }
        return status;
      }
    }
  }

  private int live(Installation installation, Path folder)
      throws IOException, InterruptedException {
    int peers = Math.max(1, connections / TO_A_PEER);
    int seekers = peers * Peer.PLACES;
    var night = new Night(seekers);
    var notes = new Notes();
    try (Sockets sockets = Sockets.on(2)) {
      var entrance = new Entrance(installation.addresses());
      var world = new World(sockets, Installation.ORIGIN, entrance, notes, Pauses.OF_PAGES);
      List<Peer> onDuty = onDuty(installation, world, night, peers);
      scripts(seekers).forEach(script -> new Seeker(world, script, night).arrive());
      long limit = System.nanoTime() + TO_BEGIN.toNanos();
      while (night.begun() < seekers) {
        if (System.nanoTime() > limit) {
          throw new IllegalStateException(
              "conversations: %d (expected: %d)".formatted(night.begun(), seekers));
        }
        Thread.sleep(200);
      }
      long quiet = transactionsIn(installation.database());
      long before = notes.counted("reconnects");
      System.err.printf("%,d sockets are open; one of two chat-servers is killed.%n", connections);
      installation.chats().getFirst().kill();
      entrance.leadTo(installation.addresses().subList(1, installation.addresses().size()));
      long during = transactionsIn(installation.database());
      long came = notes.counted("reconnects") - before;
      installation.chats().getFirst().start();
      installation.awaitWhole();
      entrance.leadTo(installation.addresses());
      if (!night.unfinished().await(TO_FINISH.toSeconds(), TimeUnit.SECONDS)) {
        night.complainOfWhatHangs(notes);
      }
      onDuty.forEach(Peer::leave);
      Thread.sleep(LOOKED_AT);
      long left = 0;
      for (Unit chat : installation.chats()) {
        left += Heap.count(chat, folder, Words.all());
      }
      return report(night, notes, came, quiet, during, left);
    }
  }

  private static long transactionsIn(Database database) throws InterruptedException {
    long before = database.transactions();
    Thread.sleep(LOOKED_AT);
    return database.transactions() - before;
  }

  private List<Peer> onDuty(Installation installation, World world, Night night, int peers)
      throws IOException, InterruptedException {
    var staff = new Staff();
    List<Peer> onDuty = new ArrayList<>();
    for (String login : staff.hire(installation.database(), peers)) {
      var signedIn = world.entrance().signIn(login, staff.password());
      onDuty.add(new Peer(world, signedIn, night, new Random(seed + onDuty.size()), false));
    }
    CompletableFuture.allOf(onDuty.stream().map(Peer::begin).toArray(CompletableFuture[]::new))
        .orTimeout(TO_BEGIN.toSeconds(), TimeUnit.SECONDS)
        .join();
    return onDuty;
  }

  private List<Script> scripts(int seekers) {
    var random = new Random(seed);
    Duration lastComes = Duration.ofSeconds(seekers / COME_A_SECOND);
    List<Script> scripts = new ArrayList<>();
    for (int number = 0; number < seekers; number++) {
      Duration arrival = Duration.ofMillis(1_000L * number / COME_A_SECOND);
      Duration talk = lastComes.minus(arrival).plus(TALK);
      scripts.add(Script.steady(random, number, arrival, talk, GAP));
    }
    return scripts;
  }

  private int report(
      Night night, Notes notes, long came, long quiet, long during, long leftInMemory)
      throws IOException {
    Judgement all = night.judge(notes);
    var back = night.clocks().back();
    return new Report("storm")
        .figure("sockets", "connections", connections)
        .figure("of them lost with the chat-server", "lostSockets", came)
        .figure("ends of conversations that came back", "back", back.count())
        .figure("half of them caught up within, ms", "backP50Ms", back.millisAt(50))
        .figure("99 of 100 caught up within, ms", "backP99Ms", back.millisAt(99))
        .figure("the last caught up within, ms", "backMostMs", back.millisAt(100))
        .figure("PostgreSQL transactions in 20 s before", "transactionsBefore", quiet)
        .figure("PostgreSQL transactions in the 20 s of it", "transactionsDuring", during)
        .figure("messages kept", "kept", notes.counted("kept"))
        .figure("of them left in memory at the end", "leftInMemory", leftInMemory)
        .must("lost", "lost", all.lost(), 0)
        .must("doubled", "doubled", all.doubled(), 0)
        .must("reordered", "reordered", all.reordered(), 0)
        .must("kept and not there", "falseKept", all.falseKept(), 0)
        .must("never kept", "unkept", all.unkept(), 0)
        .must("kept and never read again", "unread", all.unread(), 0)
        .must("complaints", "complaints", notes.complaints(), 0)
        .print(notes.firstComplaints());
  }
}
