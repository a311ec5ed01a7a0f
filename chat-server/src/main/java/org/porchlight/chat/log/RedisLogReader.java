package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;
import static org.porchlight.redis.RedisScript.text;

import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Head;
import org.porchlight.chat.conversation.History;
import org.porchlight.chat.conversation.LoggedMessage;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.SealedConversation;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.redis.Heard;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.pool.Pool;
import reactor.pool.PoolBuilder;

/** Reads the log: what was kept, in its order and opened, from its position on. */
final class RedisLogReader {
  private static final int READ_AT_ONCE = 500;

  /** Enough to keep Redis busy, and few enough that each is answered within moments. */
  private static final int READERS_AT_ONCE = 32;

  /** Several for each socket of a node; a follower who finds no room reads at the next check. */
  private static final int MOST_WAITING = 100_000;

  private static final String[] META = {
    "state",
    "epoch",
    "seq",
    "seeker",
    "name:seeker",
    "peer",
    "name:peer",
    "badge:peer",
    "earlier",
    "supervisor",
    "name:supervisor",
    "steps",
    "over",
    "consult",
    "from",
    "seekerFrom",
    "level",
    "watches",
    "preparations",
    "minor",
    "why",
    "key"
  };
  private static final String[] META_OF_CLOSED =
      Stream.concat(Stream.of(META), Stream.of("closedAt", "escalated", "confirmed", "deleteAsked"))
          .toArray(String[]::new);

  private final RedisLink link;
  private final RedisWriter writer;
  private final KeyVault vault;
  private final Pool<Boolean> turnstile =
      PoolBuilder.from(Mono.just(true))
          .maxPendingAcquire(MOST_WAITING)
          .sizeBetween(0, READERS_AT_ONCE)
          .buildPool();
  private final RedisScript resume = RedisConversationLog.script("resume");
  private final RedisScript find = RedisConversationLog.script("find");

  RedisLogReader(RedisLink link, RedisWriter writer, KeyVault vault) {
    this.link = link;
    this.writer = writer;
    this.vault = vault;
  }

  /** In turn where very many read at once: after a fail-over, or when another node died. */
  Mono<History> read(ConversationId id, String epoch, long after) {
    return turnstile.withPoolable(through -> readNow(id, epoch, after)).next();
  }

  private Mono<History> readNow(ConversationId id, String epoch, long after) {
    return writer
        .run(
            resume,
            List.of(Keys.meta(id), Keys.ring(id)),
            bytes(epoch),
            bytes(after),
            RedisConversationLog.newEpoch())
        .filter(answer -> !answer.isEmpty())
        .flatMap(answer ->
            text(answer.getFirst()).equals(epoch)
                // Whoever is told that there is nothing takes it for deleted.
                ? meta(id)
                    .switchIfEmpty(Mono.defer(() -> metaSurely(id)))
                    .flatMap(meta -> history(meta, after))
                : Mono.just(new History.Reset(text(answer.getFirst()), number(answer.get(1)))));
  }

  Mono<Head> head(ConversationId id) {
    return fields(id, "epoch", "seq", "state")
        .filter(fields -> fields.containsKey("epoch"))
        .map(fields ->
            new Head(
                text(Meta.bytes(fields, "epoch")),
                number(Meta.bytes(fields, "seq")),
                text(Meta.bytes(fields, "state")).equals("closed")));
  }

  /** Since when its seeker waits for its peer; empty where nobody does. */
  Mono<Instant> unansweredSince(ConversationId id) {
    return fields(id, "state", "writes", "waits")
        .filter(fields ->
            fields.containsKey("waits")
                && !fields.containsKey("writes")
                && text(Meta.bytes(fields, "state")).equals("open"))
        .map(fields -> Instant.ofEpochMilli(number(Meta.bytes(fields, "waits"))));
  }

  /** Of the last message no more than its time is used: it stays sealed. */
  Mono<ConversationLog.Glance> glance(ConversationId id) {
    Mono<Optional<Instant>> lastSaid =
        link.commands()
            .flatMap(
                redis -> redis.xrevrange(Keys.log(id), Range.unbounded(), Limit.from(1)).next())
            .map(last -> Optional.of(entry(last).at()))
            .defaultIfEmpty(Optional.empty());
    return Mono.zip(fields(id, "state", "language"), lastSaid)
        .filter(both -> both.getT1().containsKey("state"))
        .map(both ->
            new ConversationLog.Glance(
                both.getT1().containsKey("language")
                    ? text(Meta.bytes(both.getT1(), "language"))
                    : null,
                both.getT2().orElse(null)));
  }

