package org.porchlight.chat.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.SignIns;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.ClosingNotes;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.HiddenFlags;
import org.porchlight.chat.conversation.LastWords;
import org.porchlight.chat.sealing.UnopenableException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Lists closed conversations for supervisors, and opens one (PROTOCOL.md, G11): with a code shown
 * minutes ago, a reason, and an entry that is in the audit's chain before a word is opened.
 */
@RestController
class TranscriptEndpoints {
  private static final int ID_LENGTH = 22;
  private static final int LONGEST_REASON = 200;
  private static final int MOST_LISTED = 50;

  /** The end of the year 9999, in milliseconds: PostgreSQL knows it, and no page needs more. */
  private static final long LAST_MOMENT = 253_402_300_799_999L;

  private static final int NANOS_OF_A_MILLISECOND = 1_000_000;

  private final SealedArchive archive;
  private final PostgresTranscripts transcripts;
  private final HiddenFlags flags;
  private final ClosingNotes notes;
  private final LastWords words;
  private final SignIns signIns;
  private final Audit audit;

  TranscriptEndpoints(
      SealedArchive archive,
      PostgresTranscripts transcripts,
      HiddenFlags flags,
      ClosingNotes notes,
      LastWords words,
      SignIns signIns,
      Audit audit) {
    this.archive = archive;
    this.transcripts = transcripts;
    this.flags = flags;
    this.notes = notes;
    this.words = words;
    this.signIns = signIns;
    this.audit = audit;
  }

  /** What a supervisor asks for, and why. */
  record Wanted(@Nullable String conversation, @Nullable String reason) {
    @Override
    public String toString() {
      return "Wanted";
    }
  }

  /** Who wrote. */
  record Writer(String role, String name) {}

  /** What they wrote. */
  record Said(long seq, Writer from, long at, String text) {
    @Override
    public String toString() {
      return "Said[seq=" + seq + "]";
    }
  }

  /** What a supervisor noted when they closed a flag of it. */
  record Noted(long at, String by, String text) {
    @Override
    public String toString() {
      return "Noted[at=" + at + "]";
    }
  }

  /** A flag of it that is closed; moments in milliseconds. */
  record Seen(long raisedAt, List<String> reasons, long at, String by, String said) {}

  /** A whole conversation. */
  record Opened(
      String why,
      long closedAt,
      List<Said> messages,
      List<Noted> notes,
      List<Seen> flags,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String lastWord) {
    Opened with(List<Noted> noted, List<Seen> seen) {
      return new Opened(why, closedAt, messages, noted, seen, lastWord);
    }

    Opened saying(String word) {
      return new Opened(why, closedAt, messages, notes, flags, word);
    }

    @Override
    public String toString() {
      return "Opened";
    }
  }

  /** What is told of closed conversations. */
  record Closed(List<PostgresTranscripts.Listed> closed) {}

  /**
   * @param until those that closed in this millisecond or before are listed; a page goes on at the
   *     moment of the last one that it has
   */
  @GetMapping("/api/staff/transcripts")
  Mono<Closed> closed(
      @RequestParam(name = "until", defaultValue = "" + LAST_MOMENT) long until,
      @AuthenticationPrincipal Visitor.Staff staff) {
    if (until < 0 || until > LAST_MOMENT) {
      return refuse(HttpStatus.BAD_REQUEST, "until: expected milliseconds since 1970", null);
    }
    Instant moment = Instant.ofEpochMilli(until).plusNanos(NANOS_OF_A_MILLISECOND - 1);
    return flags
        .hiddenFrom(staff.id())
        .flatMap(hidden -> transcripts.closedUntil(moment, MOST_LISTED, hidden).collectList())
        .map(Closed::new);
  }

  @PostMapping(path = "/api/staff/transcripts/read", consumes = "application/json")
  Mono<Opened> read(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff staff) {
    String conversation = Objects.requireNonNullElse(wanted.conversation(), "");
    String reason = Objects.requireNonNullElse(wanted.reason(), "").strip();
    if (conversation.length() != ID_LENGTH) {
      return refuse(HttpStatus.BAD_REQUEST, "conversation: expected an id", null);
    }
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      return refuse(
          HttpStatus.BAD_REQUEST, "reason: expected 1 to 200 characters", "reason_needed");
    }
    return signIns
        .isProved(staff)
        .flatMap(proved ->
            proved
                ? open(staff, conversation, reason)
                : refuse(HttpStatus.FORBIDDEN, "A fresh code is needed.", "step_up_needed"));
  }

  private Mono<Opened> open(Visitor.Staff staff, String conversation, String reason) {
    return transcripts
        .find(conversation)
        // Whom something in it is about is not told so: for them it has gone.
        .filterWhen(found ->
            flags
                .hiddenFrom(staff.id())
                .map(hidden -> !hidden.contains(new ConversationId(conversation))))
        .delayUntil(found ->
            audit.recordInChain(Act.of(staff.id(), "archive.read", conversation).because(reason)))
        .map(archive::open)
        .flatMap(
            opened -> Mono.zip(noted(staff, conversation), seen(staff, conversation), opened::with))
        .flatMap(opened ->
            words
                .of(new ConversationId(conversation))
                .map(word -> opened.saying(word.reveal()))
                .defaultIfEmpty(opened))
        // Its key is gone.
        .onErrorResume(UnopenableException.class, gone -> Mono.empty())
        .switchIfEmpty(refuse(HttpStatus.NOT_FOUND, "There is no such conversation.", null));
  }

  private Mono<List<Noted>> noted(Visitor.Staff staff, String conversation) {
    return notes
        .of(new ConversationId(conversation), staff.id())
        .map(note -> new Noted(note.at().toEpochMilli(), note.by(), note.text().reveal()))
        .collectList();
  }

  private Mono<List<Seen>> seen(Visitor.Staff staff, String conversation) {
    return notes
        .flags(new ConversationId(conversation), staff.id())
        .map(flag ->
            new Seen(
                flag.raisedAt().toEpochMilli(),
                flag.reasons(),
                flag.at().toEpochMilli(),
                flag.by(),
                flag.said()))
        .collectList();
  }

  private static <T> Mono<T> refuse(HttpStatus status, String detail, @Nullable String reason) {
    return Mono.error(() -> {
      var problem = ProblemDetail.forStatusAndDetail(status, detail);
      if (reason != null) {
        problem.setProperty("reason", reason);
      }
      return new ErrorResponseException(status, problem, null);
    });
  }
}
