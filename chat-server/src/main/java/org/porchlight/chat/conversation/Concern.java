package org.porchlight.chat.conversation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.Lane;
import org.porchlight.moderation.Side;

/** What a person in a conversation can ask a supervisor to look at. */
public enum Concern {
  PEER_LANE(
      Part.SEEKER,
      Side.PEER,
      Lane.CHECK_SOON,
      "The person says that their peer said something a peer shouldn't."),
  PEER_UNSAFE(
      Part.SEEKER,
      Side.PEER,
      Lane.NEEDS_A_PERSON_NOW,
      "The person does not feel safe with their peer."),
  HOME_UNSAFE(
      Part.SEEKER,
      Side.SEEKER,
      Lane.NEEDS_A_PERSON_NOW,
      "The person says that they are not safe where they are."),
  /** About a supervisor: never shown to those who were in the conversation. */
  SUPERVISOR(
      Part.SEEKER,
      Side.PEER,
      Lane.CHECK_SOON,
      "The person says that something with a supervisor was not right."),
  NEED_SUPERVISOR(
      Part.SEEKER, Side.SEEKER, Lane.NEEDS_A_PERSON_NOW, "The person asks for a supervisor."),
  HAND_QUICK(Part.PEER, Side.PEER, Lane.CHECK_SOON, "The peer has a quick question."),
  HAND_WATCH(Part.PEER, Side.PEER, Lane.CHECK_SOON, "The peer asks a supervisor to watch this."),
  HAND_DANGER(
      Part.PEER,
      Side.SEEKER,
      Lane.NEEDS_A_PERSON_NOW,
      "The peer thinks that the person is in danger."),
  HAND_ME(
      Part.PEER, Side.SEEKER, Lane.NEEDS_A_PERSON_NOW, "The peer says they are being mistreated."),
  HAND_OUT(
      Part.PEER,
      Side.PEER,
      Lane.NEEDS_A_PERSON_NOW,
      "The peer needs to get out of this conversation.");

  private static final String RULE = "raised.";

  private final Part by;
  private final Side about;
  private final Lane lane;
  private final String reason;

  Concern(Part by, Side about, Lane lane, String reason) {
    this.by = by;
    this.about = about;
    this.lane = lane;
    this.reason = reason;
  }

  /** Who can raise it. */
  public Part by() {
    return by;
  }

  /** Whose side it is about. */
  public Side about() {
    return about;
  }

  /** Where it belongs on the board. */
  public Lane lane() {
    return lane;
  }

  /** What a supervisor reads. */
  public String reason() {
    return reason;
  }

  /** Whether a person's words are kept longer for it: not for a question between volunteers. */
  public boolean isKeptLonger() {
    return this != HAND_QUICK && this != HAND_WATCH && this != HAND_OUT;
  }

  /** Whether a peer crossed a line, so that they do not stay where a supervisor takes over. */
  public boolean isAboutThePeer() {
    return this == PEER_LANE || this == PEER_UNSAFE;
  }

  /** Whether it says that somebody is in danger now, or that the peer is mistreated. */
  public boolean isHard() {
    return this == HOME_UNSAFE || this == HAND_DANGER || this == HAND_ME;
  }

  /** What it is called on the wire. */
  public String wire() {
    return by == Part.PEER ? "need_supervisor" : name().toLowerCase(Locale.ROOT);
  }

  /** Why a peer raised a hand, as on the wire; null for what a seeker raises. */
  public @Nullable String why() {
    return by == Part.PEER ? name().substring("HAND_".length()).toLowerCase(Locale.ROOT) : null;
  }

  /** The name under which verdicts count it. */
  String rule() {
    return RULE + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The concern that a flag stands for; null when no person raised it. */
  public static @Nullable Concern of(Flag flag) {
    for (Concern concern : values()) {
      if (flag.rules().contains(concern.rule())) {
        return concern;
      }
    }
    return null;
  }
}