  Mono<SealedConversation> sealed(ConversationId id) {
    return fields(id, META_OF_CLOSED)
        .filter(fields -> fields.containsKey("closedAt"))
        .flatMap(fields -> {
          Meta meta = Meta.of(id, fields, vault);
          return entries(meta, 0, meta.seq())
              .map(entry -> Seals.unopened(meta, entry))
              .collectList()
              .map(entries ->
                  new SealedConversation(
                      (Conversation.Closed) meta.conversation(),
                      Meta.bytes(fields, "key"),
                      entries,
                      Instant.ofEpochMilli(number(Meta.bytes(fields, "closedAt"))),
                      fields.containsKey("escalated"),
                      fields.containsKey("confirmed"),
                      fields.containsKey("deleteAsked")));
        });
  }

  Flux<Ring> rings(ConversationId id) {
    return link.doorbell()
        .listen(Keys.ring(id))
        .concatMap(heard ->
            switch (heard) {
              case Heard.Look look -> Mono.just(new Ring.Look());
              case Heard.Rang rang when RingCodec.isMessage(rang.bytes()) ->
                  meta(id)
                      .<Ring>map(meta ->
                          new Ring.Message(
                              RedisConversationLog.logged(meta, RingCodec.message(rang.bytes()))))
                      // Redis is away just now; the log is looked into once it is back.
                      .onErrorReturn(new Ring.Look());
              case Heard.Rang rang -> Mono.just(RingCodec.signal(rang.bytes()));
            });
  }

  Mono<Meta> meta(ConversationId id) {
    return fields(id, META)
        .filter(fields -> fields.containsKey("state"))
        .map(fields -> Meta.of(id, fields, vault));
  }

  /**
   * The same, from the server that takes the writes: a master that was replaced while it stood
   * still does not know it for seconds, and would say that what came since is not there.
   */
  Mono<Meta> metaSurely(ConversationId id) {
    byte[][] names = Stream.of(META).map(RedisScript::bytes).toArray(byte[][]::new);
    return writer
        .run(find, List.of(Keys.meta(id)), names)
        .map(RedisLogReader::named)
        .filter(fields -> fields.containsKey("state"))
        .map(fields -> Meta.of(id, fields, vault));
  }

  private static Map<String, byte[]> named(List<Object> values) {
    Map<String, byte[]> fields = new HashMap<>();
    for (int i = 0; i < META.length; i++) {
      if (values.get(i) instanceof byte[] value) {
        fields.put(META[i], value);
      }
    }
    return fields;
  }

  Mono<Map<String, byte[]>> fields(ConversationId id, String... names) {
    return link.commands()
        .flatMap(redis ->
            redis
                .hmget(Keys.meta(id), names)
                .filter(KeyValue::hasValue)
                .collect(HashMap::new, (map, field) -> map.put(field.getKey(), field.getValue())));
  }

  private Mono<History> history(Meta meta, long after) {
    long wanted = Math.min(READ_AT_ONCE, meta.seq() - after);
    return entries(meta, after, wanted)
        .map(entry -> RedisConversationLog.logged(meta, entry))
        .collectList()
        .map(messages ->
            messages.size() == wanted
                ? new History.Missing(meta.epoch(), meta.seq(), messages, why(meta.conversation()))
                : new History.Reset(meta.epoch(), meta.seq()));
  }

  /** What is at a position, empty when nothing is. */
  Mono<LoggedMessage> message(Meta meta, long seq) {
    return entries(meta, seq - 1, 1).next().map(entry -> RedisConversationLog.logged(meta, entry));
  }

  private static Conversation.@Nullable Why why(Conversation conversation) {
    return conversation instanceof Conversation.Closed closed ? closed.why() : null;
  }

  private Flux<RingCodec.SealedMessage> entries(Meta meta, long after, long most) {
    if (most <= 0) {
      return Flux.empty();
    }
    Range<String> missing = Range.create((after + 1) + "-0", meta.seq() + "-0");
    return link.commands()
        .flatMapMany(
            redis -> redis.xrange(Keys.log(meta.conversation().id()), missing, Limit.from(most)))
        .map(RedisLogReader::entry);
  }

  private static RingCodec.SealedMessage entry(StreamMessage<String, byte[]> entry) {
    Map<String, byte[]> body = entry.getBody();
    String[] by = text(Meta.bytes(body, "b")).split(":", 2);
    return new RingCodec.SealedMessage(
        Long.parseLong(entry.getId().substring(0, entry.getId().indexOf('-'))),
        new MessageId(text(Meta.bytes(body, "i"))),
        Part.of(by[0]),
        by[1],
        Instant.ofEpochMilli(number(Meta.bytes(body, "t"))),
        Meta.bytes(body, "s"));
  }
}
