package org.porchlight.chat.socket;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Block;
import org.porchlight.chat.access.SeekerBlocks;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Appended;
import org.porchlight.chat.conversation.Archive;
import org.porchlight.chat.conversation.Badge;
import org.porchlight.chat.conversation.Carried;
import org.porchlight.chat.conversation.Concern;
import org.porchlight.chat.conversation.Consult;
import org.porchlight.chat.conversation.ContactCard;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Flag;
import org.porchlight.chat.conversation.KeptCard;
import org.porchlight.chat.conversation.LoggedMessage;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.Step;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.chat.conversation.Whisper;
import org.porchlight.chat.conversation.Withheld;
import org.porchlight.chat.duty.Duties;
import org.porchlight.chat.intake.DoorState;
import org.porchlight.chat.intake.Doorstep;
import org.porchlight.chat.protocol.Refusal;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.chat.resources.CrisisLine;
import org.porchlight.chat.resources.LineNote;
import org.porchlight.chat.supervision.Contacts;
import org.porchlight.chat.supervision.OnCall;
import org.porchlight.chat.supervision.Safeguarding;
import org.porchlight.chat.supervision.SeenFlag;
import org.porchlight.chat.supervision.Standing;
import org.porchlight.matching.Duty;
import org.porchlight.matching.Level;
import org.porchlight.matching.PeerEvent;
import org.porchlight.moderation.Asking;
import org.porchlight.moderation.Lane;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What features say, in the words of the wire. */
final class Frames {
  private static final KeptCard NO_CARD = new KeptCard("", List.of());

  /** Told at the start, so that nobody is cut off by surprise. */
  private static final int IDLE_MINUTES = 22;

  private Frames() {}

  /** For its peer. */
  static ServerFrame.Opened opened(Conversation conversation, int usualMinutes) {
    return opened(
        conversation, Part.PEER.code(), conversation.seeker(), null, null, null, usualMinutes);
  }

  /** For its seeker. */
  static ServerFrame.Opened openedToSeeker(
      Conversation conversation, Optional<Boolean> withWords, int usualMinutes) {
    Member peer = conversation.peer();
    Member alone = peer == null ? conversation.supervisor() : peer;
    return opened(
        conversation,
        Part.SEEKER.code(),
        alone == null ? conversation.seeker() : alone,
        null,
        withWords.orElse(null),
        null,
        usualMinutes);
  }

  static ServerFrame.Opened watching(
      Conversation conversation, @Nullable String region, int usualMinutes) {
    Member peer = conversation.peer();
    return opened(
        conversation,
        "watching",
        conversation.seeker(),
        peer == null ? null : peer.name(),
        null,
        region,
        usualMinutes);
  }

  /** For the clinician who is in it: from their first position on. */
  static ServerFrame.Opened consulting(Conversation conversation, int usualMinutes) {
    Member peer = conversation.peer();
    return opened(
        conversation,
        Part.CLINICIAN.code(),
        conversation.seeker(),
        peer == null ? null : peer.name(),
        null,
        null,
        usualMinutes);
  }

  private static ServerFrame.Opened opened(
      Conversation conversation,
      String as,
      Member with,
      @Nullable String peer,
      @Nullable Boolean withWords,
      @Nullable String region,
      int usualMinutes) {
    return new ServerFrame.Opened(
        conversation.id().value(),
        conversation.epoch(),
        from(conversation, as),
        as,
        conversation instanceof Conversation.Held ? "held" : "open",
        someone(with),
        badge(with),
        peer,
        conversation.cameBack() != null && !as.equals(Part.SEEKER.code()) ? true : null,
        withWords,
        region,
        usualMinutes,
        IDLE_MINUTES);
  }

  private static long from(Conversation conversation, String as) {
    Consult consult = conversation.consult();
    if (consult != null && as.equals(Part.CLINICIAN.code())) {
      return consult.from();
    }
    if (as.equals(Part.SEEKER.code())) {
      return conversation.seekerFrom();
    }
    return as.equals(Part.PEER.code()) ? conversation.peerFrom() : 1;
  }

  static ServerFrame.Said said(LoggedMessage message) {
    return new ServerFrame.Said(
        message.conversation().value(),
        message.epoch(),
        message.seq(),
        message.id().value(),
        someone(message.author()),
        message.text().reveal(),
        message.at().toEpochMilli());
  }

