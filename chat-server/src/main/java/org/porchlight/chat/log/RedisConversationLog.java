package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.bytes;
import static org.porchlight.redis.RedisScript.number;
import static org.porchlight.redis.RedisScript.text;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ZAddArgs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Again;
import org.porchlight.chat.conversation.Appended;
import org.porchlight.chat.conversation.Badge;
import org.porchlight.chat.conversation.Carried;
import org.porchlight.chat.conversation.Connecting;
import org.porchlight.chat.conversation.Consulting;
import org.porchlight.chat.conversation.ContactCard;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.HandingOver;
import org.porchlight.chat.conversation.Head;
import org.porchlight.chat.conversation.History;
import org.porchlight.chat.conversation.LoggedMessage;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Offering;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.ReceivedMessage;
import org.porchlight.chat.conversation.Review;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.ScreenedMessage;
import org.porchlight.chat.conversation.SealedConversation;
import org.porchlight.chat.conversation.SharedPlan;
import org.porchlight.chat.conversation.Step;
import org.porchlight.chat.conversation.Stepping;
import org.porchlight.chat.conversation.Whisper;
import org.porchlight.chat.conversation.Withheld;
import org.porchlight.chat.conversation.WithheldMessages;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Handling;
import org.porchlight.redis.Heard;
import org.porchlight.redis.NotDurableException;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisScript;
import org.porchlight.redis.RedisWriter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The log in Redis: one script an act, everything that people wrote sealed before it gets there,
 * and every act as durable as the writer promises.
 */
public final class RedisConversationLog implements ConversationLog {
  private static final int DUE_OF_A_PARTITION = 10;
  private static final int PARTITIONS_AT_ONCE = 64;
  private final RedisLink link;
  private final RedisWriter writer;
  private final KeyVault vault;
  private final LogSettings settings;
  private final Clock clock;
  private final RedisScript create = script("create");
  private final RedisScript note = script("note");
  private final RedisScript remember = script("remember");
  private final RedisScript safety = script("safety");
  private final RedisScript help = script("help");
  private final RedisScript once = script("once");
  private final RedisScript open = script("open");
  private final RedisScript vacate = script("vacate");
  private final RedisScript append = script("append");
  private final RedisScript hold = script("hold");
  private final RedisScript reopen = script("reopen");
  private final RedisScript close = script("close");
  private final RedisScript mark = script("mark");
  private final RedisScript archived = script("archived");
  private final RedisScript destroy = script("destroy");
  private final RedisScript destroyWaiting = script("destroy-waiting");
  private final RedisScript reviewed = script("reviewed");
  private final RedisLogReader reader;
  private final RedisWithheld withheld;
  private final RedisWhispers whispers;
  private final Steps steps;
  private final RedisHandOvers handOvers;
  private final Consults consults;
  private final RedisContacts contacts;
  private final RedisReaders readers;
  private final RedisQuiet quiet;
  private final RedisTimes times;
  private final RedisCarried carried;
  private final RedisNext next;
  private final RedisPlans plans;

  /** A log over a link and a writer, which others end. */
  public RedisConversationLog(
      RedisLink link, RedisWriter writer, KeyVault vault, LogSettings settings, Clock clock) {
    this.link = link;
    this.writer = writer;
    this.vault = vault;
    this.settings = settings;
    this.clock = clock;
    this.reader = new RedisLogReader(link, writer, vault);
    this.withheld = new RedisWithheld(link, writer, clock);
    this.whispers = new RedisWhispers(link, writer, settings.life());
    this.steps = new Steps(writer);
    this.handOvers = new RedisHandOvers(writer);
    this.consults = new Consults(writer);
    this.contacts = new RedisContacts(writer);
    this.readers = new RedisReaders(link, clock);
    this.quiet = new RedisQuiet(writer, reader, settings.quietAfter(), clock);
    this.times = new RedisTimes(writer, reader, clock);
    this.carried = new RedisCarried(writer, reader);
    this.next = new RedisNext(writer, reader);
    this.plans = new RedisPlans(writer, reader);
  }

  static RedisScript script(String name) {
    return RedisScript.of(RedisConversationLog.class, "/lua/log/" + name + ".lua");
  }

