package org.porchlight.chat.log;

import java.nio.charset.StandardCharsets;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.SealedConversation;
import org.porchlight.chat.sealing.DataKey;

/** What is bound to what: the one place that knows how texts are sealed in the log. */
final class Seals {
  private Seals() {}

  static MessageText open(DataKey key, byte[] sealed, byte[] bound) {
    return MessageText.of(new String(key.open(sealed, bound), StandardCharsets.UTF_8));
  }

  static SealedConversation.Entry unopened(Meta meta, RingCodec.SealedMessage sealed) {
    Member author = meta.member(sealed.part(), sealed.person());
    return new SealedConversation.Entry(
        sealed.seq(), sealed.id(), author, sealed.at(), sealed.sealed());
  }
}