  static ServerFrame ring(ConversationId conversation, Ring ring) {
    String id = conversation.value();
    return switch (ring) {
      case Ring.Look look -> throw new IllegalArgumentException("a look is not for a client");
      case Ring.Message message -> said(message.message());
      case Ring.Typing typing -> new ServerFrame.Typing(id, typing.who().code(), typing.on());
      case Ring.Presence presence ->
          new ServerFrame.Presence(id, presence.who().code(), lower(presence.state()), null);
      case Ring.Watched watched ->
          new ServerFrame.Watched(id, watched.by(), watched.reading() ? "reading" : "gone");
      case Ring.Decided decided ->
          throw new IllegalArgumentException("what was decided is read from the log");
      case Ring.Whispered whispered ->
          throw new IllegalArgumentException("what was whispered is read from beside the log");
      case Ring.Stepped stepped -> stepped(conversation, stepped.step());
      case Ring.Contact card ->
          throw new IllegalArgumentException("where the card stands is read from beside the log");
      case Ring.Planned planned ->
          throw new IllegalArgumentException("the plan is read from beside the log");
      case Ring.Moved moved ->
          throw new IllegalArgumentException("where the seeker says to be is read from their pass");
      case Ring.NobodyYet nobody -> {
        Concern raised = nobody.raised();
        yield raised == null
            ? new ServerFrame.NobodyYet(id, null, null)
            : new ServerFrame.NobodyYet(id, raised.wire(), raised.why());
      }
      case Ring.Quiet quiet -> {
        Instant closesAt = quiet.closesAt();
        yield new ServerFrame.Quiet(
            id, lower(quiet.hush()), closesAt == null ? null : closesAt.toEpochMilli());
      }
      case Ring.Time time ->
          new ServerFrame.Time(
              id, lower(time.stage()), time.minutes() == 0 ? null : time.minutes());
      case Ring.Seen seen -> raised(conversation, seen.concern(), seen.by());
      case Ring.Closed closed -> new ServerFrame.Closed(id, closed.why().code());
    };
  }

  /** The peer's page is gone, told to a seeker who comes back. */
  static ServerFrame.Presence gone(ConversationId conversation, Instant since) {
    return new ServerFrame.Presence(
        conversation.value(), Part.PEER.code(), lower(Ring.State.AWAY), since.toEpochMilli());
  }

  static ServerFrame.Hint hint(
      ConversationId conversation, MessageId message, MessageFlow.Hint hint) {
    var finding = hint.finding();
    return new ServerFrame.Hint(
        conversation.value(),
        message.value(),
        lower(finding.category()),
        List.of(new ServerFrame.Span(finding.span().start(), finding.span().end())),
        finding.why(),
        finding.suggestion(),
        finding.source(),
        hint.firm());
  }

  /** What a writer is told of a message that waits for a supervisor, or did. */
  static ServerFrame withheld(Withheld message, boolean withWords) {
    String conversation = message.conversation().value();
    String id = message.id().value();
    return switch (message.fate()) {
      case Withheld.Fate.Waits waits ->
          new ServerFrame.Withheld(
              conversation,
              id,
              message.at().toEpochMilli(),
              message.until().toEpochMilli(),
              withWords ? message.text().reveal() : null);
      case Withheld.Fate.Released released -> kept(conversation, id, released.entry());
      case Withheld.Fate.Returned returned ->
          new ServerFrame.Returned(
              conversation,
              id,
              "returned",
              returned.by(),
              returned.word() == null ? null : returned.word().reveal());
      case Withheld.Fate.Expired expired ->
          new ServerFrame.Returned(conversation, id, "expired", null, null);
      case Withheld.Fate.Over over ->
          new ServerFrame.Returned(conversation, id, "over", null, null);
    };
  }

  /**
   * What its seeker wants whoever is with them to know; what cannot be read is left out.
   *
   * @param supervised whether it is to be said that a supervisor can see it too; asked only where
   *     somebody said in line that they are not safe, or not sure
   */
  static Flux<ServerFrame> card(
      ConversationLog log, ConversationId conversation, Mono<Boolean> supervised) {
    return log.carried(conversation)
        .mapNotNull(Carried::card)
        .defaultIfEmpty(NO_CARD)
        .zipWith(log.keptInLine(conversation))
        .filter(both -> !both.getT1().isEmpty() || isForWhoComes(both.getT2()))
        .flatMap(both ->
            told(both.getT2(), supervised)
                .map(told -> card(conversation, both.getT1(), both.getT2(), told)))
        .onErrorComplete()
        .flux();
  }

  private static boolean isForWhoComes(ConversationLog.KeptInLine kept) {
    return kept.help() != null || kept.notSafe() != null;
  }

  /** While it cannot be said who is there, nobody is. */
  private static Mono<Boolean> told(ConversationLog.KeptInLine kept, Mono<Boolean> supervised) {
    return kept.notSafe() == null ? Mono.just(false) : supervised.onErrorReturn(false);
  }

