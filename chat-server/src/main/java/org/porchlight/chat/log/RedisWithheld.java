package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;
import static org.porchlight.redis.RedisScript.text;

import io.lettuce.core.KeyValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Appended;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.SealedConversation;
import org.porchlight.chat.conversation.Withheld;
import org.porchlight.chat.conversation.WithheldMessages.Decided;
import org.porchlight.redis.NotDurableException;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Messages that wait for a supervisor, beside the log of their conversation and in its slot. {@code
 * append.lua} lays them aside and lets them go; here they are read, and given back.
 */
final class RedisWithheld {
  private static final String WAITS = "waits";
  private static final String RELEASED = "released";

  private final RedisLink link;
  private final RedisWriter writer;
  private final Clock clock;
  private final RedisScript giveBack = RedisConversationLog.script("give-back");

  RedisWithheld(RedisLink link, RedisWriter writer, Clock clock) {
    this.link = link;
    this.writer = writer;
    this.clock = clock;
  }

  /** A message as {@code append.lua} takes it: words sealed, with the digest they are known by. */
  record Entry(Part part, String person, MessageId id, byte[] digest, byte[] sealed) {
    @Override
    public String toString() {
      return "Entry[id=" + id + "]";
    }
  }

  /** A message as it was laid aside, empty when it was not. */
  Mono<Entry> entry(ConversationId conversation, MessageId message) {
    return fields(conversation, message)
        .map(fields -> {
          String[] by = text(Meta.bytes(fields, "by")).split(":", 2);
          return new Entry(
              Part.of(by[0]),
              by[1],
              message,
              Meta.bytes(fields, "digest"),
              Meta.bytes(fields, "text"));
        });
  }

  Mono<Withheld> find(Meta meta, MessageId message) {
    ConversationId id = meta.conversation().id();
    return fields(id, message)
        .flatMap(fields ->
            text(Meta.bytes(fields, "state")).equals(RELEASED)
                ? released(meta, message).map(fate -> withheld(meta, message, fields, fate))
                : Mono.just(withheld(meta, message, fields, fate(meta, message, fields))));
  }

  /** All of a conversation, whatever became of them. */
  Flux<Withheld> all(Meta meta) {
    return link.commands()
        .flatMapMany(redis -> redis.hkeys(Keys.withheld(meta.conversation().id())))
        .filter(field -> field.endsWith(":until"))
        .map(field -> new MessageId(field.substring(0, field.indexOf(':'))))
        .collectList()
        .flatMapMany(Flux::fromIterable)
        .concatMap(message -> find(meta, message));
  }

  Mono<Decided> giveBack(Meta meta, MessageId message, String by, @Nullable MessageText word) {
    ConversationId id = meta.conversation().id();
    byte[] sealed =
        word == null
            ? new byte[0]
            : meta.key()
                .seal(word.reveal().getBytes(StandardCharsets.UTF_8), boundWord(id, message));
    return writer
        .run(
            giveBack,
            List.of(Keys.meta(id), Keys.withheld(id)),
            bytes(message.value()),
            bytes(by),
            sealed)
        .map(answer ->
            switch (text(answer.getFirst())) {
              case "returned" -> Decided.DONE;
              case "decided" -> Decided.BEFORE;
              case "closed" -> Decided.CLOSED;
              default -> Decided.GONE;
            })
        .onErrorReturn(NotDurableException.class, Decided.PENDING);
  }

  private Withheld withheld(
      Meta meta, MessageId message, Map<String, byte[]> fields, Withheld.Fate fate) {
    ConversationId id = meta.conversation().id();
    String author = text(Meta.bytes(fields, "by"));
    String person = author.split(":", 2)[1];
    Member peer = meta.conversation().peer();
    return new Withheld(
        id,
        message,
        new Member(Part.PEER, person, peer != null && peer.id().equals(person) ? peer.name() : ""),
        Seals.open(
            meta.key(), Meta.bytes(fields, "text"), SealedConversation.bound(id, message, author)),
        Instant.ofEpochMilli(number(Meta.bytes(fields, "at"))),
        Instant.ofEpochMilli(number(Meta.bytes(fields, "until"))),
        fate);
  }

  private Withheld.Fate fate(Meta meta, MessageId message, Map<String, byte[]> fields) {
    if (!text(Meta.bytes(fields, "state")).equals(WAITS)) {
      byte[] word = fields.get("word");
      return new Withheld.Fate.Returned(
          text(Meta.bytes(fields, "who")),
          word == null
              ? null
              : Seals.open(meta.key(), word, boundWord(meta.conversation().id(), message)));
    }
    if (meta.conversation() instanceof Conversation.Closed) {
      return new Withheld.Fate.Over();
    }
    return clock.millis() < number(Meta.bytes(fields, "until"))
        ? new Withheld.Fate.Waits()
        : new Withheld.Fate.Expired();
  }

  /** Where it is in the log now. */
  private Mono<Withheld.Fate> released(Meta meta, MessageId message) {
    return link.commands()
        .flatMap(redis -> redis.hget(Keys.ids(meta.conversation().id()), message.value()))
        .map(known -> {
          String[] parts = text(known).split("\\|", 3);
          return new Withheld.Fate.Released(
              new Appended.Kept(
                  meta.epoch(),
                  Long.parseLong(parts[0]),
                  Instant.ofEpochMilli(Long.parseLong(parts[1])),
                  false));
        });
  }

  private Mono<Map<String, byte[]>> fields(ConversationId conversation, MessageId message) {
    String id = message.value();
    String[] names = {
      id,
      id + ":by",
      id + ":digest",
      id + ":text",
      id + ":at",
      id + ":until",
      id + ":who",
      id + ":word"
    };
    return link.commands()
        .flatMap(redis ->
            redis
                .hmget(Keys.withheld(conversation), names)
                .filter(KeyValue::hasValue)
                .collect(
                    HashMap<String, byte[]>::new,
                    (map, field) -> map.put(name(field.getKey()), field.getValue())))
        .<Map<String, byte[]>>map(fields -> fields)
        .filter(fields -> fields.containsKey("state"));
  }

  private static String name(String field) {
    int colon = field.indexOf(':');
    return colon < 0 ? "state" : field.substring(colon + 1);
  }

  private static byte[] boundWord(ConversationId conversation, MessageId message) {
    return ("word about " + conversation + " " + message).getBytes(StandardCharsets.UTF_8);
  }
}