  @Override
  public Mono<Void> create(ConversationId id, Member seeker, String language, Carried carries) {
    KeyVault.Wrapped key = vault.create(id.value());
    return writer
        .run(
            create,
            List.of(Keys.meta(id), Keys.due(id)),
            newEpoch(),
            key.bytes(),
            bytes(seeker.id()),
            bytes(seeker.name()),
            life(),
            millis(settings.waitAtMost()),
            bytes(id.value()),
            RedisCarried.thread(id, key.key(), carries.thread()),
            bytes(carries.visit()),
            RedisCarried.card(id, key.key(), carries.card()),
            bytes(language),
            bytes(carries.together() ? 1 : 0))
        .then();
  }

  @Override
  public Mono<Glance> glance(ConversationId id) {
    return reader.glance(id);
  }

  @Override
  public Mono<byte[]> seal(ConversationId id, MessageText words, String about) {
    return reader
        .meta(id)
        .map(meta -> meta.key().seal(bytes(words.reveal()), SealedConversation.bound(about, id)));
  }

  @Override
  public Mono<MessageText> unseal(ConversationId id, byte[] sealed, String about) {
    return reader
        .meta(id)
        .map(meta -> Seals.open(meta.key(), sealed, SealedConversation.bound(about, id)));
  }

  @Override
  public Mono<Carried> carried(ConversationId id) {
    return carried.of(id);
  }

  @Override
  public Mono<Boolean> belongs(ConversationId id) {
    return carried.belongs(id);
  }

  @Override
  public Mono<SharedPlan> plan(ConversationId id) {
    return plans.of(id);
  }

  @Override
  public Mono<Obstacle> changePlan(ConversationId id, String person, SharedPlan wanted) {
    return plans.change(id, person, wanted);
  }

  @Override
  public Mono<Carried> belongTo(ConversationId id, String seeker, String thread) {
    return carried.belongTo(id, seeker, thread);
  }

  @Override
  public Mono<Again> again(ConversationId id, String person, @Nullable Boolean yes) {
    return carried.again(id, person, yes == null ? "" : yes ? "yes" : "no");
  }

  @Override
  public Mono<Again> neverAgain(ConversationId id) {
    return carried.again(id, "", "never");
  }

  @Override
  public Mono<Boolean> note(
      ConversationId id, @Nullable MessageText words, ConversationContext context) {
    return reader
        .meta(id)
        .flatMap(meta -> {
          MessageId noteId = MessageId.random();
          byte[] plain = words == null ? null : bytes(words.reveal());
          DataKey key = meta.key();
          return writer.run(
              note,
              List.of(Keys.meta(id)),
              plain == null ? new byte[0] : key.seal(plain, boundToSeeker(id, noteId, meta)),
              bytes(noteId.value()),
              plain == null ? new byte[0] : key.digest(plain),
              bytes(context.highestLevel()),
              bytes(context.watches()),
              bytes(context.preparations()),
              bytes(context.minor() ? 1 : 0),
              life());
        })
        .map(answer -> text(answer.getFirst()).equals("waiting"))
        .defaultIfEmpty(false);
  }

  @Override
  public Mono<Boolean> remember(ConversationId id, int level) {
    return writer
        .run(remember, List.of(Keys.meta(id)), bytes(level))
        .map(answer -> text(answer.getFirst()))
        .filter(answer -> !answer.equals("gone"))
        .map(answer -> answer.equals("rose"));
  }

  @Override
  public Mono<Void> safety(ConversationId id, String answer) {
    return writer.run(safety, List.of(Keys.meta(id)), bytes(answer)).then();
  }

  @Override
  public Mono<Void> help(ConversationId id, String wished) {
    return writer.run(help, List.of(Keys.meta(id)), bytes(wished), bytes(clock.millis())).then();
  }

  @Override
  public Mono<KeptInLine> keptInLine(ConversationId id) {
    return reader
        .fields(id, "safe", "noteId", "help", "helpAt", "notSafe")
        .map(fields ->
            new KeptInLine(
                fields.containsKey("safe") ? text(Meta.bytes(fields, "safe")) : null,
                fields.containsKey("noteId"),
                fields.containsKey("help") ? text(Meta.bytes(fields, "help")) : null,
                fields.containsKey("helpAt")
                    ? Instant.ofEpochMilli(Long.parseLong(text(Meta.bytes(fields, "helpAt"))))
                    : null,
                fields.containsKey("notSafe") ? text(Meta.bytes(fields, "notSafe")) : null));
  }

  @Override
  public Mono<Boolean> checkedIn(ConversationId id, String seeker, boolean after) {
    String when = after ? "closed" : "waiting";
    return once(id, when, "seeker", seeker, "checkedIn:" + when);
  }

  @Override
  public Mono<Boolean> wrappedUp(ConversationId id, String peer, String what) {
    return once(id, "closed", "peer", peer, "wrappedUp:" + what);
  }

