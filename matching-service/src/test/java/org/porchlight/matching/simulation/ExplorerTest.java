package org.porchlight.matching.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.porchlight.matching.simulation.World.Budget;

/**
 * Claim, lease and saga, looked at in every order in which their steps can happen, with engines and
 * consumers that die between any two of them. The line is {@link MemoryPool}, which the contract
 * holds to what the scripts do.
 */
class ExplorerTest {

  @Test
  void twoSeekersTwoPeersAndTwoOfEverythingThatMayDie() {
    explore(new World(2, 2, new Budget(1, 1, 0, 0, 0)));
  }

  @Test
  void oneSeekerWhoMayLeaveAndPeersWhoMayDecline() {
    explore(new World(1, 2, new Budget(1, 2, 1, 1, 0)));
  }

  @Test
  void twoSeekersForOnePeerWhoseConversationsEnd() {
    explore(new World(2, 1, new Budget(1, 1, 1, 1, 0)));
  }

  @Test
  void itFindsWhatASagaLosesThatAcknowledgesTooEarly() {
    assertThatThrownBy(() -> explore(new World(1, 1, new Budget(1, 0, 0, 0, 0), true)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("consumer 0 records");
  }

  private static void explore(World start) {
    Set<String> known = new HashSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(new Path(start, "", null)));
    known.add(start.fingerprint());
    long steps = 0;
    while (!open.isEmpty()) {
      Path path = open.poll();
      try {
        path.world().check();
        path.world().copy().drain();
      } catch (AssertionError broken) {
        throw new AssertionError(broken.getMessage() + "\nafter: " + path.steps(), broken);
      }
      for (World.Action action : path.world().actions()) {
        World next = path.world().after(action);
        steps++;
        if (known.add(next.fingerprint())) {
          open.add(new Path(next, action.name(), path));
        }
      }
    }
    System.out.printf("explored %,d states, %,d steps%n", known.size(), steps);
    assertThat(known).hasSizeGreaterThan(1_000);
  }

  private record Path(World world, String action, @org.jspecify.annotations.Nullable Path before) {
    String steps() {
      return before == null ? "the start" : before.steps() + ", " + action;
    }
  }
}
