package org.porchlight.chat.log;

import static org.porchlight.chat.log.RedisScript.bytes;
import static org.porchlight.chat.log.RedisScript.number;
import static org.porchlight.chat.log.RedisScript.text;

import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Appended;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.History;
import org.porchlight.chat.conversation.LoggedMessage;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.ReceivedMessage;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.ScreenedMessage;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Output;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The log in Redis: one script an act, everything that people wrote sealed before it gets there.
 */
public final class RedisConversationLog implements ConversationLog, AutoCloseable {
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final int HELD_AT_ONCE = 100;
  private static final String[] META = {
    "state",
    "epoch",
    "seq",
    "seeker",
    "name:seeker",
    "peer",
    "name:peer",
    "level",
    "watches",
    "why",
    "key"
  };

  private final StatefulRedisConnection<String, byte[]> connection;
  private final RedisReactiveCommands<String, byte[]> redis;
  private final RedisDoorbell doorbell;
  private final KeyVault vault;
  private final LogSettings settings;
  private final Clock clock;
  private final RedisScript create;
  private final RedisScript note;
  private final RedisScript remember;
  private final RedisScript open;
  private final RedisScript append;
  private final RedisScript hold;
  private final RedisScript close;
  private final RedisScript destroyWaiting;

  /** A log over connections of its own; {@link #close()} ends them. */
  public RedisConversationLog(
      RedisClient client, KeyVault vault, LogSettings settings, Clock clock) {
    this.connection = client.connect(CODEC);
    this.redis = connection.reactive();
    this.doorbell = new RedisDoorbell(client.connectPubSub(CODEC));
    this.vault = vault;
    this.settings = settings;
    this.clock = clock;
    this.create = RedisScript.of("create", redis);
    this.note = RedisScript.of("note", redis);
    this.remember = RedisScript.of("remember", redis);
    this.open = RedisScript.of("open", redis);
    this.append = RedisScript.of("append", redis);
    this.hold = RedisScript.of("hold", redis);
    this.close = RedisScript.of("close", redis);
    this.destroyWaiting = RedisScript.of("destroy-waiting", redis);
  }

  @Override
  public Mono<Void> create(ConversationId id, Member seeker) {
    return create
        .run(
            redis,
            List.of(Keys.meta(id)),
            bytes(MessageId.random().value()),
            vault.create(id.value()).bytes(),
            bytes(seeker.id()),
            bytes(seeker.name()),
            life())
        .then();
  }

  @Override
  public Mono<Boolean> note(
      ConversationId id, @Nullable MessageText words, ConversationContext context) {
    return meta(id)
        .flatMap(meta -> {
          MessageId noteId = MessageId.random();
          byte[] plain = words == null ? null : bytes(words.reveal());
          DataKey key = meta.key();
          return note.run(
              redis,
              List.of(Keys.meta(id)),
              plain == null ? new byte[0] : key.seal(plain, bound(id, noteId, meta.seeker())),
              bytes(noteId.value()),
              plain == null ? new byte[0] : key.digest(plain),
              bytes(context.highestLevel()),
              bytes(context.watches()),
              life());
        })
        .map(answer -> text(answer.getFirst()).equals("waiting"))
        .defaultIfEmpty(false);
  }

  @Override
  public Mono<Boolean> remember(ConversationId id, int level) {
    return remember
        .run(redis, List.of(Keys.meta(id)), bytes(level))
        .map(answer -> text(answer.getFirst()))
        .filter(answer -> !answer.equals("gone"))
        .map(answer -> answer.equals("rose"));
  }

  @Override
  public Mono<MessageText> note(ConversationId id) {
    return Mono.zip(meta(id), fields(id, "note", "noteId"))
        .filter(both -> both.getT2().containsKey("note"))
        .map(both -> {
          Meta meta = both.getT1();
          MessageId noteId = new MessageId(text(Meta.bytes(both.getT2(), "noteId")));
          byte[] sealed = Meta.bytes(both.getT2(), "note");
          return openText(meta.key(), sealed, bound(id, noteId, meta.seeker()));
        });
  }

