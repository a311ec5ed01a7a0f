package org.porchlight.chat.supervision;

import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Block;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.Withheld;
import org.porchlight.moderation.Lane;

/**
 * Something that the next supervisor has to know of, without a word that people wrote.
 *
 * @param kind {@code flag}, {@code conversation} or {@code block}
 * @param id of the flag, the conversation or the block
 * @param seeker their alias; null when the conversation is in the archive alone
 * @param peer the name of its peer, or null
 * @param lane {@code now} or {@code soon}, of a flag
 * @param why the sentence of the rule that saw it first, of a flag
 * @param held whether a message waits for a decision with it
 * @param has the name of the supervisor who has it, or is in it; null when nobody
 */
record Open(
    String kind,
    String id,
    @Nullable String seeker,
    @Nullable String peer,
    @Nullable String lane,
    @Nullable String why,
    boolean held,
    @Nullable String has) {

  static Open flag(SeenFlag seen) {
    Flag flag = seen.flag();
    Conversation conversation = seen.conversation();
    Withheld withheld = seen.withheld();
    Standing.Holder holder = seen.standing().holder();
    return new Open(
        "flag",
        flag.id(),
        conversation == null ? null : conversation.seeker().name(),
        conversation == null ? null : peerOf(conversation),
        flag.lane() == Lane.NEEDS_A_PERSON_NOW ? "now" : "soon",
        flag.reasons().isEmpty() ? null : flag.reasons().getFirst(),
        withheld != null && withheld.fate() instanceof Withheld.Fate.Waits,
        holder == null ? null : holder.name());
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
        supervisor);
  }

  static Open block(Block block) {
    return new Open("block", block.id(), block.seeker(), null, null, null, false, null);
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
