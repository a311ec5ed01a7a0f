package org.porchlight.chat.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.matching.TicketId;

/**
 * A place in line for a conversation. The ticket's id follows from the conversation and the turn,
 * so that whoever repeats a step means the same place; that of a first turn is the conversation's.
 */
public record Spot(ConversationId conversation, TicketId ticket) {
  private static final int ID_BYTES = 16;

  /** The place that a conversation waits in. */
  public static Spot of(Conversation.Waiting waiting) {
    return of(waiting.id(), waiting.turn());
  }

  static Spot of(ConversationId conversation, int turn) {
    return new Spot(
        conversation,
        new TicketId(turn == 1 ? conversation.value() : id(conversation.value() + " " + turn)));
  }

  private static String id(String of) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("SHA-256 is part of every JDK", missing);
    }
  }
}
