package org.porchlight.chat.continuity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.access.WordTries;
import org.porchlight.chat.continuity.PostgresThreads.Row;
import org.porchlight.chat.conversation.Carried;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.KeptCard;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.chat.sealing.LastingKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Ways back: four words open a card, a plan and a count of visits, and nothing else. Only who has
 * the words finds one; there is no list of them for anybody.
 */
public final class Threads {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

  private final PostgresThreads threads;
  private final ConversationLog log;
  private final WordTries tries;
  private final SlowHash hash;
  private final LastingKeys keys;
  private final Duration goodFor;
  private final Clock clock;
  private final WordLists lists = new WordLists();

  Threads(
      PostgresThreads threads,
      ConversationLog log,
      WordTries tries,
      SlowHash hash,
      LastingKeys keys,
      Duration goodFor,
      Clock clock) {
    this.threads = threads;
    this.log = log;
    this.tries = tries;
    this.hash = hash;
    this.keys = keys;
    this.goodFor = goodFor;
    this.clock = clock;
  }

  /** What came of words. */
  public sealed interface Looked {

    /** They open this. */
    record Found(WayBack back) implements Looked {}

    /** They open nothing, or not any more: nobody is told which. */
    record Nothing() implements Looked {}

    /** Too many were tried, and these were not looked at. */
    record Wait() implements Looked {}
  }

  /** What came of wanting to keep a way back. */
  public sealed interface Keeping {

    /** It is kept, and these words are shown once. */
    record Kept(ComeBackWords words, Instant goodUntil) implements Keeping {}

    /** It is no conversation of theirs that is over. */
    record NotYours() implements Keeping {}

    /** Too many at once. */
    record Wait() implements Keeping {}
  }

  /** Looks for what words open. */
  public Mono<Looked> look(Visitor.Seeker seeker, String words) {
    return tries
        .mayTry(seeker)
        .flatMap(may ->
            may
                ? hash.of(ComeBackWords.read(words))
                    .flatMap(thread -> threads.find(thread, clock.instant()))
                    .delayUntil(row -> tries.opened(seeker))
                    .<Looked>map(row -> new Looked.Found(open(row)))
                    .defaultIfEmpty(new Looked.Nothing())
                : Mono.just(new Looked.Wait()));
  }

  /**
   * Keeps a way back from a conversation that is over. One that it belonged to until now gets new
   * words: those that opened it open nothing any more.
   *
   * @param language of the words
   */
  public Mono<Keeping> keep(
      Visitor.Seeker seeker, ConversationId id, String language, KeptCard card, boolean shown) {
    return tries
        .mayTry(seeker)
        .flatMap(may ->
            may
                ? keep(seeker, id, lists.pick(language), card, shown)
                : Mono.just(new Keeping.Wait()));
  }

  private Mono<Keeping> keep(
      Visitor.Seeker seeker, ConversationId id, ComeBackWords words, KeptCard card, boolean shown) {
    Instant until = clock.instant().plus(goodFor);
    return hash.of(words)
        .flatMap(thread ->
            log.find(id, over -> isTheirs(over, seeker))
                .flatMap(over -> log.carried(id))
                // First what the words open, and then where they lead from: what fails in between
                // leaves words that nobody was shown, and no old ones that still open something.
                .flatMap(now ->
                    threads
                        .keep(
                            sealed(new WayBack(thread, now.visit(), until, card, shown)),
                            now.thread())
                        .then(log.belongTo(id, seeker.id(), thread))
                        .delayUntil(before ->
                            before.thread().equals(now.thread())
                                ? Mono.empty()
                                : threads.forget(before.thread()))
                        .switchIfEmpty(
                            Mono.defer(() -> threads.forget(thread).then(Mono.empty())))))
        .<Keeping>map(before -> new Keeping.Kept(words, until))
        .defaultIfEmpty(new Keeping.NotYours());
  }

  private static boolean isTheirs(Conversation conversation, Visitor.Seeker seeker) {
    return conversation instanceof Conversation.Closed
        && conversation.has(Part.SEEKER, seeker.id());
  }

  /** Another card, and another plan; empty when the way back is gone by now. */
  public Mono<WayBack> change(WayBack back, KeptCard card, boolean shown) {
    WayBack changed = back.with(card, shown);
    return threads.change(sealed(changed)).filter(Boolean::booleanValue).map(there -> changed);
  }

  /** Destroys it at once. */
  public Mono<Void> forget(WayBack back) {
    return threads.forget(back.thread());
  }

  /**
   * A conversation has opened: where it belongs to a way back this is a visit. Counted once,
   * however often it is said. What cannot be counted now is when its seeker's page comes again.
   */
  public Mono<Void> visited(ConversationId id) {
    return log.carried(id)
        .filter(carried -> !carried.thread().isEmpty())
        .flatMap(this::count)
        .onErrorResume(broken -> {
          LOG.warn("a visit was not counted: {}", broken.getClass().getSimpleName());
          return Mono.empty();
        });
  }

  private Mono<Void> count(Carried carried) {
    return threads.visited(carried.thread(), carried.visit(), clock.instant().plus(goodFor));
  }

  private Row sealed(WayBack back) {
    KeyVault.Wrapped key = keys.create(back.thread());
    byte[] card = back.card().packed().getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[1 + card.length];
    plain[0] = (byte) (back.shown() ? 1 : 0);
    System.arraycopy(card, 0, plain, 1, card.length);
    return new Row(
        back.thread(),
        back.visits(),
        back.goodUntil(),
        key.key().seal(plain, bound(back.thread())),
        key.bytes());
  }

  private WayBack open(Row row) {
    DataKey key = keys.unwrap(row.thread(), row.wrappedKey());
    byte[] plain = key.open(row.sealed(), bound(row.thread()));
    String card = new String(Arrays.copyOfRange(plain, 1, plain.length), StandardCharsets.UTF_8);
    return new WayBack(
        row.thread(), row.visits(), row.goodUntil(), KeptCard.unpacked(card), plain[0] == 1);
  }

  private static byte[] bound(String thread) {
    return ("card of " + thread).getBytes(StandardCharsets.UTF_8);
  }
}
