package org.porchlight.chat.access;

import reactor.core.publisher.Mono;

/** Passes of people who stay anonymous. Only a hash of the token is kept. */
public interface SeekerPasses {

  /**
   * A new pass, with an alias picked at random.
   *
   * @param connection the code of where it is asked for, empty when it is not known
   */
  Mono<IssuedPass> issue(String ageBand, String language, String region, String connection);

  /**
   * A new pass for somebody who was here before, in the place of the one they had.
   *
   * @param was who they were; the pass they had ends
   * @param now on which pass they came
   * @param place the conversation that they are in
   * @return empty when they came in once more meanwhile, or were blocked
   */
  Mono<IssuedPass> again(Visitor.Seeker was, Visitor.Seeker now, String place);

  /** Whose token this is, empty when nobody's (any more). Using it keeps it alive. */
  Mono<Visitor.Seeker> recognise(String token);

  /**
   * Keeps a pass alive; a live socket counts as activity.
   *
   * @return whether it is alive; false where it is over for certain
   */
  Mono<Boolean> touch(Visitor.Seeker seeker);

  /** Ends a pass at once. */
  Mono<Void> end(Visitor.Seeker seeker);

  /**
   * Gives a seeker their one place, a conversation they wait for or are in.
   *
   * @return the place they now have, which is the earlier one when they had one; empty when the
   *     pass is gone or blocked
   */
  Mono<String> enter(Visitor.Seeker seeker, String place);

  /** The place a seeker has, empty when none. */
  Mono<String> place(Visitor.Seeker seeker);

  /** Where a person says to be, empty while they have not, and when they have no pass any more. */
  Mono<String> regionOf(String seeker);

  /** Keeps where a seeker says to be by now, for as long as the pass lives. */
  Mono<Void> moved(Visitor.Seeker seeker);

  /** Takes a place from a seeker if it is still this one. */
  Mono<Void> vacate(Visitor.Seeker seeker, String place);
}
