package org.porchlight.chat.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.Category;
import org.porchlight.moderation.Finding;
import org.porchlight.moderation.Lane;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Span;
import org.porchlight.moderation.Verdict;

/** Makes flags from what moderation saw, and from what people say. */
public final class Flags {
  /** After these a peer does not stay where a supervisor takes over. */
  private static final Set<Category> BOUNDARIES =
      Set.of(Category.OFF_PLATFORM, Category.SEXUAL, Category.HARASSMENT);

  private static final String UNANSWERED = "clock.unanswered";

  private Flags() {}

  /**
   * The flag for a verdict with at least one finding.
   *
   * @param about what was flagged within the conversation: a message id, or a digest of a note
   * @param seq the message's position, null while the seeker waits
   */
  public static Flag of(
      ConversationId conversation,
      Side side,
      String about,
      Verdict verdict,
      @Nullable Long seq,
      Instant at) {
    return seen(
        conversation, side, about, verdict, seq, verdict.findings().getFirst().span(), at, null);
  }

  /** The flag for a peer's message that waits for a supervisor. */
  public static Flag waiting(Withheld message, Verdict verdict) {
    return seen(
        message.conversation(),
        Side.PEER,
        message.id().value(),
        verdict,
        null,
        verdict.findings().getFirst().span(),
        message.at(),
        new Flag.Aside(message.id(), message.until(), false));
  }

  /**
   * The flag of a person who asks that a supervisor look.
   *
   * @param peer the id of the peer who is there, so that what is raised about the next one is
   *     another flag
   * @param hiddenFrom those whom it may be about, so that what is said again once another has come
   *     in is another flag, which is hidden from them as well
   */
  public static Flag raised(
      ConversationId conversation,
      Concern concern,
      String peer,
      Set<String> hiddenFrom,
      Instant at) {
    return new Flag(
        id(conversation.value(), concern.rule() + " " + peer + named(hiddenFrom)),
        conversation,
        concern.about(),
        Category.RAISED,
        concern.lane(),
        List.of(concern.rule()),
        List.of(concern.reason()),
        null,
        null,
        at,
        null,
        hiddenFrom);
  }

  /**
   * The flag for a seeker who has waited for words of their peer. Nobody raised it, and nothing was
   * said: it is for somebody to look whether the peer is well.
   *
   * @param since since when they wait, so that the next time is another flag
   */
  public static Flag unanswered(ConversationId conversation, Instant since, Instant at) {
    return new Flag(
        id(conversation.value(), UNANSWERED + " " + since.toEpochMilli()),
        conversation,
        Side.PEER,
        Category.RAISED,
        Lane.CHECK_SOON,
        List.of(UNANSWERED),
        List.of("The person has been waiting for the peer's words. Is the peer all right?"),
        null,
        null,
        at,
        null,
        Set.of());
  }

  /** Whether a flag says that the seeker waits for words, and nothing else. */
  public static boolean isUnanswered(Flag flag) {
    return flag.rules().contains(UNANSWERED);
  }

  /** Whether it says that the peer crossed a line. */
  public static boolean crossesALine(Flag flag) {
    Concern concern = Concern.of(flag);
    return concern == null
        ? flag.side() == Side.PEER && BOUNDARIES.contains(flag.category())
        : concern.isAboutThePeer();
  }

  /** Whether it says that somebody is in danger now, or that whoever is there is harassed. */
  public static boolean isHard(Flag flag) {
    Concern concern = Concern.of(flag);
    if (concern != null) {
      return concern.isHard();
    }
    boolean isDangerNow =
        flag.side() == Side.SEEKER
            && flag.lane() == Lane.NEEDS_A_PERSON_NOW
            && flag.category() != Category.UNSCREENED;
    return isDangerNow || flag.category() == Category.HARASSMENT;
  }

  /** The flag for what a peer wrote to the next one; a supervisor reads it in the conversation. */
  public static Flag ofHandOver(
      ConversationId conversation, MessageId question, Verdict verdict, Instant at) {
    return seen(conversation, Side.PEER, "hand-over " + question, verdict, null, null, at, null);
  }

  /** The flag for a card of an earlier visit; a supervisor reads it in the conversation. */
  public static Flag ofCard(ConversationId conversation, Verdict verdict, Instant at) {
    return seen(conversation, Side.SEEKER, "card", verdict, null, null, at, null);
  }

  /**
   * The flag for a seeker's words beside the log; a supervisor reads them in the conversation. More
   * danger in the same words is another flag, so that it does not lie behind the milder one.
   *
   * @param words what they are within the conversation
   */
  public static Flag ofWordsBeside(
      ConversationId conversation, String words, Verdict verdict, Instant at) {
    String about = words + " " + verdict.lane();
    return seen(conversation, Side.SEEKER, about, verdict, null, null, at, null);
  }

  /** The flag for a waiting seeker who said that they are not, or may not be, safe. */
  public static Flag notSafe(ConversationId conversation, Lane lane, String why, Instant at) {
    return new Flag(
        id(conversation.value(), "safety-answer " + lane),
        conversation,
        Side.SEEKER,
        Category.SUICIDE,
        lane,
        List.of("safety-answer"),
        List.of(why),
        null,
        null,
        at,
        null,
        Set.of());
  }

  private static Flag seen(
      ConversationId conversation,
      Side side,
      String about,
      Verdict verdict,
      @Nullable Long seq,
      @Nullable Span span,
      Instant at,
      Flag.@Nullable Aside aside) {
    List<Finding> findings = verdict.findings();
    return new Flag(
        id(conversation.value(), about),
        conversation,
        side,
        findings.getFirst().category(),
        verdict.lane(),
        findings.stream().map(Finding::rule).distinct().toList(),
        findings.stream().map(Finding::why).distinct().toList(),
        seq,
        span,
        at,
        aside,
        Set.of());
  }

  private static String named(Set<String> people) {
    return people.stream().sorted().map(person -> " " + person).collect(Collectors.joining());
  }

  private static String id(String conversation, String about) {
    return Ids.derivedFrom(conversation + " " + about);
  }
}
