package org.porchlight.chat.supervision;

import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.supervision.PostgresFeedback.Feedback;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * What a supervisor writes to a peer about their work, and that the peer read it (PROTOCOL.md,
 * G44). It is written down that it was, without a word of it.
 */
@RestController
@RequestMapping("/api/staff/feedback")
class FeedbackEndpoints {
  private static final int LONGEST = 1000;

  private final PostgresFeedback kept;
  private final StaffDirectory staff;
  private final Audit audit;

  FeedbackEndpoints(PostgresFeedback kept, StaffDirectory staff, Audit audit) {
    this.kept = kept;
    this.staff = staff;
    this.audit = audit;
  }

  /** For whom, and what. */
  record Words(@Nullable String to, @Nullable String text) {
    @Override
    public String toString() {
      return "Words";
    }
  }

  /** Which one. */
  record Which(@Nullable String id) {}

  /**
   * Some words.
   *
   * @param who the name of the other one of the two
   * @param at when they were written, in milliseconds
   * @param read whether the peer said that they read them
   */
  record Shown(String id, @Nullable String who, long at, String text, boolean read) {
    @Override
    public String toString() {
      return "Shown[id=" + id + "]";
    }
  }

  /** What is for a peer. */
  record Mine(List<Shown> feedback) {}

  /** Somebody to write to. */
  record Peer(String id, String name) {
    @Override
    public String toString() {
      return "Peer[id=" + id + "]";
    }
  }

  /** What one wrote, and to whom one can. */
  record Given(List<Peer> peers, List<Shown> feedback) {}

  @GetMapping
  Mono<Mine> mine(@AuthenticationPrincipal Visitor.Staff me) {
    return kept.to(me.id())
        .collectList()
        .flatMap(all ->
            staff
                .names(all.stream().map(Feedback::by).toList())
                .map(names -> all.stream().map(each -> shown(each, names.get(each.by()))).toList()))
        .map(Mine::new);
  }

  @GetMapping("/given")
  Mono<Given> given(@AuthenticationPrincipal Visitor.Staff me) {
    Mono<List<Peer>> peers =
        staff
            .everyone()
            .filter(person -> person.role() == Role.PEER)
            .map(person -> new Peer(person.id(), person.name()))
            .collectList();
    Mono<List<Shown>> written =
        kept.by(me.id())
            .collectList()
            .flatMap(all ->
                staff
                    .names(all.stream().map(Feedback::peer).toList())
                    .map(names ->
                        all.stream().map(each -> shown(each, names.get(each.peer()))).toList()));
    return Mono.zip(peers, written, Given::new);
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> give(@RequestBody Words words, @AuthenticationPrincipal Visitor.Staff me) {
    String given = Objects.requireNonNullElse(words.text(), "").strip();
    String text = Normalizer.normalize(given, Normalizer.Form.NFC);
    if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
      return Mono.error(Refusals.bad("text", "expected 1 to 1000 characters"));
    }
    return staff
        .person(Objects.requireNonNullElse(words.to(), ""))
        .filter(person -> person.role() == Role.PEER)
        .switchIfEmpty(Mono.error(Refusals::notThere))
        .flatMap(peer ->
            audit
                .record(Act.of(me.id(), "people.feedback", peer.id()))
                .then(
                    Mono.defer(
                        () -> kept.add(UUID.randomUUID().toString(), peer.id(), me.id(), text))));
  }

  @PostMapping(path = "/read", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> read(@RequestBody Which which, @AuthenticationPrincipal Visitor.Staff me) {
    String id = Objects.requireNonNullElse(which.id(), "");
    return kept.to(me.id())
        .any(each -> each.id().equals(id))
        .flatMap(mine ->
            mine
                ? audit
                    .record(Act.of(me.id(), "people.feedback-read", me.id()))
                    .then(Mono.defer(() -> kept.read(id, me.id())))
                : Mono.just(false))
        .flatMap(read -> read ? Mono.<Void>empty() : Mono.error(Refusals.notThere()));
  }

  private static Shown shown(Feedback feedback, @Nullable String who) {
    return new Shown(
        feedback.id(),
        who,
        feedback.at().toEpochMilli(),
        feedback.text(),
        feedback.readAt() != null);
  }
}
