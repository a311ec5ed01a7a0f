package org.porchlight.chat.socket;

import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.ContactCard;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Step;
import org.porchlight.chat.protocol.ServerFrame;
import reactor.core.publisher.Flux;

/** What a seeker hears; who came back with words hears nothing private of before. */
final class SeekerEar extends TalkEar {
  private final int before;
  private final boolean cameBack;
  private final ConversationId conversation;
  private final ConversationLog log;

  SeekerEar(
      String seeker,
      Conversation.@Nullable CameBack back,
      ConversationId conversation,
      ConversationLog log) {
    super(Part.SEEKER, seeker);
    this.before = back == null ? 0 : back.steps();
    this.cameBack = back != null;
    this.conversation = conversation;
    this.log = log;
  }

  /**
   * What a supervisor does in it is no secret, and says who reads. That a clinician was asked for
   * is one, and so is what a peer wrote about them for another, and what was offered to them.
   */
  @Override
  Flux<Step> steps(Flux<Step> all) {
    return all.filter(step -> step.number() > before || !isPrivate(step.kind()))
        .map(step -> step.number() > before ? step : step.withoutNote());
  }

  /** The words of a conversation may be somebody else's than those that opened the plan. */
  @Override
  Flux<ServerFrame> plan() {
    return cameBack ? Flux.empty() : Frames.plan(log, conversation);
  }

  private static boolean isPrivate(Step.Kind kind) {
    return kind.part() == Part.CLINICIAN || kind.isOffer();
  }

  /** How somebody can be reached is not told, or changed, by who may be somebody else. */
  @Override
  boolean shows(ContactCard card) {
    return !card.ofBefore();
  }
}
