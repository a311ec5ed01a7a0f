package org.porchlight.chat.supervision;

import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.Visitor;
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
 * What a peer writes down for themselves about their own work (PROTOCOL.md, G141). It is nobody
 * else's, so neither is that it was written.
 */
@RestController
@RequestMapping("/api/staff/growth")
class GrowthNotesEndpoints {
  private static final int LONGEST = 1000;

  private final PostgresGrowthNotes kept;

  GrowthNotesEndpoints(PostgresGrowthNotes kept) {
    this.kept = kept;
  }

  /** What is to be written down. */
  record Words(@Nullable String text) {
    @Override
    public String toString() {
      return "Words";
    }
  }

  /** Which one. */
  record Which(@Nullable String id) {}

  /**
   * A note to oneself.
   *
   * @param at when it was written, in milliseconds
   */
  record Shown(String id, long at, String text) {
    @Override
    public String toString() {
      return "Shown[id=" + id + "]";
    }
  }

  /** One's own notes. */
  record Mine(List<Shown> notes) {}

  @GetMapping
  Mono<Mine> mine(@AuthenticationPrincipal Visitor.Staff me) {
    return kept.of(me.id())
        .map(note -> new Shown(note.id(), note.at().toEpochMilli(), note.text()))
        .collectList()
        .map(Mine::new);
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> write(@RequestBody Words words, @AuthenticationPrincipal Visitor.Staff me) {
    String given = Objects.requireNonNullElse(words.text(), "").strip();
    String text = Normalizer.normalize(given, Normalizer.Form.NFC);
    if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
      return Mono.error(Refusals.bad("text", "expected 1 to 1000 characters"));
    }
    return kept.add(UUID.randomUUID().toString(), me.id(), text)
        .flatMap(added ->
            added
                ? Mono.<Void>empty()
                : Mono.error(
                    Refusals.because(
                        Refusals.conflict("There are as many notes as there can be."), "full")));
  }

  @PostMapping(path = "/delete", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> delete(@RequestBody Which which, @AuthenticationPrincipal Visitor.Staff me) {
    return kept.delete(Objects.requireNonNullElse(which.id(), ""), me.id())
        .flatMap(deleted -> deleted ? Mono.<Void>empty() : Mono.error(Refusals.notThere()));
  }
}
