package org.porchlight.chat.supervision;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.ClosingNotes.ClosedFlag;
import org.porchlight.chat.conversation.ClosingNotes.ClosingNote;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What was seen in flags that are closed, and what follows of them (PROTOCOL.md, G51). */
@RestController
@RequestMapping("/api/staff/follow-ups")
class FollowUpEndpoints {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final Closings closings;
  private final ConversationLog log;

  FollowUpEndpoints(Closings closings, ConversationLog log) {
    this.closings = closings;
    this.log = log;
  }

  /** Who looks after something. */
  record Owner(String id, String name) {}

  /**
   * Something to look after, without a word of it; {@code at} in milliseconds.
   *
   * @param before the name of who looked after it before it was taken over
   */
  record Shown(
      String id, String conversation, Owner owner, @Nullable String before, String by, long at) {}

  /** All that is open. */
  record Open(List<Shown> followUps) {}

  /** Which one. */
  record Which(@Nullable String id) {}

  /** Which one, and the id of who looks after it until now. */
  record Wanted(@Nullable String id, @Nullable String from) {}

  /** A note of somebody; {@code at} in milliseconds. */
  record Note(long at, String by, String text) {
    @Override
    public String toString() {
      return "Note[at=" + at + "]";
    }
  }

  /** A flag that is closed; moments in milliseconds. */
  record Seen(long raisedAt, List<String> reasons, long at, String by, String said) {}

  /** Those of a conversation, the oldest first. */
  record Notes(List<Note> notes, List<Seen> flags) {}

  @GetMapping
  Mono<Open> open(@AuthenticationPrincipal Visitor.Staff me) {
    return closings.open(me).map(FollowUpEndpoints::shown).collectList().map(Open::new);
  }

  @PostMapping(path = "/done", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> done(@RequestBody Which which, @AuthenticationPrincipal Visitor.Staff me) {
    return closings
        .done(me, Objects.requireNonNullElse(which.id(), ""))
        .filter(done -> !done)
        .flatMap(before -> Mono.<Void>error(lookedAfter()));
  }

  @PostMapping(path = "/take", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> take(@RequestBody Wanted wanted, @AuthenticationPrincipal Visitor.Staff me) {
    String id = Objects.requireNonNullElse(wanted.id(), "");
    String from = Objects.requireNonNullElse(wanted.from(), "");
    return closings.take(me, id, from).flatMap(FollowUpEndpoints::taken);
  }

  /** Only to whoever reads the conversation now: that they do is written down, and told in it. */
  @GetMapping("/notes")
  Mono<Notes> notes(
      @RequestParam(name = "conversation") String conversation,
      @AuthenticationPrincipal Visitor.Staff me) {
    if (!ID.matcher(conversation).matches()) {
      return Mono.error(Refusals.bad("conversation", "expected an id"));
    }
    ConversationId id = new ConversationId(conversation);
    return log.readers(id)
        .any(reader -> reader.id().equals(me.id()))
        .flatMap(reads ->
            reads
                ? Mono.zip(
                    closings.of(id, me.id()).map(FollowUpEndpoints::shown).collectList(),
                    closings.flags(id, me.id()).map(FollowUpEndpoints::shown).collectList(),
                    Notes::new)
                : Mono.error(
                    Refusals.because(
                        Refusals.conflict("Open the conversation first."), "not_reading")));
  }

  private static Mono<Void> taken(Shifts.Having having) {
    return switch (having) {
      case Shifts.Having.Yours yours -> Mono.empty();
      case Shifts.Having.Taken taken ->
          Mono.error(Refusals.taken("Somebody else looks after it.", taken.by()));
      case Shifts.Having.Gone gone -> Mono.error(lookedAfter());
    };
  }

  private static ErrorResponseException lookedAfter() {
    return Refusals.because(Refusals.gone("It is looked after already."), "gone");
  }

  private static Shown shown(Closings.FollowUp each) {
    return new Shown(
        each.kept().id(),
        each.kept().conversation().value(),
        new Owner(each.owner(), each.ownerName()),
        each.before(),
        each.byName(),
        each.kept().at().toEpochMilli());
  }

  private static Seen shown(ClosedFlag flag) {
    return new Seen(
        flag.raisedAt().toEpochMilli(),
        flag.reasons(),
        flag.at().toEpochMilli(),
        flag.by(),
        flag.said());
  }

  private static Note shown(ClosingNote note) {
    return new Note(note.at().toEpochMilli(), note.by(), note.text().reveal());
  }
}
