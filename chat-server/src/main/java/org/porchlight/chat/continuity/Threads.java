package org.porchlight.chat.continuity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.IssuedPass;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.SeekerBlocks;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.access.WordTries;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.continuity.PostgresThreads.Row;
import org.porchlight.chat.continuity.RedisTalkWords.Where;
import org.porchlight.chat.conversation.Again;
import org.porchlight.chat.conversation.Carried;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.Deletion;
import org.porchlight.chat.conversation.KeptCard;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.SharedPlan;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.chat.sealing.LastingKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Ways back: four words open a card, a plan, a count of visits and, where both said yes, the peer
 * of before, or lead back into a conversation that goes on. Only who has the words finds one; there
 * is no list of them for anybody.
 */
public final class Threads {
  private static final int SHOWN = 1;
  private static final int KNOWS = 2;
  private static final int CLOSED = 4;
  private static final int ID_BYTES = 22;
  private static final Mono<Boolean> YES = Mono.just(true);
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

  private final PostgresThreads threads;
  private final RedisTalkWords talks;
  private final ConversationLog log;
  private final Conversations conversations;
  private final SeekerPasses passes;
  private final StaffDirectory staff;
  private final Audit audit;
  private final WordTries tries;
  private final SeekerBlocks blocks;
  private final SlowHash hash;
  private final LastingKeys keys;
  private final Duration goodFor;
  private final Clock clock;
  private final WordLists lists = new WordLists();

  Threads(
      PostgresThreads threads,
      RedisTalkWords talks,
      ConversationLog log,
      Conversations conversations,
      SeekerPasses passes,
      StaffDirectory staff,
      Audit audit,
      WordTries tries,
      SeekerBlocks blocks,
      SlowHash hash,
      LastingKeys keys,
      Duration goodFor,
      Clock clock) {
    this.threads = threads;
    this.talks = talks;
    this.log = log;
    this.conversations = conversations;
    this.passes = passes;
    this.staff = staff;
    this.audit = audit;
    this.tries = tries;
    this.blocks = blocks;
    this.hash = hash;
    this.keys = keys;
    this.goodFor = goodFor;
    this.clock = clock;
  }

  /** What came of words. */
  public sealed interface Looked {

    /** They open this. */
    record Found(WayBack back) implements Looked {}

    /** A supervisor closed what they open. */
    record Closed(WayBack back) implements Looked {}

    /** They open nothing, or not any more: nobody is told which. */
    record Nothing() implements Looked {}

    /** Too many were tried, and these were not looked at. */
    record Wait() implements Looked {}
  }

  /** What words lead to. */
  public sealed interface Led {

    /**
     * A conversation.
     *
     * @param goesOn whether one can go back into it; else it can only be deleted
     * @param back the way back that the same words open once it is over; null where they open none
     */
    record Talk(
        ConversationId conversation, Visitor.Seeker seeker, boolean goesOn, @Nullable WayBack back)
        implements Led {}

    /** A way back. */
    record Back(WayBack back) implements Led {}

    /** A way back that a supervisor closed. */
    record Closed(WayBack back) implements Led {}

    /** Nothing, or not any more. */
    record Nothing() implements Led {}

    /** Too many were tried, and these were not looked at. */
    record Wait() implements Led {}
  }

  /**
   * The peer of before.
   *
   * @param there whether they still are a peer here
   */
  public record Known(String id, String name, boolean there) {}

  /** What came of wanting words, or to keep a way back. */
  public sealed interface Keeping {

    /**
     * These words are shown once.
     *
     * @param goodUntil null where they are those of a conversation that goes on
     */
    record Kept(ComeBackWords words, @Nullable Instant goodUntil) implements Keeping {}

    /** It is no conversation of theirs, or not the time, or they are blocked. */
    record NotYours() implements Keeping {}

    /** Too many at once. */
    record Wait() implements Keeping {}
  }

  /** Looks for what words open. */
  public Mono<Looked> look(Visitor.Seeker seeker, String words) {
    return ifMayTry(
        seeker,
        new Looked.Wait(),
        () ->
            hash.of(ComeBackWords.read(words))
                .flatMap(thread -> threads.find(thread, clock.instant()))
                .delayUntil(row -> tries.opened(seeker))
                .map(row -> looked(open(row)))
                .defaultIfEmpty(new Looked.Nothing()));
  }