  private Mono<Boolean> once(
      ConversationId id, String when, String part, String person, String what) {
    return writer
        .run(once, List.of(Keys.meta(id)), bytes(when), bytes(part), bytes(person), bytes(what))
        .map(answer -> text(answer.getFirst()))
        .filter(answer -> !answer.equals("gone"))
        .map(answer -> answer.equals("first"));
  }

  @Override
  public Mono<Boolean> leaveNext(ConversationId id, String peer, MessageText words) {
    return next.leave(id, peer, words);
  }

  @Override
  public Mono<MessageText> next(ConversationId id) {
    return next.of(id);
  }

  @Override
  public Mono<MessageText> note(ConversationId id) {
    return reader
        .fields(id, "note", "noteId", "noteSeq")
        .flatMap(fields -> reader.meta(id).flatMap(meta -> noteOf(meta, fields)));
  }

  private Mono<MessageText> noteOf(Meta meta, Map<String, byte[]> fields) {
    if (fields.containsKey("note")) {
      MessageId noteId = new MessageId(text(Meta.bytes(fields, "noteId")));
      byte[] bound = boundToSeeker(meta.conversation().id(), noteId, meta);
      return Mono.just(Seals.open(meta.key(), Meta.bytes(fields, "note"), bound));
    }
    return fields.containsKey("noteSeq")
        ? reader.message(meta, number(Meta.bytes(fields, "noteSeq"))).map(LoggedMessage::text)
        : Mono.empty();
  }

  @Override
  public Mono<Conversation> find(ConversationId id, Predicate<Conversation> fits) {
    return reader
        .meta(id)
        .map(Meta::conversation)
        .filter(fits)
        .switchIfEmpty(reader.metaSurely(id).map(Meta::conversation).filter(fits));
  }

  @Override
  public Mono<Conversation> open(ConversationId id, Member with) {
    Badge badge = with.badge();
    return writer
        .run(
            open,
            List.of(Keys.meta(id), Keys.log(id), Keys.ids(id), Keys.due(id), Keys.ring(id)),
            bytes(with.id()),
            bytes(with.name()),
            life(),
            millis(settings.quietAfter()),
            bytes(id.value()),
            bytes(with.part().code()),
            bytes(badge == null ? "" : badge.text()),
            newEpoch(),
            bytes(Keys.time(id)),
            millis(Duration.ofMinutes(settings.usualMinutes())),
            millis(RedisTimes.NOTICE))
        .then(find(id))
        .flatMap(conversation -> announce(conversation).thenReturn(conversation));
  }

  @Override
  public Mono<Conversation> vacate(ConversationId id, String peer, boolean share) {
    return writer
        .run(
            vacate,
            List.of(Keys.meta(id), Keys.ring(id), Keys.due(id)),
            bytes(peer),
            bytes(share ? 1 : 0),
            millis(settings.waitAtMost()),
            life(),
            bytes(id.value()),
            newEpoch())
        .then(find(id));
  }

  @Override
  public Mono<Appended> append(ScreenedMessage message) {
    ConversationId id = message.received().conversation();
    return reader
        .meta(id)
        .flatMap(meta -> runAppend(meta, message))
        .map(RedisConversationLog::appended)
        .defaultIfEmpty(new Appended.Not(Obstacle.NOT_YOURS))
        .onErrorReturn(NotDurableException.class, new Appended.Pending());
  }

  @Override
  public Mono<Appended> release(ConversationId id, MessageId message) {
    return withheld
        .entry(id, message)
        .flatMap(aside -> runAppend(id, aside))
        .map(RedisConversationLog::appended)
        .defaultIfEmpty(new Appended.Not(Obstacle.NOT_YOURS))
        .onErrorReturn(NotDurableException.class, new Appended.Pending());
  }

  @Override
  public Mono<WithheldMessages.Decided> giveBack(
      ConversationId id, MessageId message, String by, @Nullable MessageText word) {
    return reader
        .meta(id)
        .flatMap(meta -> withheld.giveBack(meta, message, by, word))
        .defaultIfEmpty(WithheldMessages.Decided.GONE);
  }

  @Override
  public Mono<Withheld> withheld(ConversationId id, MessageId message) {
    return reader.meta(id).flatMap(meta -> withheld.find(meta, message));
  }

  @Override
  public Flux<Withheld> withheld(ConversationId id) {
    return reader.meta(id).flatMapMany(withheld::all);
  }

