package org.porchlight.chat.people;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Refusals;
import org.porchlight.chat.access.StaffDirectory;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.AuditTrail;
import org.porchlight.chat.audit.AuditTrail.Wanted;
import org.porchlight.chat.audit.AuditTrail.Written;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * What supervisors did about one conversation, for whoever supervises it now (PROTOCOL.md, G33):
 * without their reasons, which are for coordinators.
 */
@RestController
class StoryEndpoint {
  private static final int ID_LENGTH = 22;
  private static final int MOST = 50;
  private static final String OF_FLAGS = "flag.";

  /** The kinds of acts that are about a conversation; all others are about people and things. */
  private static final Set<String> OF_CONVERSATIONS =
      Set.of(
          "archive",
          "card",
          "clinician",
          "conversation",
          "flag",
          "message",
          "resource",
          "seeker",
          "thread");

  private final AuditTrail trail;
  private final StaffDirectory staff;

  StoryEndpoint(AuditTrail trail, StaffDirectory staff) {
    this.trail = trail;
    this.staff = staff;
  }

  /**
   * An act.
   *
   * @param at when, in milliseconds
   * @param name of who did it; null when nobody knows it any more
   */
  record Shown(long at, @Nullable String name, String act, @Nullable String detail) {}

  /** The last of them, the oldest first. */
  record Story(List<Shown> acts) {}

  @GetMapping("/api/staff/story")
  Mono<Story> story(
      @RequestParam(name = "conversation") String conversation,
      @AuthenticationPrincipal Visitor.Staff me) {
    if (conversation.length() != ID_LENGTH) {
      return Mono.error(Refusals.badRequest("conversation: expected an id"));
    }
    return trail
        .latest(new Wanted(Long.MAX_VALUE, null, null, conversation), MOST)
        .filter(written -> isOfConversation(written.act()))
        .collectList()
        .flatMap(found -> shownTo(me.id(), found.reversed()))
        .flatMap(found ->
            staff
                .names(found.stream().map(written -> written.act().who()).toList())
                .map(names -> new Story(shown(found, names))));
  }

  /** The id of a member of staff is as long, and what is written about them is not for here. */
  private static boolean isOfConversation(Act act) {
    return OF_CONVERSATIONS.contains(act.what().substring(0, Math.max(act.what().indexOf('.'), 0)));
  }

  /**
   * What became of flags after somebody came into a conversation may be about them, and then they
   * must not learn of it here. Who reads along now has the board for the others.
   */
  private Mono<List<Written>> shownTo(String me, List<Written> found) {
    return found.isEmpty()
        ? Mono.just(found)
        : cameBefore(me, found.getFirst())
            .map(before -> shownSince(me, before ? 0 : came(me, found), found));
  }

  /** Whether they had to do with it before the oldest of what is shown. */
  private Mono<Boolean> cameBefore(String me, Written oldest) {
    return trail.latest(new Wanted(oldest.seq(), me, null, oldest.act().about()), 1).hasElements();
  }

  private static long came(String me, List<Written> found) {
    return found.stream()
        .filter(written -> written.act().who().equals(me))
        .mapToLong(Written::seq)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static List<Written> shownSince(String me, long came, List<Written> found) {
    return found.stream()
        .filter(written ->
            written.seq() < came
                || written.act().who().equals(me)
                || !written.act().what().startsWith(OF_FLAGS))
        .toList();
  }

  private static List<Shown> shown(List<Written> found, Map<String, String> names) {
    return found.stream()
        .map(written -> {
          Act act = written.act();
          return new Shown(
              written.at().toEpochMilli(), names.get(act.who()), act.what(), act.detail());
        })
        .toList();
  }
}