  /** One try of theirs, and no look at the words where they have none left. */
  private <T> Mono<T> ifMayTry(Visitor.Seeker seeker, T wait, Supplier<Mono<T>> look) {
    return tries.mayTry(seeker).flatMap(may -> may ? look.get() : Mono.just(wait));
  }

  private static Looked looked(WayBack back) {
    return back.closed() ? new Looked.Closed(back) : new Looked.Found(back);
  }

  /** The peer to whom a way back leads, empty when to none, and while it is blocked. */
  public Mono<Known> known(WayBack back) {
    String peer = back.peer();
    return peer == null
        ? Mono.empty()
        : blocks.isBlocked(back.thread()).filter(blocked -> !blocked).flatMap(free -> peer(peer));
  }

  private Mono<Known> peer(String id) {
    return staff
        .person(id)
        .filter(person -> person.role() == Role.PEER)
        .map(person -> new Known(id, person.name(), true))
        .switchIfEmpty(staff.nameOf(id).map(name -> new Known(id, name, false)));
  }

  /**
   * A seeker or a peer says whether they would like to talk with the other of a conversation again.
   * Where both would, its way back leads to that peer from then on; a no takes that back, and
   * nobody is told of it.
   *
   * @return whether it was theirs to say
   */
  public Mono<Boolean> again(Visitor visitor, ConversationId id, boolean yes) {
    return log.again(id, visitor.id(), yes)
        .delayUntil(said -> meet(id, visitor.id(), said))
        .hasElement();
  }

  /**
   * Closes the way back that a conversation belongs to: the card is gone, and the words open
   * nothing but that it was closed. What the two said about talking again does not count any more.
   *
   * @param reason a code
   * @return whether there was one; empty when there is no such conversation
   */
  public Mono<Boolean> close(Visitor.Staff supervisor, ConversationId id, String reason) {
    return log.carried(id)
        .flatMap(carried ->
            carried.thread().isEmpty()
                ? Mono.just(false)
                : audit
                    .record(Act.of(supervisor.id(), "thread.close", id.value()).detail(reason))
                    .then(log.neverAgain(id))
                    .then(newest(carried.thread()))
                    .flatMap(thread ->
                        change(thread, WayBack::close)
                            .hasElement()
                            .delayUntil(closed -> leadNowhere(thread))));
  }

  /** Words that are closed lead into no conversation, and none has them as its own any more. */
  private Mono<Void> leadNowhere(String thread) {
    return talks
        .find(thread)
        .flatMap(where -> talks.forget(where.conversation()))
        .then(talks.forget(thread));
  }

  /**
   * Both sides come here, each after what they did is there, and look again once it is their turn:
   * the last of them finds all of it, whatever was said before it came to the row.
   */
  private Mono<Void> meet(ConversationId id, String person, Again said) {
    if (said.thread().isEmpty() || !(said.agreed() || said.declined())) {
      return Mono.empty();
    }
    return newest(said.thread())
        .flatMap(thread ->
            threads.change(
                thread,
                clock.instant(),
                row -> log.again(id, person, null).map(last -> sealed(met(open(row), last)))))
        .then();
  }

  private static WayBack met(WayBack back, Again last) {
    if (last.agreed()) {
      return back.leadingTo(last.peer());
    }
    return last.declined() ? back.notLeadingTo(last.peer()) : back;
  }

  /**
   * Keeps a way back from a conversation that is over. One that it belonged to until now gets new
   * words: those that opened it open nothing any more.
   *
   * @param language of the words
   * @param own the words that the conversation has, where the seeker has them; they become those of
   *     the way back
   */
  public Mono<Keeping> keep(
      Visitor.Seeker seeker,
      ConversationId id,
      String language,
      @Nullable String own,
      KeptCard card,
      boolean shown) {
    return ifMayTry(
        seeker,
        new Keeping.Wait(),
        () -> ownOrNew(id, language, own).flatMap(words -> keep(seeker, id, words, card, shown)));
  }

