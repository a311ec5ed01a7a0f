package org.porchlight.chat.conversation;

import java.time.Instant;
import java.util.Optional;
import org.porchlight.moderation.Asking;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Output;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
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
  private final Screening screening;
  private final ConversationLog log;
  private final FlagBoard board;

  /** A flow between a look, a log and a board. */
  public MessageFlow(Screening screening, ConversationLog log, FlagBoard board) {
    this.screening = screening;
    this.log = log;
    this.board = board;
  }

  /** What came of a message. */
  public sealed interface Said {

    /**
     * It is in the log.
     *
     * @param levelRose crisis lines should be offered to the seeker
     * @param tellsAge the first sign that the seeker is under age: those for young people should
     */
    record Kept(Appended.Kept entry, boolean levelRose, boolean tellsAge) implements Said {}

    /** It was not sent: the writer should see why first. */
    record Hinted(Hint hint) implements Said {}

    /** It goes only when a supervisor releases it, or was decided about. */
    record Withheld(org.porchlight.chat.conversation.Withheld message) implements Said {}

    /** It may be in the log, and is not as durable as promised: the writer repeats it. */
    record Pending() implements Said {}

    /** It was not sent and will not be. */
    record Not(Obstacle obstacle) implements Said {}
  }

  /**
   * A remark about words that have not been sent.
   *
   * @param finding what was seen
   * @param firm whether the words, sent all the same, wait for a supervisor
   */
  public record Hint(Finding finding, boolean firm) {}

  /** Sends a message. */
  public Mono<Said> say(ReceivedMessage message) {
    return admit(message)
        .flatMap(conversation ->
            appendUnlessHinted(screen(message, conversation), conversation.context().minor()))
        .defaultIfEmpty(new Said.Not(Obstacle.NOT_YOURS));
  }

  /** Looks at words before they are sent. Empty when the conversation is not the writer's. */
  public Mono<Optional<Hint>> check(ReceivedMessage message) {
    return admit(message).map(conversation -> hint(screen(message, conversation)));
  }

  /**
   * Looks at words that a peer leaves beside the log, where nobody stands behind them on the board.
   * Empty when the conversation is not the writer's.
   */
  public Mono<Verdict> look(ReceivedMessage message) {
    return admit(message).map(conversation -> screen(message, conversation).verdict());
  }

  /**
   * A seeker's words were kept beside the log: what they tell of danger goes on the board.
   *
   * @param about what they are within the conversation; of the same thing there is one open flag
   */
  public Mono<Void> keptBeside(ReceivedMessage words, String about, Verdict verdict, Instant at) {
    screening.kept(verdict);
    return verdict.output() == Output.NONE || verdict.findings().isEmpty()
        ? Mono.empty()
        : board.raise(Flags.ofWordsBeside(words.conversation(), about, verdict, at)).then();
  }

  /** Whether words tell of danger, so that crisis lines should be offered to whoever wrote them. */
  public static boolean tellsOfDanger(Verdict verdict) {
    return verdict.level() > 0;
  }

  /** Whether the look failed, so that nobody knows what is in the words. */
  public static boolean isUnscreened(Verdict verdict) {
    return verdict.findings().stream()
        .anyMatch(finding -> finding.category() == Category.UNSCREENED);
  }

  private Mono<Conversation> admit(ReceivedMessage message) {
    return log.find(
        message.conversation(),
        conversation ->
            conversation.has(message.part(), message.writer())
                && !(conversation instanceof Conversation.Waiting));
  }

  /**
   * What a supervisor or a clinician writes is theirs to answer for: nobody stands behind them on
   * the board, and what a peer must not say is a clinician's to say.
   */
  private ScreenedMessage screen(ReceivedMessage message, Conversation conversation) {
    if (message.part() == Part.SUPERVISOR || message.part() == Part.CLINICIAN) {
      return new ScreenedMessage(message, Verdict.CLEAR);
    }
    Utterance utterance = new Utterance(side(message.part()), message.text().reveal());
    // A peer's words say nothing about how the seeker is, so only the seeker's build on what was.
    ConversationContext context =
        message.part() == Part.SEEKER ? conversation.context() : ConversationContext.FRESH;
    return new ScreenedMessage(message, screening.look(utterance, context));
  }

  /**
   * What a peer may ask about a seeker's message, with words to ask with. Looked at anew for each
   * reader, so that it is there again after a reload and on whatever node, and is kept nowhere.
   */
  public Optional<Asking> asking(LoggedMessage message) {
    return message.author().part() == Part.SEEKER
        ? Asking.about(
            screening.look(
                new Utterance(Side.SEEKER, message.text().reveal()), ConversationContext.FRESH))
        : Optional.empty();
  }

  private Mono<Said> appendUnlessHinted(ScreenedMessage message, boolean ageWasTold) {
    Optional<Hint> hint = hint(message);
    if (hint.isPresent() && !message.received().sure()) {
      return Mono.just(new Said.Hinted(hint.get()));
    }
    return log.append(message).flatMap(appended -> tell(message, appended, ageWasTold));
  }

  private Mono<Said> tell(ScreenedMessage message, Appended appended, boolean ageWasTold) {
    return switch (appended) {
      case Appended.Not not -> Mono.just(new Said.Not(not.obstacle()));
      case Appended.Pending pending -> Mono.just(new Said.Pending());
      case Appended.Withheld withheld -> withheld(message);
      case Appended.Kept kept ->
          raise(message, kept)
              .thenReturn(
                  new Said.Kept(
                      kept,
                      kept.levelRose() && message.received().part() == Part.SEEKER,
                      message.leaves().minor() && !ageWasTold));
    };
  }

  /** Whoever repeats a message that was decided about meanwhile learns what became of it. */
  private Mono<Said> withheld(ScreenedMessage message) {
    ReceivedMessage received = message.received();
    return log.withheld(received.conversation(), received.id())
        .flatMap(withheld ->
            switch (withheld.fate()) {
              case Withheld.Fate.Waits waits ->
                  raise(withheld, message.verdict()).<Said>thenReturn(new Said.Withheld(withheld));
              case Withheld.Fate.Released released ->
                  Mono.<Said>just(new Said.Kept(released.entry(), false, false));
              case Withheld.Fate.Returned returned -> Mono.<Said>just(new Said.Withheld(withheld));
              case Withheld.Fate.Expired expired -> Mono.<Said>just(new Said.Withheld(withheld));
              case Withheld.Fate.Over over -> Mono.<Said>just(new Said.Withheld(withheld));
            })
        .defaultIfEmpty(new Said.Pending());
  }

  private Mono<Void> raise(Withheld withheld, Verdict verdict) {
    return verdict.findings().isEmpty()
        ? Mono.empty()
        : board.raise(Flags.waiting(withheld, verdict)).then();
  }

  private Mono<Void> raise(ScreenedMessage message, Appended.Kept kept) {
    Verdict verdict = message.verdict();
    screening.kept(verdict);
    if (verdict.output() == Output.NONE || verdict.findings().isEmpty()) {
      return Mono.empty();
    }
    ReceivedMessage received = message.received();
    return board
        .raise(
            Flags.of(
                received.conversation(),
                side(received.part()),
                received.id().value(),
                verdict,
                kept.seq(),
                kept.at()))
        .then();
  }

  /** What the writer should see first, if anything. */
  private static Optional<Hint> hint(ScreenedMessage message) {
    return switch (message.received().part()) {
      case PEER -> hintToPeer(message.verdict());
      case SEEKER ->
          message.verdict().findings().stream()
              .filter(finding -> finding.category() == Category.PERSONAL_DATA)
              .findFirst()
              .map(finding -> new Hint(finding, false));
      case SUPERVISOR, CLINICIAN -> Optional.empty();
    };
  }

  /** What a peer should see first about words of theirs, if anything. */
  public static Optional<Hint> hintToPeer(Verdict verdict) {
    return verdict.findings().stream()
        .filter(finding -> finding.category() != Category.UNSCREENED)
        .findFirst()
        .map(finding -> new Hint(finding, finding.category().waitsForSupervisor()));
  }

  private static Side side(Part part) {
    return switch (part) {
      case SEEKER -> Side.SEEKER;
      case PEER, SUPERVISOR, CLINICIAN -> Side.PEER;
    };
  }
}