  private static ServerFrame card(
      ConversationId conversation, KeptCard card, ConversationLog.KeptInLine kept, boolean told) {
    Instant keptAt = card.at();
    Instant helpAt = kept.helpAt();
    return new ServerFrame.Card(
        conversation.value(),
        card.text(),
        card.plan(),
        keptAt == null ? null : keptAt.toEpochMilli(),
        kept.help(),
        helpAt == null ? null : helpAt.toEpochMilli(),
        kept.notSafe(),
        told ? true : null);
  }

  /** What seeker and peer wrote together, where they may. */
  static Flux<ServerFrame> plan(ConversationLog log, ConversationId conversation) {
    return log.plan(conversation)
        .<ServerFrame>map(
            plan -> new ServerFrame.Plan(conversation.value(), plan.number(), plan.steps()))
        .flux();
  }

  static ServerFrame whispered(Whisper whisper) {
    return new ServerFrame.Whispered(
        whisper.conversation().value(),
        whisper.id().value(),
        whisper.name(),
        whisper.isNote() ? "peer" : null,
        whisper.text().reveal(),
        whisper.at().toEpochMilli());
  }

  static ServerFrame.Stepped stepped(ConversationId conversation, Step step) {
    return new ServerFrame.Stepped(
        conversation.value(),
        step.number(),
        lower(step.kind()),
        step.by().name(),
        step.peer(),
        step.after(),
        step.at().toEpochMilli(),
        step.why() == null ? null : step.why().code(),
        step.note() == null ? null : step.note().reveal(),
        step.what() == null ? null : step.what().code());
  }

  static ServerFrame.Contact contact(ConversationId conversation, ContactCard card) {
    return new ServerFrame.Contact(
        conversation.value(),
        card.number(),
        lower(card.state()),
        card.by().name(),
        card.consent() == null ? null : card.consent().code(),
        card.to() == null ? null : card.to().code(),
        card.second(),
        card.since().toEpochMilli());
  }

  /** What is on a card, for a supervisor whose reading of it is written down. */
  static ServerFrame.ContactOpened contactOpened(
      ConversationId conversation, int number, ContactCard.Value value) {
    return new ServerFrame.ContactOpened(
        conversation.value(),
        number,
        value.phone() == null ? null : value.phone().reveal(),
        value.place() == null ? null : value.place().reveal(),
        value.call());
  }

  static ServerFrame.@Nullable OnCall onCall(@Nullable OnCall whom) {
    return whom == null ? null : new ServerFrame.OnCall(whom.name(), whom.phone());
  }

  static ServerFrame.@Nullable Safeguarding safeguarding(@Nullable Safeguarding who) {
    return who == null ? null : new ServerFrame.Safeguarding(who.lead(), who.policy());
  }

  /** A card that a second supervisor is asked about. */
  static ServerFrame.Passing passing(Contacts.Waiting waiting) {
    ContactCard card = waiting.card();
    return new ServerFrame.Passing(
        waiting.conversation().value(),
        waiting.seeker(),
        card.number(),
        new ServerFrame.Claimant(card.by().id(), card.by().name()),
        Objects.requireNonNull(card.to()).code(),
        Objects.requireNonNull(card.consent()).code(),
        card.since().toEpochMilli());
  }

  /** Nothing when it is so: everybody hears of that. */
  static Flux<ServerFrame> stepped(String re, ConversationId conversation, Stepped stepped) {
    Refusal reason =
        switch (stepped) {
          case DONE -> null;
          case TAKEN -> Refusal.TAKEN;
          case DECIDED -> Refusal.DECIDED;
          case UNDECIDED -> Refusal.UNDECIDED;
          case OWN -> Refusal.OWN;
          case NOBODY_ELSE -> Refusal.NOBODY_ELSE;
          case ALREADY -> Refusal.ALREADY;
          case TOO_FAST -> Refusal.TOO_FAST;
          case TAKEN_OVER -> Refusal.TAKEN_OVER;
          case AWAY -> Refusal.AWAY;
          case CLOSED -> Refusal.CLOSED;
          case LEFT -> Refusal.LEFT;
          case NOT_YOURS -> Refusal.NOT_YOURS;
        };
    return reason == null
        ? Flux.empty()
        : Flux.just(new ServerFrame.Refused(re, null, conversation.value(), reason, null));
  }

  /** Those who said yes: by their alias, and nothing else of them. */
  static ServerFrame consents(List<Conversation> waiting) {
    return new ServerFrame.Consents(
        waiting.stream()
            .map(each -> new ServerFrame.Consent(each.id().value(), each.seeker().name()))
            .toList());
  }