  @Override
  public Mono<Whispered> whisper(Whisper.Spoken whisper) {
    return reader
        .meta(whisper.conversation())
        .flatMap(meta -> whispers.whisper(meta, whisper))
        .defaultIfEmpty(new Whispered.Not(Obstacle.NOT_YOURS));
  }

  @Override
  public Flux<Whisper> whispers(ConversationId id) {
    return reader.meta(id).flatMapMany(whispers::all);
  }

  @Override
  public Mono<Void> reads(ConversationId id, Member supervisor, Duration time) {
    return readers.reads(id, supervisor, time);
  }

  @Override
  public Mono<Void> readsNoMore(ConversationId id, Member supervisor) {
    return readers.readsNoMore(id, supervisor);
  }

  @Override
  public Flux<Member> readers(ConversationId id) {
    return readers.all(id);
  }

  @Override
  public Flux<String> haveRead(ConversationId id) {
    return readers.ever(id);
  }

  @Override
  public Mono<Stepping.Stepped> step(ConversationId id, Stepping stepping) {
    return steps.step(id, stepping);
  }

  @Override
  public Flux<Step> steps(ConversationId id) {
    return Mono.zip(reader.meta(id), reader.fields(id, RedisHandOvers.NOTE))
        .flatMapIterable(both ->
            both.getT1().steps().stream()
                .map(step -> RedisHandOvers.withNote(both.getT1(), step, both.getT2()))
                .toList());
  }

  @Override
  public Mono<Stepping.Stepped> handOver(ConversationId id, HandingOver act) {
    return reader
        .meta(id)
        .flatMap(meta -> handOvers.step(meta, act))
        .defaultIfEmpty(Stepping.Stepped.NOT_YOURS);
  }

  @Override
  public Mono<Stepping.Stepped> consult(ConversationId id, Consulting act) {
    return consults.step(id, act);
  }

  @Override
  public Mono<Stepping.Stepped> offer(ConversationId id, Offering act) {
    return steps.offer(id, act);
  }

  @Override
  public Mono<Stepping.Stepped> connect(ConversationId id, Connecting act) {
    return reader
        .meta(id)
        .flatMap(meta -> contacts.step(meta, act))
        .defaultIfEmpty(Stepping.Stepped.NOT_YOURS);
  }

  @Override
  public Mono<ContactCard> contact(ConversationId id) {
    return reader
        .fields(id, RedisContacts.STANDING, RedisContacts.OF_BEFORE)
        .filter(fields -> fields.containsKey(RedisContacts.STANDING))
        .map(RedisContacts::card);
  }

  @Override
  public Mono<ContactCard.Value> contactValue(ConversationId id) {
    return Mono.zip(reader.meta(id), reader.fields(id, RedisContacts.VALUE))
        .filter(both -> both.getT2().containsKey("contactValue"))
        .map(both -> RedisContacts.value(both.getT1(), both.getT2()));
  }

  @Override
  public Mono<History> read(ConversationId id, String epoch, long after) {
    return reader.read(id, epoch, after);
  }

  @Override
  public Mono<Head> head(ConversationId id) {
    return reader.head(id);
  }

  @Override
  public Mono<Boolean> hold(ConversationId id, Duration time) {
    return writer
        .run(
            hold,
            List.of(Keys.meta(id), Keys.ring(id), Keys.due(id)),
            millis(time),
            bytes(id.value()))
        .map(answer -> text(answer.getFirst()).equals("held"));
  }

  @Override
  public Mono<Conversation> reopen(ConversationId id) {
    return writer
        .run(
            reopen,
            List.of(Keys.meta(id), Keys.ring(id), Keys.due(id)),
            millis(settings.quietAfter()),
            bytes(id.value()),
            newEpoch())
        .<Conversation>flatMap(answer ->
            switch (text(answer.getFirst())) {
              case "open" -> find(id);
              case "later" ->
                  Mono.error(new IllegalStateException("what may be lost of it comes first"));
              default -> Mono.empty();
            })
        .flatMap(conversation -> announce(conversation).thenReturn(conversation));
  }

  @Override
  public Mono<Conversation.Closed> close(ConversationId id, Conversation.Why why) {
    return writer
        .run(
            close,
            List.of(Keys.meta(id), Keys.ring(id), Keys.due(id)),
            bytes(why.code()),
            bytes(id.value()))
        .then(find(id))
        .ofType(Conversation.Closed.class);
  }