  @Override
  public Mono<Conversation> find(ConversationId id) {
    return meta(id).map(Meta::conversation);
  }

  @Override
  public Mono<Conversation> open(ConversationId id, Member peer) {
    return open.run(
            redis,
            List.of(Keys.meta(id), Keys.log(id), Keys.ids(id)),
            bytes(peer.id()),
            bytes(peer.name()),
            life())
        .then(find(id))
        .flatMap(conversation -> announce(conversation).thenReturn(conversation));
  }

  @Override
  public Mono<Appended> append(ScreenedMessage message) {
    ReceivedMessage received = message.received();
    ConversationId id = received.conversation();
    return meta(id)
        .flatMap(meta -> runAppend(meta, message))
        .map(RedisConversationLog::appended)
        .defaultIfEmpty(new Appended.Not(Obstacle.NOT_YOURS));
  }

  @Override
  public Mono<History> read(ConversationId id, String epoch, long after) {
    return meta(id).flatMap(meta -> history(meta, epoch, after));
  }

  @Override
  public Mono<Boolean> hold(ConversationId id, Duration time) {
    return hold.run(redis, List.of(Keys.meta(id), Keys.ring(id)), bytes(time.toMillis()))
        .flatMap(answer ->
            text(answer.getFirst()).equals("held")
                ? redis.zadd(Keys.held(), number(answer.get(1)), bytes(id.value())).thenReturn(true)
                : Mono.just(false));
  }

  @Override
  public Mono<Conversation.Closed> close(ConversationId id, Conversation.Why why) {
    return close
        .run(redis, List.of(Keys.meta(id), Keys.ring(id)), bytes(why.code()))
        .then(redis.zrem(Keys.held(), bytes(id.value())))
        .then(find(id))
        .ofType(Conversation.Closed.class);
  }

  @Override
  public Flux<ConversationId> heldLongEnough() {
    Range<Long> due = Range.create(0L, clock.millis());
    return redis
        .zrangebyscore(Keys.held(), due, Limit.create(0, HELD_AT_ONCE))
        .map(value -> new ConversationId(text(value)));
  }

  @Override
  public Mono<Void> destroyWaiting(ConversationId id) {
    return destroyWaiting.run(redis, List.of(Keys.meta(id))).then();
  }

  @Override
  public Mono<Void> ring(ConversationId id, Ring ring) {
    return redis.spublish(Keys.ring(id), RingCodec.encode(ring)).then();
  }

  @Override
  public Flux<Ring> rings(ConversationId id, Runnable active) {
    return doorbell
        .listen(Keys.ring(id), true, active)
        .concatMap(bytes -> RingCodec.isMessage(bytes) ? ringing(id, bytes) : signal(bytes));
  }

  @Override
  public Flux<ConversationId> openings(String person) {
    return doorbell
        .listen(Keys.openings(person), false, () -> {})
        .map(bytes -> new ConversationId(text(bytes)));
  }

  @Override
  public void close() {
    doorbell.close();
    connection.close();
  }

  /**
   * Tells both, wherever their sockets are; what is lost here is found when a client comes back.
   */
  private Mono<Void> announce(Conversation conversation) {
    if (!(conversation instanceof Conversation.Open opened)) {
      return Mono.empty();
    }
    byte[] id = bytes(opened.id().value());
    return Flux.just(opened.seeker(), opened.with())
        .concatMap(member -> redis.publish(Keys.openings(member.id()), id))
        .then();
  }

  private Mono<List<Object>> runAppend(Meta meta, ScreenedMessage message) {
    ReceivedMessage received = message.received();
    ConversationId id = received.conversation();
    byte[] plain = bytes(received.text().reveal());
    String author = received.part().code() + ":" + received.writer();
    return append.run(
        redis,
        List.of(Keys.meta(id), Keys.log(id), Keys.ids(id), Keys.ring(id)),
        bytes(received.part().code()),
        bytes(received.writer()),
        bytes(received.id().value()),
        meta.key().digest(plain),
        meta.key().seal(plain, bound(id, received.id(), author)),
        life(),
        bytes(message.verdict().level()),
        bytes(message.verdict().output() == Output.WATCH ? 1 : 0),
        bytes(settings.shortWindow().toMillis()),
        bytes(settings.shortMost()),
        bytes(settings.longWindow().toMillis()),
        bytes(settings.longMost()));
  }