  static ServerFrame.Kept kept(String conversation, String id, Appended.Kept entry) {
    return new ServerFrame.Kept(
        conversation, id, entry.epoch(), entry.seq(), entry.at().toEpochMilli());
  }

  static ServerFrame.Guide guide(LoggedMessage message, Asking asking) {
    return new ServerFrame.Guide(
        message.conversation().value(),
        message.id().value(),
        asking.hint(),
        asking.words(),
        asking.source());
  }

  static ServerFrame.Duty duty(Duty duty) {
    return dutyFrame(duty, null);
  }

  /** A duty that did not begin, and why. */
  static ServerFrame.Duty duty(Duty duty, Duties.NotReady why) {
    return dutyFrame(duty, lower(why));
  }

  /** A duty that changed by itself, and why, where a peer would wonder. */
  static ServerFrame.Duty duty(PeerEvent.DutyChanged changed) {
    return dutyFrame(
        changed.duty(), changed.cause() == PeerEvent.Cause.PLACES ? null : lower(changed.cause()));
  }

  private static ServerFrame.Duty dutyFrame(Duty duty, @Nullable String why) {
    Instant rests = duty.restsUntil();
    return new ServerFrame.Duty(
        duty.on(),
        duty.capacity(),
        duty.taken(),
        rests == null ? null : rests.toEpochMilli(),
        duty.on() ? duty.topics().stream().sorted().toList() : null,
        duty.on() ? duty.avoid().stream().sorted().toList() : null,
        why);
  }

  /**
   * The door, and every change. Who expects a supervisor is not told at first that it is open and
   * one is there; who does not, not that it is open and none is.
   *
   * @param expectsOne whether a supervisor is expected
   */
  static Flux<ServerFrame> doors(Flux<Doorstep> doorsteps, boolean expectsOne) {
    return doorsteps
        .map(Frames::door)
        // That a closed door opens at another moment is no change of the door.
        .distinctUntilChanged(
            door -> new ServerFrame.Door(door.state(), door.closesAt(), null, door.alone()))
        .switchOnFirst((first, all) -> {
          ServerFrame.Door now = first.get();
          boolean expected =
              now != null
                  && now.closesAt() == null
                  && now.state().equals(lower(DoorState.OPEN))
                  && (now.alone() == null) == expectsOne;
          return expected ? all.skip(1) : all;
        })
        .cast(ServerFrame.class);
  }

  static ServerFrame.Door door(Doorstep doorstep) {
    Instant closes = doorstep.closesAt();
    Instant opens = doorstep.opensAt();
    return new ServerFrame.Door(
        lower(doorstep.door()),
        closes == null ? null : closes.toEpochMilli(),
        opens == null ? null : opens.toEpochMilli(),
        doorstep.isAlone() ? true : null);
  }

  /** To the seeker whose pass it is; null when it is good again. */
  static ServerFrame.Blocked blocked(SeekerBlocks.@Nullable Told told) {
    return told == null ? new ServerFrame.Blocked(false, null, null, null) : blockedIn(told, null);
  }

  /** To the supervisor who did it, with the conversation; to the seeker without. */
  static ServerFrame.Blocked blockedIn(SeekerBlocks.Told told, @Nullable ConversationId where) {
    return new ServerFrame.Blocked(
        true,
        told.reason().code(),
        told.until().toEpochMilli(),
        where == null ? null : where.value());
  }

  static ServerFrame.BlockToReview block(Block block) {
    return new ServerFrame.BlockToReview(
        block.id(),
        block.conversation(),
        block.seeker(),
        block.reason().code(),
        new ServerFrame.Claimant(block.by(), block.byName()),
        block.at().toEpochMilli(),
        block.until().toEpochMilli());
  }

  static ServerFrame.Support support(List<CrisisLine> lines) {
    return new ServerFrame.Support(
        lines.stream()
            .map(line ->
                new ServerFrame.Line(
                    line.name(),
                    line.kind(),
                    line.value(),
                    line.hours(),
                    line.free(),
                    line.languages(),
                    note(line.note())))
            .toList());
  }

  private static ServerFrame.@Nullable Note note(@Nullable LineNote note) {
    return note == null ? null : new ServerFrame.Note(note.en(), note.es());
  }