  @Override
  public Flux<Due> due() {
    Range<Long> due = Range.create(0L, clock.millis());
    Limit few = Limit.create(0, DUE_OF_A_PARTITION);
    return link.commands()
        .flatMapMany(redis ->
            Flux.fromIterable(Keys.allDue())
                .flatMap(
                    key -> redis.zrangebyscore(key, due, few).collectList(), PARTITIONS_AT_ONCE))
        // Whole answers: an answer that is read as slowly as it is used would hold up the others.
        .flatMapIterable(values -> values)
        .map(value -> dueAs(text(value)));
  }

  @Override
  public Mono<Void> postpone(Due due, Duration time) {
    double at = clock.millis() + time.toMillis();
    ConversationId id = due.conversation();
    byte[] member = bytes(due.ofTime() ? Keys.time(id) : id.value());
    return link.commands()
        .flatMap(redis -> redis.zadd(Keys.due(id), ZAddArgs.Builder.xx(), at, member))
        .then();
  }

  private static Due dueAs(String member) {
    return member.startsWith(Keys.TIME)
        ? new Due(new ConversationId(member.substring(Keys.TIME.length())), true)
        : new Due(new ConversationId(member), false);
  }

  @Override
  public Mono<Void> growQuiet(ConversationId id, Duration held) {
    return quiet.step(id, held);
  }

  @Override
  public Mono<Instant> unansweredSince(ConversationId id) {
    return reader.unansweredSince(id);
  }

  @Override
  public Mono<Void> stillHere(ConversationId id) {
    return quiet.here(id, true);
  }

  @Override
  public Mono<Void> goesOn(ConversationId id) {
    return quiet.here(id, false);
  }

  @Override
  public Mono<Boolean> moment(ConversationId id) {
    return quiet.moment(id);
  }

  @Override
  public Mono<Ring.Quiet> quiet(ConversationId id) {
    return quiet.now(id);
  }

  @Override
  public int usualMinutes() {
    return settings.usualMinutes();
  }

  @Override
  public Mono<Void> timeGoesBy(ConversationId id, boolean stands) {
    return times.step(id, stands);
  }

  @Override
  public Mono<Stepping.Stepped> moreTime(ConversationId id, String peer, int minutes) {
    return times.more(id, peer, minutes);
  }

  @Override
  public Mono<Ring.Time> time(ConversationId id) {
    return times.now(id);
  }

  @Override
  public Mono<SealedConversation> sealed(ConversationId id) {
    return reader.sealed(id);
  }

  @Override
  public Mono<Boolean> archived(ConversationId id) {
    return writer
        .run(archived, everything(id), millis(settings.lifeOnceArchived()), bytes(id.value()))
        .filter(answer -> answer.size() == 2)
        .map(answer -> number(answer.get(1)) == 1);
  }

  @Override
  public Mono<Void> escalate(ConversationId id) {
    return mark(id, "escalated");
  }

  @Override
  public Mono<Boolean> reviewed(ConversationId id, Review review) {
    return writer
        .run(
            reviewed,
            List.of(Keys.meta(id)),
            bytes(review.right() ? 1 : 0),
            bytes(review.last() ? 1 : 0))
        .map(answer -> text(answer.getFirst()))
        .filter(answer -> !answer.equals("gone"))
        .map(answer -> answer.equals("1"));
  }

  @Override
  public Mono<Void> deleteAsked(ConversationId id) {
    return mark(id, "deleteAsked");
  }

  @Override
  public Mono<Void> destroy(ConversationId id) {
    return writer.run(destroy, everything(id), bytes(id.value())).then();
  }

  @Override
  public Mono<Void> destroyWaiting(ConversationId id) {
    return writer
        .run(destroyWaiting, List.of(Keys.meta(id), Keys.due(id)), bytes(id.value()))
        .then();
  }

  @Override
  public Mono<Void> ring(ConversationId id, Ring ring) {
    return link.commands()
        .flatMap(redis -> redis.spublish(Keys.ring(id), RingCodec.encode(ring)))
        .then();
  }

  @Override
  public Flux<Ring> rings(ConversationId id) {
    return reader.rings(id);
  }

  @Override
  public Flux<ConversationId> openings(
      String person, Sinks.Empty<Void> listens, Flux<ConversationId> current) {
    return link.doorbell()
        .listen(Keys.openings(person))
        .concatMap(heard ->
            switch (heard) {
              case Heard.Look look when listens.tryEmitEmpty().isSuccess() ->
                  Flux.<ConversationId>empty();
              case Heard.Look look -> current.onErrorComplete();
              case Heard.Rang rang -> Flux.just(new ConversationId(text(rang.bytes())));
            });
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
        .concatMap(member ->
            link.commands().flatMap(redis -> redis.spublish(Keys.openings(member.id()), id)))
        .then();
  }

