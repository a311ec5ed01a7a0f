package org.porchlight.chat.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.porchlight.chat.archive.PostgresTranscripts.Transcript;
import org.porchlight.chat.conversation.Archive;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Deletion;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Review;
import org.porchlight.chat.conversation.SealedConversation;
import org.porchlight.chat.house.Retention;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.chat.sealing.Term;
import org.porchlight.chat.sealing.UnopenableException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes closed conversations out of the log, and keeps them sealed. Texts stay sealed as their
 * writer's message was; who wrote when is sealed around them, so that PostgreSQL shows neither.
 *
 * <p>Handing over is write, read back and compare, then let go: a crash in between repeats it
 * harmlessly, and the log lets go of nothing that the archive cannot open.
 */
final class SealedArchive implements Archive {
  /**
   * How long before the first message somebody can have read the notice: a pass lives twelve hours
   * at most, and other nodes may say for a while what was said before.
   */
  private static final Duration NOTICE_READ_BEFORE = Duration.ofHours(13);

  /** What an earlier version kept a flagged transcript longer for. */
  private static final Duration FLAGGED_LONGER =
      Duration.ofDays(Term.MONTH.days() - Term.WEEK.days());

  private final ConversationLog log;
  private final PostgresTranscripts transcripts;
  private final FlagBoard board;
  private final KeyVault vault;
  private final Clock clock;
  private final Function<Instant, Mono<Retention>> promisedSince;
  private final JsonMapper json = JsonMapper.shared();

  SealedArchive(
      ConversationLog log,
      PostgresTranscripts transcripts,
      FlagBoard board,
      KeyVault vault,
      Clock clock,
      Function<Instant, Mono<Retention>> promisedSince) {
    this.log = log;
    this.transcripts = transcripts;
    this.board = board;
    this.vault = vault;
    this.clock = clock;
    this.promisedSince = promisedSince;
  }

  /** One message as it lies in a transcript: the text sealed in base64. */
  record Kept(long seq, String id, String part, String person, String name, long at, String text) {
    @Override
    public String toString() {
      return "Kept[seq=" + seq + "]";
    }
  }

  /** Hands one closed conversation over; anything else changes nothing. */
  Mono<Void> take(ConversationId id) {
    return log.sealed(id).flatMap(this::handOver);
  }

  private Mono<Void> handOver(SealedConversation conversation) {
    Instant began =
        conversation.entries().isEmpty()
            ? conversation.closedAt()
            : conversation.entries().getFirst().at();
    return promisedSince
        .apply(began.minus(NOTICE_READ_BEFORE))
        .flatMap(promised -> handOver(conversation, transcript(conversation, promised)));
  }

  private Mono<Void> handOver(SealedConversation conversation, Transcript transcript) {
    ConversationId id = conversation.conversation().id();
    return transcripts
        .keep(transcript)
        .then(transcripts.find(id.value()))
        .filter(kept -> read(kept).equals(entries(conversation)))
        .switchIfEmpty(
            Mono.error(() -> new IllegalStateException("a transcript differs from its log")))
        .then(log.archived(id))
        // Asked for after the log was read: it must not be forgotten with the log.
        .filter(deleteAsked -> deleteAsked && !conversation.deleteAsked())
        .flatMap(deleteAsked -> transcripts.deleteAsked(id.value()));
  }

  /** The messages of a transcript, their texts still sealed. */
  List<Kept> read(Transcript transcript) {
    DataKey key = vault.unwrap(transcript.conversation(), transcript.wrappedKey());
    byte[] plain = key.open(transcript.sealed(), bound(transcript.conversation()));
    return Arrays.asList(json.readValue(plain, Kept[].class));
  }

  /**
   * A transcript in words, for whoever has the right to read it.
   *
   * @throws UnopenableException when its key is gone
   */
  TranscriptEndpoints.Opened open(Transcript transcript) {
    DataKey key = vault.unwrap(transcript.conversation(), transcript.wrappedKey());
    ConversationId id = new ConversationId(transcript.conversation());
    return new TranscriptEndpoints.Opened(
        transcript.why(),
        transcript.closedAt().toEpochMilli(),
        read(transcript).stream().map(kept -> said(key, id, kept)).toList(),
        List.of(),
        List.of(),
        null);
  }

  private static TranscriptEndpoints.Said said(DataKey key, ConversationId id, Kept kept) {
    String author = SealedConversation.author(Part.of(kept.part()), kept.person());
    byte[] text =
        key.open(
            Base64.getDecoder().decode(kept.text()),
            SealedConversation.bound(id, new MessageId(kept.id()), author));
    return new TranscriptEndpoints.Said(
        kept.seq(),
        new TranscriptEndpoints.Writer(kept.part(), kept.name()),
        kept.at(),
        new String(text, StandardCharsets.UTF_8));
  }

