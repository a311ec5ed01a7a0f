package org.porchlight.chat.conversation;

/**
 * What the two of a conversation said about talking with each other again. Neither is ever told
 * what the other said.
 *
 * @param thread the way back that the conversation belongs to; empty when none is kept
 * @param peer who was its peer
 * @param agreed whether both said yes
 * @param declined whether one of them said no, or a supervisor for them
 */
public record Again(String thread, String peer, boolean agreed, boolean declined) {

  @Override
  public String toString() {
    return "Again";
  }
}