  private Mono<List<Object>> runAppend(Meta meta, ScreenedMessage message) {
    ReceivedMessage received = message.received();
    ConversationId id = received.conversation();
    byte[] plain = bytes(received.text().reveal());
    String author = SealedConversation.author(received.part(), received.writer());
    return runAppend(
        new RedisWithheld.Entry(
            received.part(),
            received.writer(),
            received.id(),
            meta.key().digest(plain),
            meta.key().seal(plain, SealedConversation.bound(id, received.id(), author))),
        id,
        message.waitsForSupervisor() ? "withhold" : "say",
        message.leaves(),
        message.verdict().handling().retention() == Handling.Retention.FLAGGED);
  }

  private Mono<List<Object>> runAppend(ConversationId id, RedisWithheld.Entry aside) {
    return runAppend(aside, id, "release", ConversationContext.FRESH, false);
  }

  private Mono<List<Object>> runAppend(
      RedisWithheld.Entry entry,
      ConversationId id,
      String how,
      ConversationContext leaves,
      boolean flagged) {
    return writer.run(
        append,
        List.of(
            Keys.meta(id),
            Keys.log(id),
            Keys.ids(id),
            Keys.ring(id),
            Keys.due(id),
            Keys.withheld(id)),
        bytes(entry.part().code()),
        bytes(entry.person()),
        bytes(entry.id().value()),
        entry.digest(),
        entry.sealed(),
        life(),
        bytes(leaves.highestLevel()),
        bytes(leaves.watches()),
        millis(settings.shortWindow()),
        bytes(settings.shortMost()),
        millis(settings.longWindow()),
        bytes(settings.longMost()),
        bytes(flagged ? 1 : 0),
        millis(settings.quietAfter()),
        bytes(id.value()),
        newEpoch(),
        bytes(how),
        millis(settings.withheldFor()),
        bytes(settings.mostWithheld()),
        bytes(leaves.preparations()),
        bytes(leaves.minor() ? 1 : 0));
  }

  private static Appended appended(List<Object> answer) {
    return switch (text(answer.getFirst())) {
      case "kept" ->
          new Appended.Kept(
              text(answer.get(3)),
              number(answer.get(1)),
              Instant.ofEpochMilli(number(answer.get(2))),
              text(answer.get(4)).equals("1"));
      case "withheld" -> new Appended.Withheld();
      case "decided" -> new Appended.Not(Obstacle.DECIDED);
      case "conflict" -> new Appended.Not(Obstacle.CONFLICT);
      case "closed" -> new Appended.Not(Obstacle.CLOSED);
      case "left" -> new Appended.Not(Obstacle.LEFT);
      case "too_fast" -> new Appended.Not(Obstacle.TOO_FAST);
      case "taken_over" -> new Appended.Not(Obstacle.TAKEN_OVER);
      default -> new Appended.Not(Obstacle.NOT_YOURS);
    };
  }

  static LoggedMessage logged(Meta meta, RingCodec.SealedMessage sealed) {
    ConversationId id = meta.conversation().id();
    String author = SealedConversation.author(sealed.part(), sealed.person());
    return new LoggedMessage(
        id,
        meta.epoch(),
        sealed.seq(),
        sealed.id(),
        meta.member(sealed.part(), sealed.person()),
        Seals.open(meta.key(), sealed.sealed(), SealedConversation.bound(id, sealed.id(), author)),
        sealed.at());
  }

  private Mono<Void> mark(ConversationId id, String what) {
    return writer.run(mark, List.of(Keys.meta(id)), bytes(what)).then();
  }

  private static List<String> everything(ConversationId id) {
    return List.of(
        Keys.meta(id),
        Keys.log(id),
        Keys.ids(id),
        Keys.due(id),
        Keys.withheld(id),
        Keys.whispers(id),
        Keys.readers(id),
        Keys.haveRead(id));
  }

  static byte[] newEpoch() {
    return bytes(MessageId.random().value());
  }

  private byte[] life() {
    return millis(settings.life());
  }

  private static byte[] millis(Duration duration) {
    return bytes(duration.toMillis());
  }

  private static byte[] boundToSeeker(ConversationId id, MessageId message, Meta meta) {
    return SealedConversation.bound(
        id, message, SealedConversation.author(Part.SEEKER, meta.seeker().id()));
  }
}
