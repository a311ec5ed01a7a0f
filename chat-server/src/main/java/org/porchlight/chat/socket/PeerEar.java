package org.porchlight.chat.socket;

import java.util.List;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.LoggedMessage;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.Step;
import org.porchlight.chat.conversation.WithheldMessages;
import org.porchlight.chat.protocol.ServerFrame;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What only a peer hears: what to ask about, what became of their messages that waited, and what a
 * supervisor whispers to them.
 */
final class PeerEar extends TalkEar {
  private final String peer;
  private final long from;
  private final ConversationId conversation;
  private final MessageFlow flow;
  private final WithheldMessages withheld;
  private final ConversationLog log;
  private final Mono<Boolean> supervised;
  private final Flux<ServerFrame> up;

  /**
   * @param from the first position that is theirs to read
   * @param supervised whether a supervisor is there
   * @param up the hands of theirs that are up
   */
  PeerEar(
      String peer,
      long from,
      ConversationId conversation,
      MessageFlow flow,
      WithheldMessages withheld,
      ConversationLog log,
      Mono<Boolean> supervised,
      Flux<ServerFrame> up) {
    super(Part.PEER, peer);
    this.peer = peer;
    this.from = from;
    this.conversation = conversation;
    this.flow = flow;
    this.withheld = withheld;
    this.log = log;
    this.supervised = supervised;
    this.up = up;
  }

  /** What was offered before they came belongs to what was said before. */
  @Override
  Flux<Step> steps(Flux<Step> all) {
    return all.filter(step ->
        from == 1 || !step.kind().isOffer() || step.by().id().equals(peer) || step.after() >= from);
  }

  @Override
  boolean endsWith(Step step) {
    return step.kind() == Step.Kind.TOOK_OVER_ALONE
        || (step.kind() == Step.Kind.HANDED_OVER && step.by().id().equals(peer));
  }

  @Override
  List<ServerFrame> beside(LoggedMessage message) {
    return flow.asking(message)
        .<List<ServerFrame>>map(asking -> List.of(Frames.guide(message, asking)))
        .orElse(List.of());
  }

  @Override
  Flux<ServerFrame> decided(Ring.Decided decided) {
    return withheld
        .find(conversation, decided.message())
        .map(message -> Frames.withheld(message, false))
        .flux();
  }

  @Override
  Flux<ServerFrame> whispers() {
    return log.whispers(conversation)
        .filter(whisper -> whisper.to().equals(peer))
        .map(Frames::whispered);
  }

  @Override
  Flux<ServerFrame> plan() {
    return Frames.plan(log, conversation);
  }

  @Override
  Flux<ServerFrame> caughtUp() {
    return Frames.card(log, conversation, supervised)
        .concatWith(
            withheld.waiting(conversation, peer).map(message -> Frames.withheld(message, true)))
        .concatWith(up.onErrorComplete());
  }
}
