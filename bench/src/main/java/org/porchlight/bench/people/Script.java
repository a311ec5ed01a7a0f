package org.porchlight.bench.people;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.porchlight.bench.client.Ids;
import org.porchlight.bench.talk.Line;
import org.porchlight.bench.talk.Line.Side;

/**
 * What one conversation will be: everything is drawn before the run.
 *
 * @param arrival when the seeker comes, from the start of the run
 * @param note what they write in line, or null
 * @param topics what they say it is about; none when they do not say
 * @param turns what is said, from the moment that the conversation opens
 * @param drop when the seeker loses the network, or null
 * @param trouble what of it should reach a supervisor
 * @param ender who ends it
 */
public record Script(
    Duration arrival,
    @Nullable String note,
    List<String> topics,
    List<Turn> turns,
    @Nullable Drop drop,
    Trouble trouble,
    Side ender) {

  /**
   * A line at its time; peers may look at it before they send it, and anybody may send it twice.
   */
  public record Turn(Line line, Duration at, boolean checked, boolean typing, boolean twice) {}

  /** A network that is lost for a while. */
  public record Drop(Duration at, Duration time) {}

  /** What a supervisor should see. */
  public enum Trouble {
    NONE,
    SEEKER_IN_PAIN,
    PEER_OUT_OF_ROLE
  }

  private static final double GAP_MILLIS = 450;
  private static final int BY_CHANCE_OF = 100;

  /** Scripts for a whole night: Poisson arrivals at a rate, each with about so many messages. */
  static List<Script> night(RandomGenerator random, int conversations, double rate, int messages) {
    List<Script> scripts = new ArrayList<>();
    double seconds = 0;
    for (int number = 0; number < conversations; number++) {
      scripts.add(one(random, number, seconds, messages));
      seconds += exponential(random, 1 / rate);
    }
    return scripts;
  }

  /**
   * A conversation without incidents of its own: a Poisson stream of lines from both sides.
   *
   * @param number which one; marks its lines
   * @param talk how long lines go on
   * @param gap the mean time between two lines
   */
  public static Script steady(
      RandomGenerator random, int number, Duration arrival, Duration talk, Duration gap) {
    List<Turn> turns = new ArrayList<>();
    double at = exponential(random, gap.toMillis());
    while (at < talk.toMillis()) {
      String mark = " ~" + letters(number) + "-" + letters(turns.size());
      turns.add(turn(random, mark, Duration.ofMillis((long) at), Trouble.NONE));
      at += exponential(random, gap.toMillis());
    }
    return new Script(
        arrival,
        null,
        List.of(),
        List.copyOf(turns),
        null,
        Trouble.NONE,
        random.nextBoolean() ? Side.SEEKER : Side.PEER);
  }

  /** Whether that much of a hundred comes up. */
  static boolean chance(RandomGenerator random, int percent) {
    return random.nextInt(BY_CHANCE_OF) < percent;
  }

  List<Turn> turnsOf(Side side) {
    return turns.stream().filter(turn -> turn.line().side() == side).toList();
  }

  private static Script one(RandomGenerator random, int number, double seconds, int messages) {
    Trouble trouble =
        switch (random.nextInt(10)) {
          case 0 -> Trouble.SEEKER_IN_PAIN;
          case 1 -> Trouble.PEER_OUT_OF_ROLE;
          default -> Trouble.NONE;
        };
    int troubledTurn = trouble == Trouble.NONE ? -1 : random.nextInt(messages);
    List<Turn> turns = new ArrayList<>();
    double at = 0;
    for (int turn = 0; turn < messages; turn++) {
      at += exponential(random, GAP_MILLIS);
      String mark = " ~" + letters(number) + "-" + letters(turn);
      boolean troubled = turn == troubledTurn;
      turns.add(
          turn(random, mark, Duration.ofMillis((long) at), troubled ? trouble : Trouble.NONE));
    }
    Drop drop =
        chance(random, 15)
            ? new Drop(
                Duration.ofMillis((long) (at * random.nextDouble())),
                Duration.ofMillis(200 + random.nextInt(800)))
            : null;
    return new Script(
        Duration.ofNanos((long) (seconds * 1e9)),
        chance(random, 30) ? pick(random, Words.NOTE) + " ~" + letters(number) : null,
        chance(random, 60) ? List.of(pick(random, Words.TOPICS)) : List.of(),
        List.copyOf(turns),
        drop,
        trouble,
        random.nextBoolean() ? Side.SEEKER : Side.PEER);
  }

  private static Turn turn(RandomGenerator random, String mark, Duration at, Trouble trouble) {
    String id = Ids.from(random);
    Side side = random.nextBoolean() ? Side.SEEKER : Side.PEER;
    boolean typing = chance(random, 30);
    boolean twice = chance(random, 5);
    boolean checked = chance(random, 50);
    Line line =
        switch (trouble) {
          case NONE ->
              new Line(
                  id, side, pick(random, side == Side.PEER ? Words.PEER : Words.SEEKER) + mark);
          case SEEKER_IN_PAIN -> new Line(id, Side.SEEKER, pick(random, Words.PAIN) + mark);
          case PEER_OUT_OF_ROLE -> new Line(id, Side.PEER, pick(random, Words.ADVICE) + mark);
        };
    return new Turn(line, at, checked && line.side() == Side.PEER, typing, twice);
  }

  private static String pick(RandomGenerator random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static double exponential(RandomGenerator random, double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  /** A number in letters, which mean nothing to moderation. */
  private static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    for (int rest = number; rest > 0 || letters.isEmpty(); rest /= 20) {
      letters.append("bcdfghjklmnpqrstvwxz".charAt(rest % 20));
    }
    return letters.toString();
  }
}
