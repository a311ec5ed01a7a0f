package org.porchlight.chat.access;

import reactor.core.publisher.Mono;

/** What everybody reads before they come in. */
public interface Notice {

  /** As it reads now, as far as this node knows. */
  Terms terms();

  /** As it reads now, looked at again: another node may know a newer one. Never fails. */
  Mono<Terms> lookAgain();

  /**
   * What it says that a house may choose.
   *
   * @param version another one whenever it says something else
   * @param minimumAge the youngest age, in years
   * @param days how long a chat is kept
   * @param flagDays how long where something was flagged
   */
  record Terms(int version, int minimumAge, int days, int flagDays) {}
}