  /** Those that the conversation has, if these are they and were not closed; else new ones. */
  private Mono<Hashed> ownOrNew(ConversationId id, String language, @Nullable String own) {
    Mono<Hashed> fresh = hashed(lists.pick(language));
    return own == null
        ? fresh
        : hashed(ComeBackWords.read(own))
            .zipWith(talks.hashOf(id))
            .filter(both -> both.getT1().hash().equals(both.getT2()))
            .map(same -> same.getT1())
            .filterWhen(theirs -> isClosed(theirs.hash()).map(closed -> !closed))
            .switchIfEmpty(fresh);
  }

  /** Words and their hash, which takes long enough to be computed once. */
  private record Hashed(ComeBackWords words, String hash) {
    @Override
    public String toString() {
      return "Hashed";
    }
  }

  private Mono<Hashed> hashed(ComeBackWords words) {
    return hash.of(words).map(computed -> new Hashed(words, computed));
  }

  private Mono<Boolean> isClosed(String thread) {
    return threads
        .find(thread, clock.instant())
        .map(row -> open(row).closed())
        .defaultIfEmpty(false);
  }

  /** The words of a conversation that goes on; those that it had before lead nowhere. */
  public Mono<Keeping> words(Visitor.Seeker seeker, ConversationId id, String language) {
    ComeBackWords words = lists.pick(language);
    return ifMayTry(
        seeker,
        new Keeping.Wait(),
        () ->
            log.find(id, conversation -> conversation.has(Part.SEEKER, seeker.id()))
                .ofType(Conversation.Open.class)
                .flatMap(open -> hash.of(words))
                .flatMap(hashed -> leads(hashed, new Where(id, seeker)).thenReturn(hashed))
                .<Keeping>map(put -> new Keeping.Kept(words, null))
                .defaultIfEmpty(new Keeping.NotYours()));
  }

  private static Mono<Void> unled(Throwable problem) {
    LOG.warn(
        "words that are kept do not lead to their talk: {}", problem.getClass().getSimpleName());
    return Mono.empty();
  }

  /** Looked at once it is written: what is deleted meanwhile has no words. */
  private Mono<Void> leads(String hashed, Where where) {
    return talks
        .put(hashed, where)
        .then(log.find(where.conversation()).hasElement())
        .flatMap(there -> there ? Mono.empty() : talks.forget(where.conversation()));
  }

  /** Looks where words lead: to a conversation that goes on before anything else. */
  public Mono<Led> lead(Visitor.Seeker seeker, String words) {
    return ifMayTry(
        seeker,
        new Led.Wait(),
        () ->
            hash.of(ComeBackWords.read(words))
                .flatMap(this::lead)
                .delayUntil(led -> tries.opened(seeker))
                .defaultIfEmpty(new Led.Nothing()));
  }

  private Mono<Led> lead(String hashed) {
    var row = threads.find(hashed, clock.instant());
    Mono<Led> back = row.map(kept -> led(open(kept)));
    return talks
        .find(hashed)
        .flatMap(where ->
            goesOn(where.conversation())
                .flatMap(goesOn ->
                    goesOn
                        ? row.<Led>map(kept -> talk(where, true, open(kept)))
                            .defaultIfEmpty(talk(where, true, null))
                        : back.defaultIfEmpty(talk(where, false, null))))
        .switchIfEmpty(back);
  }

  private static Led led(WayBack back) {
    return back.closed() ? new Led.Closed(back) : new Led.Back(back);
  }

  private Mono<Boolean> goesOn(ConversationId id) {
    return log.find(id)
        .map(found -> found instanceof Conversation.Open || found instanceof Conversation.Held)
        .defaultIfEmpty(false);
  }

  private static Led.Talk talk(Where where, boolean goesOn, @Nullable WayBack back) {
    return new Led.Talk(where.conversation(), where.seeker(), goesOn, back);
  }

  /**
   * That nobody comes back into a conversation on this pass: it is blocked, or the way back is that
   * the conversation belongs to, and with it all words that lead there. Empty when neither is.
   */
  public Mono<SeekerBlocks.Told> blocked(Visitor.Seeker seeker, Led.Talk talk) {
    return log.carried(talk.conversation())
        .map(Carried::thread)
        .defaultIfEmpty("")
        .flatMap(thread -> blocks.told(seeker, thread));
  }

  /** Back into a conversation, as who they were in it; empty when it is over by now. */
  public Mono<IssuedPass> goIn(Visitor.Seeker seeker, Led.Talk talk) {
    return log.reopen(talk.conversation())
        .flatMap(open -> passes.again(talk.seeker(), seeker, talk.conversation().value()));
  }

