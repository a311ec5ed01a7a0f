package org.porchlight.chat.conversation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Moderation;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Span;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The way of a message: admit, screen, append, tell.
 *
 * <p>The log rings in the same step in which it appends, so the other side has the message before
 * anything else happens. The writer's {@link Said.Kept} comes last: if this process dies in
 * between, the writer's client sends the same id again, the log answers as before, and the flag
 * that was not raised yet is raised then.
 */
public final class MessageFlow {
  private static final Logger LOG = LoggerFactory.getLogger(MessageFlow.class);
  private static final Verdict UNSCREENED =
      new Verdict(
          Output.ESCALATE,
          0,
          List.of(
              new Finding(
                  Category.UNSCREENED,
                  0,
                  "unscreened",
                  new Span(0, 0),
                  List.of(),
                  Set.of(),
                  "The automatic look at this message failed, so nobody has looked yet.",
                  null,
                  null)));

  private final Moderation moderation;
  private final ConversationLog log;
  private final FlagBoard board;

  /** A flow between a moderation, a log and a board. */
  public MessageFlow(Moderation moderation, ConversationLog log, FlagBoard board) {
    this.moderation = moderation;
    this.log = log;
    this.board = board;
  }

  /** What came of a message. */
  public sealed interface Said {

    /** It is in the log. {@code levelRose}: crisis lines should be offered to the seeker. */
    record Kept(Appended.Kept entry, boolean levelRose) implements Said {}

    /** It was not sent: the writer should see why first. */
    record Hinted(Hint hint) implements Said {}

    /** It may be in the log, and is not as durable as promised: the writer repeats it. */
    record Pending() implements Said {}

    /** It was not sent and will not be. */
    record Not(Obstacle obstacle) implements Said {}
  }

  /**
   * A remark about words that have not been sent.
   *
   * @param finding what was seen
   * @param firm whether the words cannot be sent past it
   */
  public record Hint(Finding finding, boolean firm) {}

  /** Sends a message. */
  public Mono<Said> say(ReceivedMessage message) {
    return admit(message)
        .map(conversation -> screen(message, conversation))
        .flatMap(this::appendUnlessHinted)
        .defaultIfEmpty(new Said.Not(Obstacle.NOT_YOURS));
  }

  /** Looks at words before they are sent. Empty when the conversation is not the writer's. */
  public Mono<Optional<Hint>> check(ReceivedMessage message) {
    return admit(message).map(conversation -> hint(screen(message, conversation)));
  }

  private Mono<Conversation> admit(ReceivedMessage message) {
    return log.find(message.conversation())
        .filter(conversation -> conversation.has(message.writer()))
        .filter(conversation -> !(conversation instanceof Conversation.Waiting));
  }

  private ScreenedMessage screen(ReceivedMessage message, Conversation conversation) {
    Utterance utterance = new Utterance(side(message.part()), message.text().reveal());
    // A peer's words say nothing about how the seeker is, so only the seeker's build on what was.
    ConversationContext context =
        message.part() == Part.SEEKER ? conversation.context() : ConversationContext.FRESH;
    return new ScreenedMessage(message, look(utterance, context));
  }

  /** A look that fails holds nothing up: the message goes, and a person is asked to read it. */
  private Verdict look(Utterance utterance, ConversationContext context) {
    try {
      return moderation.screen(utterance, context);
    } catch (RuntimeException broken) {
      LOG.error("moderation failed: {}", broken.getClass().getSimpleName());
      return UNSCREENED;
    }
  }

  private Mono<Said> appendUnlessHinted(ScreenedMessage message) {
    Optional<Hint> hint = hint(message);
    if (hint.isPresent() && (hint.get().firm() || !message.received().sure())) {
      return Mono.just(new Said.Hinted(hint.get()));
    }
    return log.append(message).flatMap(appended -> tell(message, appended));
  }

  private Mono<Said> tell(ScreenedMessage message, Appended appended) {
    return switch (appended) {
      case Appended.Not not -> Mono.just(new Said.Not(not.obstacle()));
      case Appended.Pending pending -> Mono.just(new Said.Pending());
      case Appended.Kept kept ->
          raise(message, kept)
              .thenReturn(
                  new Said.Kept(
                      kept, kept.levelRose() && message.received().part() == Part.SEEKER));
    };
  }

  private Mono<Void> raise(ScreenedMessage message, Appended.Kept kept) {
    Verdict verdict = message.verdict();
    if (verdict.output() == Output.NONE || verdict.findings().isEmpty()) {
      return Mono.empty();
    }
    ReceivedMessage received = message.received();
    return board.raise(
        Flags.of(
            received.conversation(),
            side(received.part()),
            received.id().value(),
            verdict,
            kept.seq(),
            kept.at()));
  }

  /** What the writer should see first, if anything. */
  private static Optional<Hint> hint(ScreenedMessage message) {
    return switch (message.received().part()) {
      case PEER ->
          message.verdict().findings().stream()
              .filter(finding -> finding.category() != Category.UNSCREENED)
              .findFirst()
              .map(finding -> new Hint(finding, finding.category().waitsForSupervisor()));
      case SEEKER ->
          message.verdict().findings().stream()
              .filter(finding -> finding.category() == Category.PERSONAL_DATA)
              .findFirst()
              .map(finding -> new Hint(finding, false));
    };
  }

  private static Side side(Part part) {
    return switch (part) {
      case SEEKER -> Side.SEEKER;
      case PEER -> Side.PEER;
    };
  }
}
