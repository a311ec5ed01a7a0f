package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work before a pass: what is good, what is not, and how hard it gets. */
class WorkTest {
  private static final Instant NOW = Instant.parse("2026-11-27T20:00:00Z");
  private static final int FEW = 200;

  private final Work work = new Work(new byte[32]);
  private final Work.Asked asked = work.ask(FEW, NOW);

  @Test
  @DisplayName("G19: the number that was hashed is good, and no other")
  void solved() {
    long right = solve(asked);
    assertThat(LongStream.range(-1, FEW).filter(each -> isGood(each, NOW))).containsExactly(right);
    assertThat(check(right, NOW)).isEqualTo(new Work.Answer.Good(asked.salt()));
    assertThat(check(Long.MAX_VALUE, NOW)).isEqualTo(no(Work.Refused.WORK_WRONG));
    assertThat(check(Long.MIN_VALUE, NOW)).isEqualTo(no(Work.Refused.WORK_WRONG));
  }

  @Test
  @DisplayName("G19: without a number it is good after the wait, and not a moment before")
  void waited() {
    Instant over = NOW.plus(Work.WAIT);
    assertThat(check(null, over.minusMillis(1))).isEqualTo(no(Work.Refused.WORK_EARLY));
    assertThat(check(null, over)).isEqualTo(new Work.Answer.Good(asked.salt()));
  }

  @Test
  @DisplayName("G19: when its time is over it is worth nothing, solved or not")
  void expired() {
    Instant end = NOW.plus(Work.GOOD_FOR);
    long right = solve(asked);
    assertThat(check(right, end.minusMillis(1))).isInstanceOf(Work.Answer.Good.class);
    assertThat(check(right, end)).isEqualTo(no(Work.Refused.WORK_EXPIRED));
    assertThat(check(null, end.plus(Duration.ofDays(400))))
        .isEqualTo(no(Work.Refused.WORK_EXPIRED));
  }

  @Test
  @DisplayName("G19: no character of a challenge can be another one")
  void forged() {
    String challenge = asked.challenge();
    for (int at = 0; at < challenge.length(); at++) {
      for (char other : new char[] {'A', '7', '.', '-'}) {
        if (challenge.charAt(at) != other) {
          String changed = challenge.substring(0, at) + other + challenge.substring(at + 1);
          assertThat(work.check(new Work.Shown(changed, null), NOW.plus(Work.WAIT)))
              .as("%s at %d", other, at)
              .isIn(no(Work.Refused.WORK_FORGED), no(Work.Refused.WORK_GARBLED));
        }
      }
    }
    byte[] another = new byte[32];
    another[0] = 1;
    assertThat(new Work(another).check(new Work.Shown(challenge, solve(asked)), NOW))
        .isEqualTo(no(Work.Refused.WORK_FORGED));
  }

  @Test
  @DisplayName("G19: digits that are moved between the salt and the number are another challenge")
  void spliced() {
    long right = solve(asked);
    String moved = asked.challenge().replaceFirst("\\.", right + ".");
    assertThat(work.check(new Work.Shown(moved, null), NOW.plus(Work.WAIT)))
        .isEqualTo(no(Work.Refused.WORK_GARBLED));
  }

  @Test
  @DisplayName("G19: whatever else comes is garbled, and nothing is thrown")
  void garbled() {
    assertThat(work.check(new Work.Shown(null, 1L), NOW)).isEqualTo(no(Work.Refused.WORK_GARBLED));
    Random random = new Random(19);
    for (int n = 0; n < 2_000; n++) {
      int[] text = random.ints(random.nextInt(400), 0, 0x3000).toArray();
      String challenge = new String(text, 0, text.length);
      assertThat(work.check(new Work.Shown(challenge, random.nextLong()), NOW))
          .isEqualTo(no(Work.Refused.WORK_GARBLED));
    }
    assertThat(work.check(new Work.Shown(asked.challenge().repeat(100), null), NOW))
        .isEqualTo(no(Work.Refused.WORK_GARBLED));
  }

  @Test
  @DisplayName("G19: no two challenges are alike")
  void unlike() {
    Set<String> challenges = new HashSet<>();
    for (int n = 0; n < 100; n++) {
      challenges.add(work.ask(FEW, NOW).challenge());
    }
    assertThat(challenges).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10000",
    "1, 10000",
    "2, 20000",
    "3, 40000",
    "4, 80000",
    "5, 80000",
    "9000000000, 80000"
  })
  @DisplayName("G19: each step doubles the numbers, up to what a slow phone can bear")
  void harder(long steps, int numbers) {
    assertThat(Work.numbers(steps)).isEqualTo(numbers);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "2, 2", "3, 2", "4, 3", "1000000, 20"})
  @DisplayName("G19: a step for the first time, and one for every time that it doubles")
  void steps(long times, long steps) {
    assertThat(Work.steps(times)).isEqualTo(steps);
  }

  /** As a browser does it. */
  static long solve(Work.Asked asked) {
    return LongStream.range(0, asked.numbers())
        .filter(each -> Tokens.hash(asked.salt() + "." + each).equals(asked.hash()))
        .findFirst()
        .orElseThrow();
  }

  private boolean isGood(long number, Instant now) {
    return check(number, now) instanceof Work.Answer.Good;
  }

  private Work.Answer check(@Nullable Long number, Instant now) {
    return work.check(new Work.Shown(asked.challenge(), number), now);
  }

  private static Work.Answer no(Work.Refused why) {
    return new Work.Answer.No(why);
  }
}
