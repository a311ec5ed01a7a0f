package org.porchlight.chat.archive;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.SignIns;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.sealing.UnopenableException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Opens a closed conversation for a supervisor (PROTOCOL.md, G11): with a code shown minutes ago, a
 * reason, and an entry that is in the audit's chain before a word is opened.
 */
@RestController
class TranscriptEndpoints {
  private static final int ID_LENGTH = 22;
  private static final int LONGEST_REASON = 200;

  private final SealedArchive archive;
  private final PostgresTranscripts transcripts;
  private final SignIns signIns;
  private final Audit audit;

  TranscriptEndpoints(
      SealedArchive archive, PostgresTranscripts transcripts, SignIns signIns, Audit audit) {
    this.archive = archive;
    this.transcripts = transcripts;
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

  /** A whole conversation. */
  record Opened(String why, long closedAt, List<Said> messages) {
    @Override
    public String toString() {
      return "Opened";
    }
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
        .delayUntil(found ->
            audit.recordInChain(Act.of(staff.id(), "archive.read", conversation).because(reason)))
        .map(archive::open)
        // Its key is gone.
        .onErrorResume(UnopenableException.class, gone -> Mono.empty())
        .switchIfEmpty(refuse(HttpStatus.NOT_FOUND, "There is no such conversation.", null));
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
