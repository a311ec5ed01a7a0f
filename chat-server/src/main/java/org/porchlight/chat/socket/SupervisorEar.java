package org.porchlight.chat.socket;

import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.protocol.ServerFrame;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a supervisor hears who reads along: what others say, and what is whispered. */
final class SupervisorEar extends Follow.Ear {
  private final String supervisor;
  private final ConversationId conversation;
  private final ConversationLog log;
  private final Mono<String> region;
  private String told;

  /**
   * An ear.
   *
   * @param told where the seeker is as this reader knows it, empty while they do not
   * @param region where the seeker says to be by now, empty while they have not
   */
  SupervisorEar(
      String supervisor,
      ConversationId conversation,
      ConversationLog log,
      String told,
      Mono<String> region) {
    this.supervisor = supervisor;
    this.conversation = conversation;
    this.log = log;
    this.told = told;
    this.region = region;
  }

  @Override
  boolean hears(Ring ring) {
    return switch (ring) {
      case Ring.Whispered whispered -> true;
      case Ring.Contact card -> true;
      // Their own they know by {@code kept}.
      case Ring.Message message -> !message.message().author().id().equals(supervisor);
      case Ring.Typing typing -> typing.who() != Part.SUPERVISOR;
      // What its seeker and its peer hear alike: a seeker may be alone with whoever watches.
      case Ring.Quiet quiet ->
          switch (quiet.hush()) {
            case STILL, PEER -> false;
            case CLOSING, HELD, MOMENT, OVER -> true;
          };
      default -> super.hears(ring);
    };
  }

  @Override
  Flux<ServerFrame> whispers() {
    return log.whispers(conversation).map(Frames::whispered);
  }

  @Override
  Flux<ServerFrame> plan() {
    return Frames.plan(log, conversation);
  }

  @Override
  Flux<ServerFrame> region() {
    return region
        .filter(now -> !now.equals(told))
        .doOnNext(now -> told = now)
        .<ServerFrame>map(now -> new ServerFrame.RegionOfSeeker(conversation.value(), now))
        .flux();
  }

  @Override
  Flux<ServerFrame> caughtUp() {
    return Frames.card(log, conversation, Mono.just(false));
  }
}
