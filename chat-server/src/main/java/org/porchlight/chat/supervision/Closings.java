package org.porchlight.chat.supervision;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.Archive;
import org.porchlight.chat.conversation.ClosingNotes;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.Ids;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.sealing.UnopenableException;
import org.porchlight.chat.supervision.PostgresClosings.Kept;
import org.porchlight.chat.supervision.PostgresClosings.Seen;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The notes of closed flags, and who looks after what follows. A note is sealed with the key of its
 * conversation, so it ends with that and is in no backup that could be opened.
 */
@Component
class Closings implements ClosingNotes {
  private static final String SOMEBODY = "somebody";
  private static final String BETWEEN = "\n";

  /** No flag stays open for longer than this because it cannot be kept what it was. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private final PostgresClosings kept;
  private final ConversationLog log;
  private final Archive archive;
  private final StaffDirectory staff;
  private final Audit audit;

  Closings(
      PostgresClosings kept,
      ConversationLog log,
      Archive archive,
      StaffDirectory staff,
      Audit audit) {
    this.kept = kept;
    this.log = log;
    this.archive = archive;
    this.staff = staff;
    this.audit = audit;
  }

  /**
   * Something to look after, with the names of those whom it concerns.
   *
   * @param before the name of who looked after it before it was taken over, or null
   */
  record FollowUp(
      Kept kept, String owner, String ownerName, @Nullable String before, String byName) {}

  /**
   * Writes down what was seen, and what is said beside a verdict; once, however often the same
   * supervisor closes a flag of which they were not told whether it is closed. Where nothing is
   * said beside it, it is closed also while that cannot be written.
   *
   * @return by what it is taken back; empty where it was there before, or could not be written
   */
  Mono<String> add(Visitor.Staff supervisor, Flag flag, Closure closure) {
    String note = closure.note();
    String owner = closure.owner();
    String id = Ids.derivedFrom(flag.id() + " " + supervisor.id());
    Mono<Optional<byte[]>> sealed =
        note == null
            ? Mono.just(Optional.empty())
            : seal(flag.conversation(), about(id), MessageText.of(note))
                .map(Optional::of)
                // The key has gone: there is nothing left that a note could be about.
                .defaultIfEmpty(Optional.empty());
    boolean isSilent = note == null && owner == null;
    Mono<String> added =
        Mono.zip(sealed, seen(id, flag, closure))
            .filter(words -> !isSilent || words.getT2().isPresent())
            .flatMap(words ->
                kept.add(
                    id,
                    flag.conversation(),
                    supervisor.id(),
                    words.getT1().orElse(null),
                    owner,
                    words.getT2().orElse(null),
                    Objects.requireNonNullElse(flag.hiddenFrom(), Set.of())))
            .filter(Boolean::booleanValue)
            .map(isNew -> id);
    return isSilent ? added.timeout(SOON).onErrorComplete() : added;
  }

  /** The sentences go with the conversation, as notes do: which rules saw something says a lot. */
  private Mono<Optional<Seen>> seen(String id, Flag flag, Closure closure) {
    return seal(
            flag.conversation(),
            aboutFlag(id),
            MessageText.of(String.join(BETWEEN, flag.reasons())))
        .map(words -> Optional.of(new Seen(flag.at(), closure.said(), words)))
        .defaultIfEmpty(Optional.empty());
  }

  /** It was not closed by this one after all. */
  Mono<Void> takeBack(String id) {
    return kept.remove(id);
  }

  @Override
  public Flux<ClosingNote> of(ConversationId conversation, String reader) {
    return withNames(kept.notes(conversation, reader), this::opened);
  }

  @Override
  public Flux<ClosedFlag> flags(ConversationId conversation, String reader) {
    return withNames(kept.flags(conversation, reader), this::closed);
  }

  /** What somebody still looks after, as far as this supervisor may know of it. */
  Flux<FollowUp> open(Visitor.Staff supervisor) {
    return withNames(kept.open(supervisor.id()), (each, names) -> Mono.just(named(each, names)));
  }

  /** It is looked after; that they say so is written down first. False where it was before. */
  Mono<Boolean> done(Visitor.Staff supervisor, String id) {
    return one(supervisor, id)
        .flatMap(each ->
            audit
                .record(Act.of(supervisor.id(), "flag.followed-up", each.conversation().value()))
                .then(kept.done(id)))
        .defaultIfEmpty(false);
  }