  private static Appended appended(List<Object> answer) {
    return switch (text(answer.getFirst())) {
      case "kept" ->
          new Appended.Kept(
              text(answer.get(3)),
              number(answer.get(1)),
              Instant.ofEpochMilli(number(answer.get(2))),
              text(answer.get(4)).equals("1"));
      case "conflict" -> new Appended.Not(Obstacle.CONFLICT);
      case "closed" -> new Appended.Not(Obstacle.CLOSED);
      case "left" -> new Appended.Not(Obstacle.LEFT);
      case "too_fast" -> new Appended.Not(Obstacle.TOO_FAST);
      default -> new Appended.Not(Obstacle.NOT_YOURS);
    };
  }

  private Mono<History> history(Meta meta, String epoch, long after) {
    if (!meta.epoch().equals(epoch) || after > meta.seq()) {
      return Mono.just(new History.Reset(meta.epoch(), meta.seq()));
    }
    ConversationId id = meta.conversation().id();
    Range<String> missing = Range.create((after + 1) + "-0", meta.seq() + "-0");
    return redis
        .xrange(Keys.log(id), missing)
        .map(entry -> logged(meta, entry))
        .collectList()
        .map(messages ->
            messages.size() == meta.seq() - after
                ? new History.Missing(meta.epoch(), meta.seq(), messages)
                : new History.Reset(meta.epoch(), meta.seq()));
  }

  private static LoggedMessage logged(Meta meta, StreamMessage<String, byte[]> entry) {
    Map<String, byte[]> body = entry.getBody();
    String[] by = text(Meta.bytes(body, "b")).split(":", 2);
    long seq = Long.parseLong(entry.getId().substring(0, entry.getId().indexOf('-')));
    return logged(
        meta,
        new RingCodec.SealedMessage(
            seq,
            new MessageId(text(Meta.bytes(body, "i"))),
            Part.of(by[0]),
            by[1],
            Instant.ofEpochMilli(number(Meta.bytes(body, "t"))),
            Meta.bytes(body, "s")));
  }

  private static LoggedMessage logged(Meta meta, RingCodec.SealedMessage sealed) {
    ConversationId id = meta.conversation().id();
    String author = sealed.part().code() + ":" + sealed.person();
    return new LoggedMessage(
        id,
        meta.epoch(),
        sealed.seq(),
        sealed.id(),
        meta.member(sealed.part(), sealed.person()),
        openText(meta.key(), sealed.sealed(), bound(id, sealed.id(), author)),
        sealed.at());
  }

  private Mono<Ring> ringing(ConversationId id, byte[] bytes) {
    return meta(id).map(meta -> new Ring.Message(logged(meta, RingCodec.message(bytes))));
  }

  private static Mono<Ring> signal(byte[] bytes) {
    return Mono.just(RingCodec.signal(bytes));
  }

  private Mono<Meta> meta(ConversationId id) {
    return fields(id, META)
        .filter(fields -> fields.containsKey("state"))
        .map(fields -> Meta.of(id, fields, vault));
  }

  private Mono<Map<String, byte[]>> fields(ConversationId id, String... names) {
    return redis
        .hmget(Keys.meta(id), names)
        .filter(KeyValue::hasValue)
        .collect(HashMap::new, (map, field) -> map.put(field.getKey(), field.getValue()));
  }

  private byte[] life() {
    return bytes(settings.life().toMillis());
  }

  /**
   * What a seal is bound to: a sealed text moved elsewhere, or to another writer, does not open.
   */
  private static byte[] bound(ConversationId id, MessageId message, String author) {
    return (id + " " + message + " " + author).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bound(ConversationId id, MessageId message, Member seeker) {
    return bound(id, message, seeker.part().code() + ":" + seeker.id());
  }

  private static MessageText openText(DataKey key, byte[] sealed, byte[] bound) {
    return MessageText.of(new String(key.open(sealed, bound), StandardCharsets.UTF_8));
  }
}
