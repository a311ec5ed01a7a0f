package org.porchlight.chat.supervision;

import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Block;
import org.porchlight.chat.conversation.Archive;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.Withheld;
import org.porchlight.chat.duty.Asked;
import org.porchlight.moderation.Lane;

/**
 * Something that the next supervisor has to know of, without a word that people wrote.
 *
 * @param kind {@code flag}, {@code conversation}, {@code block}, {@code passing}, {@code ask},
 *     {@code debrief} or {@code follow-up}
 * @param id of the flag, the conversation, the block or what follows; of a passing that of its
 *     conversation, of an ask and a debrief that of the peer
 * @param seeker their alias; null when the conversation is in the archive alone
 * @param peer the name of its peer, or of the peer whom it is about; or null
 * @param lane {@code now} or {@code soon}, of a flag
 * @param why the sentence of the rule that saw it first, of a flag
 * @param held whether a message waits for a decision with it
 * @param deleteAsked whether a deletion waits for the review, of a flag
 * @param has the name of the supervisor who has it, is in it, looks after it, or asks for a second
 *     yes; null when nobody
 * @param what a peer asked for, as a code; null of everything else
 */
record Open(
    String kind,
    String id,
    @Nullable String seeker,
    @Nullable String peer,
    @Nullable String lane,
    @Nullable String why,
    boolean held,
    boolean deleteAsked,
    @Nullable String has,
    @Nullable String what) {

  static Open flag(SeenFlag seen) {
    Flag flag = seen.flag();
    Conversation conversation = seen.conversation();
    Withheld withheld = seen.withheld();
    Archive.@Nullable Kept kept = seen.kept();
    Standing.Holder holder = seen.standing().holder();
    return new Open(
        "flag",
        flag.id(),
        conversation == null ? null : conversation.seeker().name(),
        conversation == null ? null : peerOf(conversation),
        flag.lane() == Lane.NEEDS_A_PERSON_NOW ? "now" : "soon",
        flag.reasons().isEmpty() ? null : flag.reasons().getFirst(),
        withheld != null && withheld.fate() instanceof Withheld.Fate.Waits,
        kept != null && kept.deleteAsked(),
        holder == null ? null : holder.name(),
        null);
  }

  static Open conversation(Conversation conversation, String supervisor) {
    return new Open(
        "conversation",
        conversation.id().value(),
        conversation.seeker().name(),
        peerOf(conversation),
        null,
        null,
        false,
        false,
        supervisor,
        null);
  }

  static Open block(Block block) {
    return new Open(
        "block", block.id(), block.seeker(), null, null, null, false, false, null, null);
  }

  /** To whom it would be passed is not in it: the board says so, where it is decided. */
  static Open passing(Contacts.Waiting waiting) {
    return new Open(
        "passing",
        waiting.conversation().value(),
        waiting.seeker(),
        null,
        null,
        null,
        false,
        false,
        waiting.card().by().name(),
        null);
  }

  static Open ask(TeamCare.Asks asks) {
    Asked asked = asks.asked();
    return new Open(
        "ask",
        asked.peer(),
        null,
        asks.name(),
        null,
        null,
        false,
        false,
        null,
        asked.what().code());
  }

  static Open debrief(TeamCare.ToTalkOver due) {
    return new Open(
        "debrief", due.due().peer(), null, due.name(), null, null, false, false, null, null);
  }

  /** The seeker is null once the conversation is in the archive alone. */
  static Open followUp(Closings.FollowUp follows, @Nullable String seeker) {
    return new Open(
        "follow-up",
        follows.kept().id(),
        seeker,
        null,
        null,
        null,
        false,
        false,
        follows.ownerName(),
        null);
  }

  /** By what it is found again. */
  String name() {
    return kind + ":" + id;
  }

  private static @Nullable String peerOf(Conversation conversation) {
    Member peer = conversation.peer();
    return peer == null ? null : peer.name();
  }

  @Override
  public String toString() {
    return "Open[" + name() + "]";
  }
}
