package org.porchlight.chat.conversation;

import java.time.Clock;
import reactor.core.publisher.Mono;

/**
 * A seeker who says that their peer said something a peer should not say. It goes to supervisors
 * and never to the peer.
 */
public final class Raising {
  private final ConversationLog log;
  private final FlagBoard board;
  private final Clock clock;

  /** Over a log and a board. */
  public Raising(ConversationLog log, FlagBoard board, Clock clock) {
    this.log = log;
    this.board = board;
    this.clock = clock;
  }

  /** What came of it. */
  public enum Raised {
    DONE,
    NOT_YOURS,
    CLOSED
  }

  /** Raises it. Again, while the first is open, changes nothing. */
  public Mono<Raised> peerLane(ConversationId id, String seeker) {
    return log.find(id)
        .filter(conversation -> conversation.seeker().id().equals(seeker))
        .filter(conversation -> !(conversation instanceof Conversation.Waiting))
        .flatMap(conversation ->
            conversation instanceof Conversation.Closed
                ? Mono.just(Raised.CLOSED)
                : log.escalate(id)
                    .then(board.raise(Flags.peerLane(id, clock.instant())))
                    .thenReturn(Raised.DONE))
        .defaultIfEmpty(Raised.NOT_YOURS);
  }
}
