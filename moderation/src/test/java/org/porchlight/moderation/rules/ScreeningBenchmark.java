package org.porchlight.moderation.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;

/** Microseconds a message; run by {@code moderation/benchmark}, never in the build. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class ScreeningBenchmark {
  private static final String[] MESSAGES = {
    "hey, is anybody there? i can't sleep again",
    "my boss yelled at me in front of everyone and i just stood there like an idiot",
    "I don't want to be here any more, I keep thinking about it",
    "ok thanks, that helps a bit",
    "i took all my pills an hour ago and i'm scared",
    "we had a fight about the dishes and now he isn't talking to me, it's stupid i know",
    "she said everyone would be better off without her. what do i say?",
    "lol this homework is killing me",
  };

  private final List<Utterance> utterances = new ArrayList<>();
  private RuleModeration moderation = RuleModeration.english();
  private int next;

  /** Runs every benchmark, and prints what the rules weigh. */
  public static void main(String[] arguments) throws RunnerException {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    long before = runtime.totalMemory() - runtime.freeMemory();
    RuleModeration loaded = RuleModeration.english();
    System.gc();
    long heap = runtime.totalMemory() - runtime.freeMemory() - before;
    System.out.println(loaded.patternCount() + " patterns, heap " + heap / 1_000 / 1_000.0 + " MB");
    new Runner(new OptionsBuilder().include(ScreeningBenchmark.class.getSimpleName()).build())
        .run();
  }

  /** Both sides of the same talk. */
  @Setup
  public void prepare() {
    for (String message : MESSAGES) {
      utterances.add(new Utterance(Side.SEEKER, message));
      utterances.add(new Utterance(Side.PEER, message));
    }
  }

  /** One message through everything. */
  @Benchmark
  public Verdict screen() {
    next = (next + 1) % utterances.size();
    return moderation.screen(utterances.get(next), ConversationContext.FRESH);
  }
}