  @Override
  public Mono<Deletion> destroy(ConversationId conversation, String seeker) {
    return transcripts
        .find(conversation.value())
        .filter(transcript -> transcript.seekerHash().equals(hash(conversation, seeker)))
        .flatMap(transcript -> board.isFlagged(conversation))
        .flatMap(flagged -> flagged ? waitForReview(conversation) : destroyed(conversation));
  }

  /** Asked again once it is written down: the last flag may have been closed in between. */
  private Mono<Deletion> waitForReview(ConversationId conversation) {
    return deleteAsked(conversation)
        .then(board.isFlagged(conversation))
        .flatMap(
            flagged -> flagged ? Mono.just(Deletion.WAITS_FOR_REVIEW) : destroyed(conversation));
  }

  private Mono<Deletion> destroyed(ConversationId conversation) {
    return destroy(conversation).thenReturn(Deletion.DESTROYED);
  }

  @Override
  public Mono<Void> destroy(ConversationId conversation) {
    return transcripts.destroy(conversation.value());
  }

  @Override
  public Mono<byte[]> seal(ConversationId conversation, MessageText words, String about) {
    return keyOf(conversation)
        .map(key ->
            key.seal(
                words.reveal().getBytes(StandardCharsets.UTF_8),
                SealedConversation.bound(about, conversation)));
  }

  @Override
  public Mono<MessageText> unseal(ConversationId conversation, byte[] sealed, String about) {
    return keyOf(conversation)
        .map(key -> key.open(sealed, SealedConversation.bound(about, conversation)))
        .map(plain -> MessageText.of(new String(plain, StandardCharsets.UTF_8)));
  }

  private Mono<DataKey> keyOf(ConversationId conversation) {
    String id = conversation.value();
    return transcripts.wrappedKey(id).map(wrapped -> vault.unwrap(id, wrapped));
  }

  @Override
  public Mono<Map<ConversationId, Archive.Kept>> kept(Collection<ConversationId> conversations) {
    return transcripts.kept(conversations);
  }

  @Override
  public Mono<Void> deleteAsked(ConversationId conversation) {
    return transcripts.deleteAsked(conversation.value());
  }

  @Override
  public Mono<Boolean> reviewed(ConversationId conversation, Review review) {
    String id = conversation.value();
    return (review.right() ? transcripts.confirm(id) : Mono.<Void>empty())
        .then(transcripts.find(id))
        .flatMap(transcript ->
            (review.last() && !transcript.confirmed()
                    ? keepNoLonger(transcript)
                    : Mono.<Void>empty())
                .thenReturn(transcript.deleteAsked()));
  }

  /** As if nothing had been flagged, and its key dies with this week's. */
  private Mono<Void> keepNoLonger(Transcript transcript) {
    Instant until =
        Objects.requireNonNullElseGet(
            transcript.ordinaryUntil(), () -> transcript.keepUntil().minus(FLAGGED_LONGER));
    return vault.term(transcript.wrappedKey()) == Term.MONTH
        ? transcripts.keepUntil(
            transcript.conversation(),
            until,
            vault.rewrap(transcript.conversation(), transcript.wrappedKey(), Term.WEEK))
        : Mono.empty();
  }

  private Transcript transcript(SealedConversation conversation, Retention promised) {
    ConversationId id = conversation.conversation().id();
    boolean flagged = conversation.escalated();
    // It may have closed long before, and the log's clock may be ahead of this one.
    Instant since = earlier(conversation.closedAt(), clock.instant());
    // A term is the most that may be promised, so its key lives long enough for any that is.
    Term term = flagged ? Term.MONTH : Term.WEEK;
    byte[] wrapped = vault.rewrap(id.value(), conversation.wrappedKey(), term);
    DataKey key = vault.unwrap(id.value(), wrapped);
    byte[] plain = json.writeValueAsBytes(entries(conversation));
    return new Transcript(
        id.value(),
        hash(id, conversation.conversation().seeker().id()),
        conversation.closedAt(),
        conversation.conversation().why().code(),
        conversation.entries().size(),
        since.plus(Duration.ofDays(flagged ? promised.flagDays() : promised.days())),
        since.plus(Duration.ofDays(promised.days())),
        conversation.deleteAsked(),
        conversation.confirmed(),
        key.seal(plain, bound(id.value())),
        wrapped);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static List<Kept> entries(SealedConversation conversation) {
    return conversation.entries().stream().map(SealedArchive::entry).toList();
  }

  private static Kept entry(SealedConversation.Entry entry) {
    Member author = entry.author();
    return new Kept(
        entry.seq(),
        entry.id().value(),
        author.part().code(),
        author.id(),
        author.name(),
        entry.at().toEpochMilli(),
        Base64.getEncoder().encodeToString(entry.sealed()));
  }

  private static byte[] bound(String conversation) {
    return ("transcript of " + conversation).getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(ConversationId conversation, String seeker) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((conversation + " " + seeker).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("SHA-256 is part of every JDK", missing);
    }
  }
}