  /**
   * Destroys a conversation that words lead to; empty when it is gone already. Where it is there,
   * and was not destroyed, the words go on leading to it: they are the only way to ask again.
   */
  public Mono<Deletion> delete(Led.Talk talk) {
    return conversations
        .delete(talk.conversation(), talk.seeker().id())
        .delayUntil(deleted -> talks.forget(talk.conversation()))
        .switchIfEmpty(
            log.find(talk.conversation())
                .hasElement()
                .flatMap(there -> there ? Mono.empty() : talks.forget(talk.conversation()))
                .then(Mono.empty()));
  }

  /** A conversation is deleted: no words lead to it any more. */
  public Mono<Void> leadNowhere(ConversationId id) {
    return talks.forget(id);
  }

  private Mono<Keeping> keep(
      Visitor.Seeker seeker, ConversationId id, Hashed words, KeptCard card, boolean shown) {
    Instant until = clock.instant().plus(goodFor);
    String thread = words.hash();
    // Asked before anything is written, because that ends the words of before.
    return log.belongTo(id, seeker.id(), "")
        // New words for a way back that is blocked would open it again.
        .filterWhen(now -> blocks.told(seeker, now.thread()).hasElement().map(on -> !on))
        // First what the words open, and then where they lead from: what fails in between
        // leaves words that nobody was shown, and no old ones that still open something.
        .flatMap(now ->
            threads
                .keep(
                    thread,
                    now.thread(),
                    clock.instant(),
                    before ->
                        sealed(
                            leadingOn(before, WayBack.of(thread, now.visit(), until, card, shown))))
                .then(log.belongTo(id, seeker.id(), thread))
                // Where the words are those of before, they go on opening what they did.
                .switchIfEmpty(
                    Mono.defer(() ->
                        (thread.equals(now.thread()) ? Mono.<Void>empty() : threads.forget(thread))
                            .then(Mono.empty())))
                .delayUntil(before ->
                    before.thread().equals(now.thread())
                        ? Mono.empty()
                        : threads.forget(before.thread()))
                // A block of this moment found the words of before, and these are new.
                .filterWhen(before ->
                    blocks
                        .told(seeker, now.thread())
                        .hasElement()
                        .delayUntil(on -> on ? threads.forget(thread) : Mono.empty())
                        .map(on -> !on))
                .delayUntil(before -> talks.forget(id))
                .delayUntil(before -> moved(before.thread(), thread))
                // So that whoever comes back can delete it: nothing else leads there.
                .delayUntil(
                    before -> leads(thread, new Where(id, seeker)).onErrorResume(Threads::unled)))
        // Both may have said yes for the words before. Words that are kept are shown, whatever
        // comes of that.
        .delayUntil(before ->
            log.again(id, seeker.id(), null)
                .flatMap(said -> meet(id, seeker.id(), said))
                .onErrorComplete())
        .<Keeping>map(before -> new Keeping.Kept(words.words(), until))
        .defaultIfEmpty(new Keeping.NotYours());
  }

  /** To the peer of the one before, if it leads to any; a closed one does not. */
  private WayBack leadingOn(Optional<Row> before, WayBack back) {
    return before.isEmpty() ? back : back.leadingTo(open(before.get()).peer());
  }

  /** What the peer of before says about their conversation goes on counting for the new words. */
  private Mono<Void> moved(String before, String thread) {
    return before.isEmpty() || before.equals(thread) ? Mono.empty() : talks.move(before, thread);
  }

  /** The one that has taken the place of another, which may be that itself. */
  private Mono<String> newest(String thread) {
    return talks.movedTo(thread).flatMap(this::newest).defaultIfEmpty(thread);
  }

  /** Another card, and another plan; empty when the way back is gone by now. */
  public Mono<WayBack> change(WayBack back, KeptCard card, boolean shown) {
    return change(back.thread(), now -> now.with(card, shown));
  }

  /** What came of another plan. */
  public sealed interface Planning {

    /** Both see it, and the way back has it. */
    record Kept() implements Planning {}

    /** Nobody sees it, and for this reason. */
    record Not(Obstacle obstacle) implements Planning {}

