package org.porchlight.matching.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.porchlight.matching.Band;

/**
 * A night to play.
 *
 * @param hours what each hour brings, one after the other
 * @param capacity how many conversations a peer takes at once, 1 to 3
 * @param conversation mean length of a conversation; lengths are exponential
 * @param patience mean time after which a seeker gives up, null for never; exponential
 * @param answerAfter how long a peer looks at an offer before accepting it
 * @param people what the seekers are like
 * @param seed everything random follows from it
 */
public record Night(
    List<Hour> hours,
    int capacity,
    Duration conversation,
    @Nullable Duration patience,
    Duration answerAfter,
    People people,
    long seed) {

  public Night {
    hours = List.copyOf(hours);
  }

  /**
   * An hour.
   *
   * @param arrivals seekers expected in it; they come at random (Poisson)
   * @param peers on duty in it; whoever goes off duty finishes their conversations
   */
  public record Hour(double arrivals, int peers) {}

  /**
   * What seekers and peers are like.
   *
   * @param bands how often each band comes; what is left to 1 is ordinary
   * @param topics how many topics there are; each seeker brings one, 0 for none
   * @param lived how often a seeker wants someone who has lived it
   * @param livedByPeer how many of the topics each peer has lived
   * @param supervised the share of peers who are supervised
   */
  public record People(
      Map<Band, Double> bands, int topics, double lived, int livedByPeer, double supervised) {
    public People {
      bands = Map.copyOf(bands);
    }

    /** Everybody alike, as the formulas of Erlang assume. */
    public static People alike() {
      return new People(Map.of(), 0, 0, 0, 0);
    }
  }
}
