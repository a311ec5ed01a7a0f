package org.porchlight.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.porchlight.bench.client.Notes;
import org.porchlight.bench.system.Link;
import org.porchlight.bench.system.Unit;

/**
 * Makes the faults of a schedule happen, one after the other: the next begins when the system is
 * whole again, so that at any time at most one thing is wrong.
 */
final class Injector {
  private final Installation installation;
  private final Faults faults;
  private final Notes notes;
  private final long begun = System.nanoTime();

  Injector(Installation installation, Faults faults, Notes notes) {
    this.installation = installation;
    this.faults = faults;
    this.notes = notes;
  }

  /** Injects for this long. */
  void injectFor(Duration time) throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (true) {
      Fault fault = faults.next();
      if (System.nanoTime() + fault.pause().toNanos() > end) {
        return;
      }
      Thread.sleep(fault.pause());
      inject(fault);
      notes.count(fault.kind().counted());
    }
  }

  private void inject(Fault fault) throws IOException, InterruptedException {
    switch (fault.kind()) {
      case KILL_CHAT -> kill(pick(installation.chats(), fault), fault);
      case KILL_MATCHING -> kill(installation.matching(), fault);
      case KILL_REDIS -> killRedis(fault);
      case KILL_POSTGRES -> {
        tell("kill -9 postgres", fault);
        installation.database().kill();
        Thread.sleep(fault.lasts());
        installation.database().restart();
      }
      case FREEZE_CHAT -> freeze(pick(installation.chats(), fault), fault);
      case FREEZE_MATCHING -> freeze(installation.matching(), fault);
      case FREEZE_REDIS -> freeze(victim(fault), fault);
      case CUT_CLIENTS -> cut(pick(installation.doors(), fault), fault);
      case JAM_CLIENTS -> jam(pick(installation.doors(), fault), fault);
      case CUT_REDIS -> cut(pick(installation.redis().links(), fault), fault);
      case JAM_REDIS -> jam(pick(installation.redis().links(), fault), fault);
    }
    for (int ended = installation.startWhatEnded(); ended > 0; ended--) {
      notes.count("died");
    }
    installation.awaitWhole();
  }

  private void kill(Unit unit, Fault fault) throws IOException, InterruptedException {
    tell("kill -9 " + unit.name(), fault);
    unit.kill();
    Thread.sleep(fault.lasts());
    unit.start();
  }

  /** Where there is a replica, the killed master comes back after the replica took over. */
  private void killRedis(Fault fault) throws IOException, InterruptedException {
    Unit victim = victim(fault);
    tell("kill -9 " + victim.name(), fault);
    boolean master = victim == installation.redis().victims().getFirst();
    victim.kill();
    if (master) {
      installation.redis().awaitTakeOver(victim);
      notes.count("redis-masters-killed");
    }
    Thread.sleep(fault.lasts());
    victim.start();
  }

  private void freeze(Unit unit, Fault fault) throws IOException, InterruptedException {
    tell("stop " + unit.name(), fault);
    unit.freeze();
    try {
      Thread.sleep(fault.lasts());
    } finally {
      unit.thaw();
    }
  }

  private void cut(Link link, Fault fault) throws InterruptedException {
    tell("cut " + link.name(), fault);
    link.cut();
    try {
      Thread.sleep(fault.lasts());
    } finally {
      link.mend();
    }
  }

  private void jam(Link link, Fault fault) throws InterruptedException {
    tell("jam " + link.name(), fault);
    link.jam();
    try {
      Thread.sleep(fault.lasts());
    } finally {
      link.mend();
    }
  }

  /** Mostly the one that matters most. */
  private Unit victim(Fault fault) {
    List<Unit> victims = installation.redis().victims();
    return fault.pick() % 4 == 0 ? pick(victims, fault) : victims.getFirst();
  }

  private static <T> T pick(List<T> among, Fault fault) {
    return among.get(fault.pick() % among.size());
  }

  private void tell(String what, Fault fault) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.err.println(
        String.format(Locale.ROOT, "%8.1f s  %s, %d ms", seconds, what, fault.lasts().toMillis()));
  }
}
