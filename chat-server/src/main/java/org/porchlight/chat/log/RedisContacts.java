package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Connecting;
import org.porchlight.chat.conversation.ContactCard;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Mono;

/**
 * The card with which a seeker may be connected with help. Where it stands is a line in the {@code
 * meta} hash, as {@code contact.lua} keeps it; what is on it is beside that, sealed under the
 * conversation's key as {@code <call>\t<phone>\t<place>}, and goes when it is taken back or the
 * conversation closes.
 */
final class RedisContacts {
  private static final RedisScript CONTACT = RedisConversationLog.script("contact");

  /** The fields of the {@code meta} hash. */
  static final String STANDING = "contact";

  static final String OF_BEFORE = "contactBefore";

  static final String[] VALUE = {"contactValue", "contactOf"};

  private final RedisWriter writer;

  RedisContacts(RedisWriter writer) {
    this.writer = writer;
  }

  Mono<Stepped> step(Meta meta, Connecting act) {
    ConversationId id = meta.conversation().id();
    return switch (act) {
      case Connecting.Offer offer -> run(id, "offer", offer.by(), "", "");
      case Connecting.Share share -> {
        MessageId of = MessageId.random();
        byte[] sealed = meta.key().seal(plain(share.value()), bound(id, of, meta.seeker().id()));
        yield run(
            id, "share", share.seeker(), "", "", share.consent().code(), "", of.value(), sealed);
      }
      case Connecting.Keep keep -> run(id, "keep", keep.seeker(), "");
      case Connecting.Allow allow ->
          run(id, allow.yes() ? "yes" : "no", allow.seeker(), Integer.toString(allow.number()));
      case Connecting.Pass pass -> run(id, "pass", pass.by(), "", pass.to().code());
      case Connecting.Confirm confirm ->
          run(id, "confirm", confirm.by(), Integer.toString(confirm.number()), "");
      case Connecting.Passed passed -> run(id, "passed", passed.by(), "", "");
    };
  }

  /** As {@code contact.lua} writes it. */
  static ContactCard card(Map<String, byte[]> meta) {
    String[] fields = text(Meta.bytes(meta, STANDING)).split("\t", -1);
    return new ContactCard(
        Integer.parseInt(fields[0]),
        ContactCard.State.valueOf(fields[1].toUpperCase(Locale.ROOT)),
        Instant.ofEpochMilli(Long.parseLong(fields[2])),
        new Member(Part.SUPERVISOR, fields[3], fields[4]),
        fields[5].isEmpty() ? null : ContactCard.Consent.of(fields[5]),
        fields[6].isEmpty() ? null : ContactCard.Service.of(fields[6]),
        fields[7].isEmpty() ? null : fields[7],
        meta.containsKey(OF_BEFORE));
  }

  static ContactCard.Value value(Meta meta, Map<String, byte[]> fields) {
    MessageId of = new MessageId(text(Meta.bytes(fields, "contactOf")));
    byte[] bound = bound(meta.conversation().id(), of, meta.seeker().id());
    String[] parts =
        Seals.open(meta.key(), Meta.bytes(fields, "contactValue"), bound).reveal().split("\t", -1);
    return new ContactCard.Value(words(parts[1]), words(parts[2]), orNull(parts[0]));
  }

  private static byte[] plain(ContactCard.Value value) {
    String call = value.call();
    return String.join("\t", call == null ? "" : call, words(value.phone()), words(value.place()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String words(@Nullable MessageText text) {
    return text == null ? "" : text.reveal();
  }

  private static @Nullable MessageText words(String text) {
    return text.isEmpty() ? null : MessageText.of(text);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private Mono<Stepped> run(ConversationId id, String what, Member by, String number, String to) {
    return run(id, what, by.id(), by.name(), number, "", to, "", new byte[0]);
  }

  private Mono<Stepped> run(ConversationId id, String what, String seeker, String number) {
    return run(id, what, seeker, "", number, "", "", "", new byte[0]);
  }

  private Mono<Stepped> run(
      ConversationId id,
      String what,
      String person,
      String name,
      String number,
      String consent,
      String to,
      String of,
      byte[] sealed) {
    return writer
        .run(
            CONTACT,
            List.of(Keys.meta(id), Keys.ring(id)),
            bytes(what),
            bytes(person),
            bytes(name),
            bytes(number),
            bytes(consent),
            bytes(to),
            bytes(of),
            sealed,
            bytes(ContactCard.WAITS_FOR_A_SECOND.toMillis()))
        .map(answer -> Stepped.valueOf(text(answer.getFirst()).toUpperCase(Locale.ROOT)));
  }

  private static byte[] bound(ConversationId id, MessageId of, String seeker) {
    return ("card " + id + " " + of + " " + seeker).getBytes(StandardCharsets.UTF_8);
  }
}
