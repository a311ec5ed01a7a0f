package org.porchlight.chat.supervision;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.Screening;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.Verdict;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * The line with which a peer introduces themselves (PROTOCOL.md, G120). Seekers read it, so it is
 * looked at as everything is that a peer writes to them.
 */
@RestController
@RequestMapping("/api/staff/intro")
class IntroEndpoints {
  private static final int LONGEST = 80;

  private final StaffDirectory staff;
  private final Screening screening;
  private final Audit audit;

  IntroEndpoints(StaffDirectory staff, Screening screening, Audit audit) {
    this.staff = staff;
    this.screening = screening;
    this.audit = audit;
  }

  /**
   * The line.
   *
   * @param text empty for none
   */
  record Intro(@Nullable String text) {
    @Override
    public String toString() {
      return "Intro";
    }
  }

  @GetMapping
  Mono<Intro> mine(@AuthenticationPrincipal Visitor.Staff me) {
    return staff.introOf(me.id()).defaultIfEmpty("").map(Intro::new);
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> introduce(@RequestBody Intro intro, @AuthenticationPrincipal Visitor.Staff me) {
    String given = intro.text();
    if (given == null) {
      return Mono.error(badText());
    }
    String text = Normalizer.normalize(given.strip(), Normalizer.Form.NFC);
    if (text.codePointCount(0, text.length()) > LONGEST || !isOneLine(text)) {
      return Mono.error(badText());
    }
    Verdict verdict = screening.look(new Utterance(Side.PEER, text), ConversationContext.FRESH);
    // Nobody stands behind it on a board, so what nothing could look at is not kept.
    if (MessageFlow.isUnscreened(verdict)) {
      return Mono.error(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
    }
    if (MessageFlow.hintToPeer(verdict).isPresent()) {
      return Mono.error(
          Refusals.because(
              Refusals.badRequest("text: something in it is not for a peer to say"), "hint"));
    }
    return audit
        .record(Act.of(me.id(), "people.intro", me.id()))
        .then(Mono.defer(() -> staff.introduce(me.id(), text)));
  }

  private static boolean isOneLine(String text) {
    return text.codePoints()
        .map(Character::getType)
        .noneMatch(type ->
            type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR);
  }

  private static ErrorResponseException badText() {
    return Refusals.bad("text", "expected one line of up to 80 characters");
  }
}