    /** Both see it, and the way back is gone, closed or out of reach: it does not have it. */
    record NoWayBack() implements Planning {}
  }

  /**
   * Its seeker or its peer writes other steps into the plan of a conversation. The way back, from
   * which it came, has them too then. Who says the same again does so because they did not hear.
   */
  public Mono<Planning> plan(Visitor visitor, ConversationId id, SharedPlan wanted) {
    return log.changePlan(id, visitor.id(), wanted)
        .filterWhen(why -> why == Obstacle.CHANGED ? isNow(id, wanted).map(is -> !is) : YES)
        .<Planning>map(Planning.Not::new)
        .switchIfEmpty(Mono.defer(() -> planned(id)));
  }

  private Mono<Boolean> isNow(ConversationId id, SharedPlan wanted) {
    return log.plan(id).filter(now -> now.steps().equals(wanted.steps())).hasElement();
  }

  /**
   * Looked at again once it is the turn of this one: whoever comes last keeps what is there last.
   */
  private Mono<Planning> planned(ConversationId id) {
    return log.carried(id)
        .flatMap(carried -> newest(carried.thread()))
        .flatMap(thread ->
            threads.change(
                thread,
                clock.instant(),
                row ->
                    log.plan(id)
                        .map(plan -> sealed(open(row).planning(plan.steps(), clock.instant())))))
        .filter(row -> !open(row).closed())
        .<Planning>map(row -> new Planning.Kept())
        .defaultIfEmpty(new Planning.NoWayBack())
        // Both see it by now, so what is said must not be that it was not changed.
        .onErrorResume(away -> {
          LOG.warn("a plan is not in its way back: {}", away.getClass().getSimpleName());
          return Mono.just(new Planning.NoWayBack());
        });
  }

  private Mono<WayBack> change(String thread, UnaryOperator<WayBack> how) {
    return threads
        .change(
            thread, clock.instant(), row -> Mono.fromSupplier(() -> sealed(how.apply(open(row)))))
        .map(this::open);
  }

  /** The conversation, over by now, that its words were kept from or led into last. */
  public Mono<Led.Talk> talk(WayBack back) {
    return talks.find(back.thread()).map(where -> talk(where, false, back));
  }

  /** Destroys it at once. */
  public Mono<Void> forget(WayBack back) {
    return threads.forget(back.thread()).then(talks.forget(back.thread()));
  }

  /**
   * A conversation has opened: where it belongs to a way back this is a visit, and its words lead
   * into it, unless it has words of its own by now, or they were closed. Counted once, however
   * often it is said. What cannot be counted now is when its seeker's page comes again.
   */
  public Mono<Void> visited(Visitor.Seeker seeker, ConversationId id) {
    return log.carried(id)
        .filter(carried -> !carried.thread().isEmpty())
        .flatMap(carried ->
            talks
                .hashOf(id)
                .hasElement()
                .filter(has -> !has)
                .flatMap(none -> threads.find(carried.thread(), clock.instant()))
                .filter(row -> !open(row).closed())
                .flatMap(row -> leads(carried.thread(), new Where(id, seeker)))
                .then(count(carried)))
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
    String known = back.peer();
    String peer = known == null ? "" : known;
    byte[] rest = (peer + back.card().packed()).getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[1 + rest.length];
    plain[0] =
        (byte)
            ((back.shown() ? SHOWN : 0)
                | (peer.isEmpty() ? 0 : KNOWS)
                | (back.closed() ? CLOSED : 0));
    System.arraycopy(rest, 0, plain, 1, rest.length);
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
    int flags = plain[0];
    int from = (flags & KNOWS) == 0 ? 1 : 1 + ID_BYTES;
    return new WayBack(
        row.thread(),
        row.visits(),
        row.goodUntil(),
        KeptCard.unpacked(text(plain, from, plain.length)),
        (flags & SHOWN) != 0,
        from == 1 ? null : text(plain, 1, from),
        (flags & CLOSED) != 0);
  }

  private static String text(byte[] plain, int from, int to) {
    return new String(Arrays.copyOfRange(plain, from, to), StandardCharsets.UTF_8);
  }

  private static byte[] bound(String thread) {
    return ("card of " + thread).getBytes(StandardCharsets.UTF_8);
  }
}
