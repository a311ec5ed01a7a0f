package org.porchlight.chat.socket;

import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Connecting;
import org.porchlight.chat.conversation.ContactCard;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.chat.supervision.Contacts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The card with which a seeker may be connected with help. How it stands comes to the seeker and to
 * supervisors as {@code contact}; what is on it only to a supervisor who asks.
 */
final class ContactActs {
  private final ConversationLog log;
  private final Contacts contacts;

  ContactActs(ConversationLog log, Contacts contacts) {
    this.log = log;
    this.contacts = contacts;
  }

  Flux<ServerFrame> share(Visitor.Seeker seeker, ClientFrame.ContactShare share) {
    ContactCard.Value value =
        new ContactCard.Value(text(share.phone()), text(share.place()), share.call());
    ContactCard.Consent consent = ContactCard.Consent.of(share.consent());
    return step(
        "contact-share", share.conversation(), new Connecting.Share(seeker.id(), value, consent));
  }

  Flux<ServerFrame> keep(Visitor.Seeker seeker, ClientFrame.ContactKeep keep) {
    return step("contact-keep", keep.conversation(), new Connecting.Keep(seeker.id()));
  }

  Flux<ServerFrame> allow(Visitor.Seeker seeker, ClientFrame.ContactAllow allow) {
    return step(
        "contact-allow",
        allow.conversation(),
        new Connecting.Allow(seeker.id(), allow.n(), allow.yes()));
  }

  Flux<ServerFrame> offer(
      Connection connection, Visitor.Staff supervisor, ClientFrame.ContactOffer offer) {
    ConversationId id = new ConversationId(offer.conversation());
    return watched(connection, id, "contact-offer", contacts.offer(supervisor, id));
  }

  Flux<ServerFrame> open(
      Connection connection, Visitor.Staff supervisor, ClientFrame.ContactOpen open) {
    ConversationId id = new ConversationId(open.conversation());
    return connection.follows(id.value())
        ? contacts
            .open(supervisor, id)
            .flatMapMany(opening ->
                switch (opening) {
                  case Contacts.Opening.Opened opened ->
                      Flux.<ServerFrame>just(
                          Frames.contactOpened(id, opened.card().number(), opened.value()));
                  case Contacts.Opening.Not not -> Frames.stepped("contact-open", id, not.why());
                })
        : Frames.stepped("contact-open", id, Stepped.NOT_YOURS);
  }

  Flux<ServerFrame> pass(
      Connection connection, Visitor.Staff supervisor, ClientFrame.ContactPass pass) {
    ConversationId id = new ConversationId(pass.conversation());
    ContactCard.Service service = ContactCard.Service.of(pass.to());
    return watched(connection, id, "contact-pass", contacts.pass(supervisor, id, service));
  }

  /** From the board, without reading along: what is on the card is not for a second person. */
  Flux<ServerFrame> confirm(Visitor.Staff supervisor, ClientFrame.ContactConfirm confirm) {
    ConversationId id = new ConversationId(confirm.conversation());
    return contacts
        .confirm(supervisor, id, confirm.n())
        .flatMapMany(stepped -> Frames.stepped("contact-confirm", id, stepped));
  }

  Flux<ServerFrame> passed(
      Connection connection, Visitor.Staff supervisor, ClientFrame.ContactPassed passed) {
    ConversationId id = new ConversationId(passed.conversation());
    boolean agreed = Boolean.TRUE.equals(passed.onCall());
    return watched(connection, id, "contact-passed", contacts.passed(supervisor, id, agreed));
  }

  private Flux<ServerFrame> step(String re, String conversation, Connecting act) {
    ConversationId id = new ConversationId(conversation);
    return log.connect(id, act).flatMapMany(stepped -> Frames.stepped(re, id, stepped));
  }

  private static Flux<ServerFrame> watched(
      Connection connection, ConversationId id, String re, Mono<Stepped> step) {
    return connection.follows(id.value())
        ? step.flatMapMany(stepped -> Frames.stepped(re, id, stepped))
        : Frames.stepped(re, id, Stepped.NOT_YOURS);
  }

  private static @Nullable MessageText text(@Nullable String words) {
    return words == null ? null : MessageText.of(words);
  }
}
