package org.porchlight.bench;

import org.porchlight.bench.chaos.Chaos;
import org.porchlight.bench.chaos.Storm;
import org.porchlight.bench.matching.Matching;
import org.porchlight.bench.matching.MatchingChaos;
import org.porchlight.bench.matching.SimulatedNight;
import org.porchlight.bench.people.People;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Every harness by its name. {@code bench/run} starts it; {@code bench/harnesses} lists them. */
@Command(
    name = "bench/run",
    subcommands = {
      People.class,
      Chaos.class,
      Storm.class,
      Matching.class,
      MatchingChaos.class,
      SimulatedNight.class
    })
public final class Bench {
  private Bench() {}

  /** A command line over all harnesses. */
  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setExecutionExceptionHandler((problem, commandLine, parsed) -> {
          commandLine.getErr().println(problem.getMessage());
          if (!(problem instanceof IllegalStateException)) {
            problem.printStackTrace(commandLine.getErr());
          }
          return CommandLine.ExitCode.SOFTWARE;
        });
  }

  static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }
}
