package org.porchlight.chat.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Passes that may not come into line. A block lies beside its pass and lasts no longer: whoever
 * leaves the page and takes a new pass is a new person here.
 */
public interface SeekerBlocks {

  /**
   * That a pass is blocked.
   *
   * @param told why and until when: as the first who blocked it said
   * @param place the conversation its seeker waits for or is in, null when none
   */
  record Blocked(Told told, @Nullable String place) {}

  /**
   * Blocks the pass of a seeker, on all nodes, and tells their page. Blocking it again changes
   * nothing.
   *
   * @param person the seeker's id
   * @param alias what the seeker is called
   * @param conversation where it is done
   * @return empty when the pass has ended
   */
  Mono<Blocked> block(
      String person, String alias, String conversation, Block.Reason reason, Visitor.Staff by);

  /** What a seeker may know of it: why, and until when. Not who did it. */
  record Told(Block.Reason reason, Instant until) {}

  /** That a pass is blocked, empty when it is not. */
  Mono<Told> told(Visitor.Seeker seeker);

  /** The blocks that a second person has to look at, the oldest first. */
  Flux<Block> toReview();

  /**
   * A second person upholds a block, or lifts it: then the pass is as good as before, at once. Of
   * several who decide one does.
   */
  Mono<Block.Review> review(Block block, Visitor.Staff reviewer, boolean uphold);
}