  static ServerFrame.Flag flag(SeenFlag seen) {
    var flag = seen.flag();
    Conversation conversation = seen.conversation();
    Member peer = conversation == null ? null : conversation.peer();
    Archive.Kept kept = seen.kept();
    return new ServerFrame.Flag(
        flag.id(),
        flag.conversation().value(),
        conversation == null ? "archived" : state(conversation),
        conversation == null ? null : conversation.seeker().name(),
        peer == null ? null : peer.name(),
        lower(flag.side()),
        lower(flag.category()),
        raisedBy(flag),
        flag.lane() == Lane.NEEDS_A_PERSON_NOW ? "now" : "soon",
        flag.reasons(),
        seen.quote(),
        flag.at().toEpochMilli(),
        held(seen.withheld()),
        claimant(seen.standing().holder()),
        claimant(seen.standing().asked()),
        loud(seen.standing()),
        supervised(peer),
        kept != null && kept.deleteAsked() ? Boolean.TRUE : null,
        kept == null ? null : kept.until().toEpochMilli());
  }

  /** Somebody who is new to it, of whom a supervisor takes more notice; null when not. */
  static @Nullable Boolean supervised(@Nullable Member peer) {
    Badge badge = peer == null ? null : peer.badge();
    return badge != null && badge.level().equals(Level.SUPERVISED.code()) ? Boolean.TRUE : null;
  }

  /** A supervisor has it. */
  static ServerFrame.Raised raised(ConversationId conversation, Concern concern, String by) {
    return new ServerFrame.Raised(conversation.value(), concern.wire(), concern.why(), by, null);
  }

  /**
   * It is on the board.
   *
   * @param told whether a supervisor is there
   */
  static ServerFrame.Raised raised(ConversationId conversation, Concern concern, boolean told) {
    return new ServerFrame.Raised(
        conversation.value(), concern.wire(), concern.why(), null, told ? true : null);
  }

  private static @Nullable String raisedBy(Flag flag) {
    Concern concern = Concern.of(flag);
    return concern == null ? null : concern.by().code();
  }

  private static ServerFrame.@Nullable Claimant claimant(Standing.@Nullable Holder holder) {
    return holder == null ? null : new ServerFrame.Claimant(holder.id(), holder.name());
  }

  private static @Nullable String loud(Standing standing) {
    return standing.holder() != null || standing.loudness() == Standing.Loudness.USUAL
        ? null
        : lower(standing.loudness());
  }

  private static ServerFrame.@Nullable Held held(@Nullable Withheld withheld) {
    if (withheld == null) {
      return null;
    }
    String by = withheld.fate() instanceof Withheld.Fate.Returned returned ? returned.by() : null;
    String state =
        switch (withheld.fate()) {
          case Withheld.Fate.Waits waits -> "waits";
          case Withheld.Fate.Released released -> "released";
          case Withheld.Fate.Returned returned -> "returned";
          case Withheld.Fate.Expired expired -> "expired";
          case Withheld.Fate.Over over -> "over";
        };
    return new ServerFrame.Held(state, withheld.until().toEpochMilli(), by);
  }

  static ServerFrame.Refused refused(
      String re, @Nullable String message, String conversation, Obstacle obstacle) {
    Refusal reason =
        switch (obstacle) {
          case NOT_YOURS -> Refusal.NOT_YOURS;
          case CONFLICT -> Refusal.CONFLICT;
          case CLOSED -> Refusal.CLOSED;
          case LEFT -> Refusal.LEFT;
          case TOO_FAST -> Refusal.TOO_FAST;
          case DECIDED -> Refusal.DECIDED;
          case TAKEN_OVER -> Refusal.TAKEN_OVER;
          case CHANGED -> Refusal.CHANGED;
        };
    return new ServerFrame.Refused(re, message, conversation, reason, null);
  }

  static ServerFrame.Refused refused(String re, Refusal reason) {
    return new ServerFrame.Refused(re, null, null, reason, null);
  }

  static Part part(Visitor visitor) {
    return switch (visitor.role()) {
      case SEEKER -> Part.SEEKER;
      case PEER -> Part.PEER;
      case SUPERVISOR, COORDINATOR -> Part.SUPERVISOR;
      case CLINICIAN -> Part.CLINICIAN;
    };
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String state(Conversation conversation) {
    return switch (conversation) {
      case Conversation.Waiting waiting -> "waiting";
      case Conversation.Open open -> "open";
      case Conversation.Held held -> "open";
      case Conversation.Closed closed -> "closed";
    };
  }

  private static ServerFrame.@Nullable Badge badge(Member member) {
    Badge badge = member.badge();
    return badge == null
        ? null
        : new ServerFrame.Badge(
            badge.level(),
            badge.trained().toString(),
            badge.intro().isEmpty() ? null : badge.intro());
  }

  private static ServerFrame.Someone someone(Member member) {
    return new ServerFrame.Someone(member.part().code(), member.name());
  }
}