  /**
   * Looks after it from now on in the place of another, unless somebody else was first. That they
   * do, and in whose place, is written down before.
   *
   * @param from the person id of who looks after it, as far as this supervisor knows
   */
  Mono<Shifts.Having> take(Visitor.Staff supervisor, String id, String from) {
    return one(supervisor, id)
        .filter(each -> owner(each).equals(from) && !from.equals(supervisor.id()))
        .flatMap(each ->
            audit
                .record(
                    Act.of(supervisor.id(), "flag.follow-up-take", each.conversation().value())
                        .detail(from))
                .then(kept.take(id, from, supervisor.id())))
        // Whoever was first, also where that was this one and nobody heard of it.
        .then(Mono.defer(() -> one(supervisor, id)))
        .flatMap(each -> having(supervisor, owner(each)))
        .defaultIfEmpty(new Shifts.Having.Gone());
  }

  private Mono<Shifts.Having> having(Visitor.Staff supervisor, String owner) {
    return owner.equals(supervisor.id())
        ? Mono.just(new Shifts.Having.Yours())
        : staff.names(List.of(owner)).map(names -> new Shifts.Having.Taken(name(owner, names)));
  }

  private Mono<Kept> one(Visitor.Staff supervisor, String id) {
    return kept.open(supervisor.id()).filter(each -> each.id().equals(id)).next();
  }

  private <T> Flux<T> withNames(
      Flux<Kept> rows, BiFunction<Kept, Map<String, String>, Mono<T>> shown) {
    return rows.collectList()
        .flatMapMany(all ->
            names(all)
                .flatMapMany(
                    names -> Flux.fromIterable(all).concatMap(each -> shown.apply(each, names))));
  }

  private static FollowUp named(Kept each, Map<String, String> names) {
    String owner = owner(each);
    String before = each.ownerBefore();
    return new FollowUp(
        each,
        owner,
        name(owner, names),
        before == null ? null : name(before, names),
        name(each.by(), names));
  }

  private Mono<ClosingNote> opened(Kept each, Map<String, String> names) {
    byte[] sealed = each.sealed();
    return sealed == null
        ? Mono.empty()
        : unseal(each.conversation(), about(each.id()), sealed)
            .map(words -> new ClosingNote(each.at(), name(each.by(), names), words))
            .onErrorResume(UnopenableException.class, gone -> Mono.empty());
  }

  private Mono<ClosedFlag> closed(Kept each, Map<String, String> names) {
    Seen flag = each.flag();
    return flag == null
        ? Mono.empty()
        : unseal(each.conversation(), aboutFlag(each.id()), flag.sealed())
            .map(words ->
                new ClosedFlag(
                    flag.raisedAt(),
                    words.reveal().lines().toList(),
                    each.at(),
                    name(each.by(), names),
                    flag.said()))
            .onErrorResume(UnopenableException.class, gone -> Mono.empty());
  }

  private Mono<byte[]> seal(ConversationId conversation, String about, MessageText words) {
    return log.seal(conversation, words, about)
        .switchIfEmpty(Mono.defer(() -> archive.seal(conversation, words, about)))
        .onErrorResume(UnopenableException.class, gone -> Mono.empty());
  }

  private Mono<MessageText> unseal(ConversationId conversation, String about, byte[] sealed) {
    return log.unseal(conversation, sealed, about)
        .switchIfEmpty(Mono.defer(() -> archive.unseal(conversation, sealed, about)));
  }

  private Mono<Map<String, String>> names(List<Kept> all) {
    return staff.names(
        all.stream()
            .flatMap(each ->
                Stream.concat(
                    Stream.of(each.by(), owner(each)), Stream.ofNullable(each.ownerBefore())))
            .toList());
  }

  /** Whoever looks after it, and where nobody does who closed it: they are looked up anyway. */
  private static String owner(Kept each) {
    return Objects.requireNonNullElse(each.owner(), each.by());
  }

  private static String name(String id, Map<String, String> names) {
    return names.getOrDefault(id, SOMEBODY);
  }

  private static String about(String id) {
    return "closing note " + id;
  }

  private static String aboutFlag(String id) {
    return "closed flag " + id;
  }
}
