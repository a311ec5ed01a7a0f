package org.porchlight.chat.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Passes that may not come into line, and the ways back of their seekers. A block lies beside its
 * pass and lasts no longer: whoever leaves the page and takes a new pass is a new person here,
 * unless they come with the words of a way back that the block was laid on.
 */
public interface SeekerBlocks {

  /**
   * That a pass is blocked.
   *
   * @param told why and until when: as the first who blocked it said
   * @param place the conversation its seeker waits for or is in, null when none
   * @param entry where the block lies, to lay it on a way back
   */
  record Blocked(Told told, @Nullable String place, String entry) {
    @Override
    public String toString() {
      return "Blocked[" + told + "]";
    }
  }

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

  /**
   * Lays a block on a way back too: whoever comes with its words is blocked likewise, until the
   * block ends or is lifted.
   *
   * @param thread by which it is found
   */
  Mono<Void> blockBack(Blocked blocked, String thread);

  /** What a seeker may know of it: why, and until when. Not who did it. */
  record Told(Block.Reason reason, Instant until) {}

  /** That a pass is blocked, empty when it is not. */
  Mono<Told> told(Visitor.Seeker seeker);

  /**
   * That a pass is blocked, or the way back that its seeker comes with: then the pass is from now
   * on, for as long. Empty when neither is.
   *
   * @param thread by which the way back is found, empty when they come with none
   */
  Mono<Told> told(Visitor.Seeker seeker, String thread);

  /**
   * Whether a way back is blocked now, whoever comes with it.
   *
   * @param thread by which it is found
   */
  Mono<Boolean> isBlocked(String thread);

  /** The blocks that a second person has to look at, the oldest first. */
  Flux<Block> toReview();

  /**
   * A second person upholds a block, or lifts it: then the pass and every way back that it was laid
   * on are as good as before, at once. Of several who decide one does.
   */
  Mono<Block.Review> review(Block block, Visitor.Staff reviewer, boolean uphold);
}
