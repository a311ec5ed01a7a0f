package org.porchlight.chat.supervision;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
   * Writes down what is said beside a verdict; once, however often the same supervisor closes a
   * flag of which they were not told whether it is closed.
   *
   * @return by what it is taken back; empty where nothing is said, or it was there before
   */
  Mono<String> add(Visitor.Staff supervisor, Flag flag, Closure closure) {
    String note = closure.note();
    String owner = closure.owner();
    if (note == null && owner == null) {
      return Mono.empty();
    }
    String id = Ids.derivedFrom(flag.id() + " " + supervisor.id());
    Mono<Optional<byte[]>> sealed =
        note == null
            ? Mono.just(Optional.empty())
            : seal(flag.conversation(), id, MessageText.of(note))
                .map(Optional::of)
                // The key has gone: there is nothing left that a note could be about.
                .defaultIfEmpty(Optional.empty());
    return sealed
        .flatMap(words ->
            kept.add(
                id,
                flag.conversation(),
                supervisor.id(),
                words.orElse(null),
                owner,
                Objects.requireNonNullElse(flag.hiddenFrom(), Set.of())))
        .filter(Boolean::booleanValue)
        .map(isNew -> id);
  }

  /** It was not closed by this one after all. */
  Mono<Void> takeBack(String id) {
    return kept.remove(id);
  }

  @Override
  public Flux<ClosingNote> of(ConversationId conversation, String reader) {
    return kept.notes(conversation, reader)
        .collectList()
        .flatMapMany(all ->
            names(all)
                .flatMapMany(
                    names -> Flux.fromIterable(all).concatMap(each -> opened(each, names))));
  }

  /** What somebody still looks after, as far as this supervisor may know of it. */
  Flux<FollowUp> open(Visitor.Staff supervisor) {
    return kept.open(supervisor.id())
        .collectList()
        .flatMapMany(all ->
            names(all)
                .flatMapIterable(names -> all.stream().map(each -> named(each, names)).toList()));
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
        : staff
            .names(List.of(owner))
            .map(names -> new Shifts.Having.Taken(name(owner, names)));
  }

  private Mono<Kept> one(Visitor.Staff supervisor, String id) {
    return kept.open(supervisor.id()).filter(each -> each.id().equals(id)).next();
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
        : unseal(each.conversation(), each.id(), sealed)
            .map(words -> new ClosingNote(each.at(), name(each.by(), names), words))
            .onErrorResume(UnopenableException.class, gone -> Mono.empty());
  }

  private Mono<byte[]> seal(ConversationId conversation, String id, MessageText words) {
    return log.seal(conversation, words, about(id))
        .switchIfEmpty(Mono.defer(() -> archive.seal(conversation, words, about(id))))
        .onErrorResume(UnopenableException.class, gone -> Mono.empty());
  }

  private Mono<MessageText> unseal(ConversationId conversation, String id, byte[] sealed) {
    return log.unseal(conversation, sealed, about(id))
        .switchIfEmpty(Mono.defer(() -> archive.unseal(conversation, sealed, about(id))));
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
}
