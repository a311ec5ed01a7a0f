package org.porchlight.chat.socket;

import java.time.Instant;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.chat.supervision.LineView;
import org.porchlight.matching.Inspection;
import reactor.core.publisher.Flux;

/** What a supervisor sees of the line and of matches. */
final class LineActs {
  private final LineView view;

  LineActs(LineView view) {
    this.view = view;
  }

  Flux<ServerFrame> queue() {
    return view.look().map(LineActs::frame).flux();
  }

  /** Why whom, for one who begins to watch; nothing while that cannot be asked. */
  Flux<ServerFrame> why(ConversationId conversation) {
    return view.why(conversation)
        .map(line -> new ServerFrame.Turn(line.turn(), line.peer(), line.why()))
        .collectList()
        .filter(turns -> !turns.isEmpty())
        .<ServerFrame>map(turns -> new ServerFrame.Matched(conversation.value(), turns))
        .flux();
  }

  private static ServerFrame frame(LineView.Look look) {
    return new ServerFrame.Queue(
        look.tickets().stream().map(LineActs::ticket).toList(),
        look.peers().stream().map(LineActs::peer).toList(),
        look.gone().stream()
            .map(gone ->
                new ServerFrame.LostPeer(gone.name(), gone.since().toEpochMilli(), gone.seekers()))
            .toList(),
        look.talks().stream().map(LineActs::talking).toList(),
        look.supervisors().stream()
            .map(each -> new ServerFrame.Claimant(each.id(), each.name()))
            .toList(),
        look.waiting(),
        look.asOf().toEpochMilli());
  }

  private static ServerFrame.Talking talking(LineView.Talk talk) {
    Conversation conversation = talk.conversation();
    ConversationLog.Glance glance = talk.glance();
    Instant lastSaid = glance == null ? null : glance.lastSaid();
    Member peer = conversation.peer();
    Member supervisor = conversation.supervisor();
    return new ServerFrame.Talking(
        conversation.id().value(),
        conversation.seeker().name(),
        peer == null ? null : peer.name(),
        Frames.supervised(peer),
        supervisor == null ? null : supervisor.name(),
        conversation instanceof Conversation.Held ? "left" : "open",
        glance == null ? null : glance.language(),
        lastSaid == null ? null : lastSaid.toEpochMilli(),
        talk.readers());
  }

  private static ServerFrame.Ticket ticket(LineView.Waiting waiting) {
    Inspection.Waiting ticket = waiting.ticket();
    return new ServerFrame.Ticket(
        ticket.conversation(),
        waiting.seeker(),
        Frames.lower(ticket.state()),
        Frames.lower(ticket.band()),
        ticket.language(),
        ticket.wish().topics().stream().sorted().toList(),
        Frames.lower(ticket.wish().wants()),
        ticket.position(),
        ticket.arrivedAt().toEpochMilli(),
        ticket.reasons());
  }

  private static ServerFrame.Peer peer(LineView.OnDuty onDuty) {
    Inspection.OnDuty peer = onDuty.peer();
    Inspection.Answers answers = peer.answers();
    Instant rests = peer.duty().restsUntil();
    return new ServerFrame.Peer(
        onDuty.name(),
        peer.duty().taken(),
        peer.duty().capacity(),
        rests == null ? null : rests.toEpochMilli(),
        peer.offer() != null,
        answers.offered(),
        answers.accepted(),
        answers.declined(),
        answers.missed());
  }
}
