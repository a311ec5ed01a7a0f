package org.porchlight.chat.supervision;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Block;
import org.porchlight.chat.access.SeekerBlocks;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.Carried;
import org.porchlight.chat.conversation.Concern;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Lane;
import org.porchlight.moderation.Side;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Passes of people who threaten, harass or mislead, and their ways back. Each block is written down
 * before it is made, and a second person has to look at it.
 */
@Component
public class Blocks {
  /** What a seeker does to others; everything else that needs somebody now is pain. */
  private static final Set<Category> MISUSE =
      Set.of(Category.HARM_TO_OTHERS, Category.HARASSMENT, Category.SEXUAL);

  private final SeekerBlocks blocks;
  private final RedisFlagBoard board;
  private final ConversationLog log;
  private final Audit audit;

  Blocks(SeekerBlocks blocks, RedisFlagBoard board, ConversationLog log, Audit audit) {
    this.blocks = blocks;
    this.board = board;
    this.log = log;
    this.audit = audit;
  }

  /** What came of blocking. */
  public sealed interface Blocking {

    /**
     * The pass is blocked, now or since before.
     *
     * @param told why and until when
     * @param place the conversation that its seeker waits for or is in, null when none
     */
    record Done(SeekerBlocks.Told told, @Nullable ConversationId place) implements Blocking {}

    /** There is no such conversation. */
    record NotThere() implements Blocking {}

    /** The pass has ended, so there is nothing to block. */
    record Left() implements Blocking {}

    /** Somebody has to decide first about a sign that the seeker is in danger. */
    record Endangered() implements Blocking {}
  }

  /**
   * Blocks the pass of the seeker of a conversation. What they wait for or are in is for the caller
   * to end.
   */
  public Mono<Blocking> block(Visitor.Staff supervisor, ConversationId id, Block.Reason reason) {
    return log.find(id)
        .flatMap(conversation ->
            isSeekerEndangered(id)
                .flatMap(endangered ->
                    endangered
                        ? Mono.<Blocking>just(new Blocking.Endangered())
                        : blockNow(supervisor, conversation, reason)))
        .defaultIfEmpty(new Blocking.NotThere());
  }

  /** The blocks that a second person has to look at. */
  public Flux<Block> toReview() {
    return blocks.toReview();
  }

  /** Upholds a block of somebody else, or lifts it. */
  public Mono<Block.Review> review(Visitor.Staff reviewer, String id, boolean uphold) {
    return blocks
        .toReview()
        .filter(block -> block.id().equals(id))
        .next()
        .flatMap(block ->
            block.by().equals(reviewer.id())
                ? Mono.just(Block.Review.OWN)
                : audit
                    .record(
                        Act.of(
                                reviewer.id(),
                                uphold ? "seeker.block-uphold" : "seeker.block-lift",
                                block.conversation())
                            .detail(block.reason().code()))
                    .then(blocks.review(block, reviewer, uphold)))
        .defaultIfEmpty(Block.Review.DECIDED);
  }

  private Mono<Blocking> blockNow(
      Visitor.Staff supervisor, Conversation conversation, Block.Reason reason) {
    String id = conversation.id().value();
    return audit
        .record(Act.of(supervisor.id(), "seeker.block", id).detail(reason.code()))
        .then(
            blocks.block(
                conversation.seeker().id(), conversation.seeker().name(), id, reason, supervisor))
        // Before what they are in ends: a place in line takes along where it belonged, and whoever
        // is with them has a breather for what was done to them.
        .delayUntil(blocked -> waysBack(conversation.id(), blocked))
        .delayUntil(blocked -> hard(conversation.id(), reason))
        .<Blocking>map(blocked -> new Blocking.Done(blocked.told(), place(blocked)))
        .defaultIfEmpty(new Blocking.Left());
  }

  private Mono<Void> hard(ConversationId id, Block.Reason reason) {
    return reason == Block.Reason.SPAM ? Mono.empty() : board.markHard(id);
  }

  /** A new pass is easily had; come-back words, of this conversation and the next, are not. */
  private Mono<Void> waysBack(ConversationId id, SeekerBlocks.Blocked blocked) {
    return Flux.concat(Mono.just(id), Mono.justOrEmpty(place(blocked)))
        .distinct()
        .concatMap(log::carried)
        .map(Carried::thread)
        .filter(thread -> !thread.isEmpty())
        .concatMap(thread -> blocks.blockBack(blocked, thread))
        .then();
  }

  private static @Nullable ConversationId place(SeekerBlocks.Blocked blocked) {
    String place = blocked.place();
    return place == null ? null : new ConversationId(place);
  }

  private Mono<Boolean> isSeekerEndangered(ConversationId id) {
    return board
        .flags()
        .filter(flag -> flag.conversation().equals(id))
        .any(Blocks::saysThatTheSeekerIsInDanger);
  }

  /** Whoever may be in danger is not shut out before a person has looked at exactly that. */
  static boolean saysThatTheSeekerIsInDanger(Flag flag) {
    return flag.lane() == Lane.NEEDS_A_PERSON_NOW
        && flag.side() == Side.SEEKER
        && !MISUSE.contains(flag.category())
        && Concern.of(flag) != Concern.HAND_ME;
  }
}
