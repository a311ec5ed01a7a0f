package org.porchlight.chat.supervision;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

  /** Something to look after, with the names of those whom it concerns. */
  record FollowUp(Kept kept, String owner, String ownerName, String byName) {}

  /**
   * Writes down what is said beside a verdict.
   *
   * @return by what it is taken back; empty where nothing is said
   */
  Mono<String> add(Visitor.Staff supervisor, Flag flag, Closure closure) {
    String note = closure.note();
    String owner = closure.owner();
    if (note == null && owner == null) {
      return Mono.empty();
    }
    String id = UUID.randomUUID().toString();
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
        .thenReturn(id);
  }

  /** It was not closed by this one after all. */
  Mono<Void> takeBack(String id) {
    return kept.remove(id);
  }

  @Override
  public Flux<ClosingNote> of(ConversationId conversation, String reader) {
    return kept.notes(conversation, reader).concatMap(this::opened);
  }

  /** What somebody still looks after, as far as this supervisor may know of it. */
  Flux<FollowUp> open(Visitor.Staff supervisor) {
    return kept.open(supervisor.id()).concatMap(each -> named(each, each.owner()));
  }

  /** It is looked after; that they say so is written down first. False where it was before. */
  Mono<Boolean> done(Visitor.Staff supervisor, String id) {
    return kept.open(supervisor.id())
        .filter(each -> each.id().equals(id))
        .next()
        .flatMap(each ->
            audit
                .record(
                    Act.of(supervisor.id(), "flag.followed-up", each.conversation().value()))
                .then(kept.done(id)))
        .defaultIfEmpty(false);
  }

  private Mono<FollowUp> named(Kept each, @Nullable String owner) {
    return owner == null
        ? Mono.empty()
        : Mono.zip(name(owner), name(each.by()))
            .map(names -> new FollowUp(each, owner, names.getT1(), names.getT2()));
  }

  private Mono<ClosingNote> opened(Kept each) {
    byte[] sealed = each.sealed();
    return sealed == null
        ? Mono.empty()
        : Mono.zip(unseal(each.conversation(), each.id(), sealed), name(each.by()))
            .map(both -> new ClosingNote(each.at(), both.getT2(), both.getT1()))
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

  private Mono<String> name(String id) {
    return staff.nameOf(id).defaultIfEmpty(SOMEBODY);
  }

  private static String about(String id) {
    return "closing note " + id;
  }
}
