package org.porchlight.chat.access;

import reactor.core.publisher.Mono;

/** The sign-ins of staff: each ends when it is not used, when it is old, or when it is ended. */
public interface SignIns {

  /** What a sign-in is used for at a moment. */
  enum Use {
    /** Nothing: somebody only looks whether it is still there. */
    NONE,
    /** Its person did something. */
    ACT,
    /** Its person is in a conversation, in the middle of which no sign-in ends. */
    CONVERSATION
  }

  /** Whether a sign-in is still there; using it puts its end off. */
  Mono<Boolean> isIn(Visitor.Staff staff, Use use);

  /** Ends all of somebody's, on all nodes. */
  Mono<Void> endAll(String staff);

  /** Whether its person showed a code in the last minutes, as opening the archive asks for. */
  Mono<Boolean> isProved(Visitor.Staff staff);
}
