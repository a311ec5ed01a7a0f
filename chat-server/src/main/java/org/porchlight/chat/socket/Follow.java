package org.porchlight.chat.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.porchlight.chat.conversation.ContactCard;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.History;
import org.porchlight.chat.conversation.LoggedMessage;
import org.porchlight.chat.conversation.Ring;
import org.porchlight.chat.conversation.Step;
import org.porchlight.chat.protocol.ServerFrame;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A conversation as one reader hears it, in order and without a hole, whatever the doorbell lost:
 * the log is the truth and a ring only says that there may be more of it. A reader who is too slow
 * for the doorbell is read to from the log, at their own pace.
 */
final class Follow {
  /** How long a lost last ring may stay unnoticed. */
  private static final Duration HEAD_CHECK = Duration.ofSeconds(8);

  /** What is gone from the log while somebody follows it, its seeker wanted gone. */
  private static final Ring.Closed DELETED = new Ring.Closed(Conversation.Why.ENDED_BY_SEEKER);

  private final ConversationLog log;
  private final ConversationId id;
  private final String epoch;
  private final Ear ear;
  private long last;
  private boolean told;
  private boolean ended;

  /** What a reader hears; by itself everything but what is for one person alone. */
  static class Ear {
    boolean hears(Ring ring) {
      return !(ring instanceof Ring.Decided
          || ring instanceof Ring.Contact
          || ring instanceof Ring.Moved
          || ring instanceof Ring.NobodyYet
          || ring instanceof Ring.Quiet
          || ring instanceof Ring.Time
          || ring instanceof Ring.Seen
          || ring instanceof Ring.Whispered);
    }

    /** The steps that are for this reader, of all there were. */
    Flux<Step> steps(Flux<Step> all) {
      return all;
    }

    /** Whether nothing more is for this reader after a step. */
    boolean endsWith(Step step) {
      return false;
    }

    /** Whether this card is for this reader, who hears of cards. */
    boolean shows(ContactCard card) {
      return true;
    }

    /** What goes with a message, for this reader. */
    List<ServerFrame> beside(LoggedMessage message) {
      return List.of();
    }

    /** What became of a message of this reader's that waited. */
    Flux<ServerFrame> decided(Ring.Decided decided) {
      return Flux.empty();
    }

    /** What was whispered to this reader, or all of it to one who may read it. */
    Flux<ServerFrame> whispers() {
      return Flux.empty();
    }

    /** The plan that seeker and peer write together, for a reader who may see it. */
    Flux<ServerFrame> plan() {
      return Flux.empty();
    }

    /** Where the seeker says to be by now, for a reader who may know and does not yet. */
    Flux<ServerFrame> region() {
      return Flux.empty();
    }

    /** What else there is, once everything that was written has been told. */
    Flux<ServerFrame> caughtUp() {
      return Flux.empty();
    }
  }

  private Follow(ConversationLog log, ConversationId id, String epoch, long after, Ear ear) {
    this.log = log;
    this.id = id;
    this.epoch = epoch;
    this.last = after;
    this.ear = ear;
  }

  /**
   * What was written after a position, then what happens from now on, until the conversation is
   * over or its history another one.
   *
   * @param ear what of it is for this reader
   */
  static Flux<ServerFrame> conversation(
      ConversationLog log, ConversationId id, String epoch, long after, Ear ear) {
    return Flux.defer(() -> new Follow(log, id, epoch, after, ear).frames());
  }

  private Flux<ServerFrame> frames() {
    Flux<Ring> checks =
        Flux.interval(jittered(), HEAD_CHECK)
            .onBackpressureDrop()
            .concatMap(tick -> checkHead(), 1);
    return Flux.merge(log.rings(id), checks).concatMap(this::tell).takeUntil(frame -> ended);
  }

  private Flux<ServerFrame> tell(Ring ring) {
    if (ended) {
      return Flux.empty();
    }
    return switch (ring) {
      case Ring.Look look ->
          (told ? fromTheLog().concatWith(Flux.defer(this::asides)) : fromTheLog())
              .concatWith(Flux.defer(this::region));
      case Ring.Message message -> tell(message);
      case Ring.Closed closed -> fromTheLog(closed);
      case Ring.Typing typing -> heard(ring);
      case Ring.Presence presence -> heard(ring);
      case Ring.Watched watched -> heard(ring);
      case Ring.Moved moved -> region();
      case Ring.NobodyYet nobody -> heard(ring);
      case Ring.Quiet quiet -> heard(ring);
      case Ring.Time time -> heard(ring);
      case Ring.Seen seen -> heard(ring);
      case Ring.Stepped stepped -> heard(ring).concatWith(afterStep(stepped.step()));
      case Ring.Contact card -> contact();
      case Ring.Planned planned -> plan();
      case Ring.Whispered whispered -> ear.hears(ring) ? asides() : Flux.empty();
      case Ring.Decided decided -> decided(decided);
    };
  }

  private Flux<ServerFrame> heard(Ring ring) {
    return ear.hears(ring) ? Flux.just(Frames.ring(id, ring)) : Flux.empty();
  }

  /** What cannot be read now is told when its writer asks again. */
  private Flux<ServerFrame> decided(Ring.Decided ring) {
    return ear.hears(ring) ? ear.decided(ring).onErrorComplete() : Flux.empty();
  }

  /** Steps and whispers, all of them: they are few, and their reader knows which are new. */
  private Flux<ServerFrame> asides() {
    return ended
        ? Flux.empty()
        : ear.steps(log.steps(id))
            .<ServerFrame>map(step -> Frames.stepped(id, step))
            .concatWith(ear.whispers())
            .onErrorComplete()
            .concatWith(contact())
            .concatWith(plan());
  }

  private Flux<ServerFrame> plan() {
    return ear.plan().onErrorComplete();
  }

  private Flux<ServerFrame> region() {
    return ended ? Flux.empty() : ear.region().onErrorComplete();
  }

  /** Where the card stands with which the seeker may be connected with help; not for a peer. */
  private Flux<ServerFrame> contact() {
    return ear.hears(new Ring.Contact())
        ? log.contact(id)
            .filter(ear::shows)
            .<ServerFrame>map(card -> Frames.contact(id, card))
            .flux()
            .onErrorComplete()
        : Flux.empty();
  }

  /** Whoever comes back knows who reads along: there is no hidden reader. */
  private Flux<ServerFrame> readers() {
    return log.readers(id)
        .concatMap(reader -> heard(new Ring.Watched(reader.name(), true)))
        .onErrorComplete();
  }

  /** Whoever comes back is asked too, and warned. */
  private Flux<ServerFrame> quiet() {
    return log.quiet(id).flatMapMany(this::heard).onErrorComplete();
  }

  /** And knows how far the usual time is. */
  private Flux<ServerFrame> time() {
    return log.time(id).flatMapMany(this::heard).onErrorComplete();
  }

  /** Who is out hears that it is so, whether or not the log can be read just now, and no more. */
  private Flux<ServerFrame> afterStep(Step step) {
    return ear.endsWith(step)
        ? Flux.defer(this::fromTheLog).doOnComplete(() -> ended = true)
        : Flux.empty();
  }

  private Flux<ServerFrame> tell(Ring.Message ring) {
    LoggedMessage message = ring.message();
    if (!message.epoch().equals(epoch) || message.seq() > last + 1) {
      return fromTheLog();
    }
    if (message.seq() <= last) {
      return Flux.empty();
    }
    last = message.seq();
    return heard(ring).concatWith(Flux.fromIterable(ear.beside(message)));
  }

  /** Where it was deleted the ring that says so may have been lost. */
  private Flux<ServerFrame> fromTheLog() {
    return fromTheLog(DELETED);
  }

  /**
   * Everything from the position on, also what was written before it closed; what cannot be read
   * now is read at the next check. Where it was deleted there is nothing to read any more, and it
   * has closed.
   */
  private Flux<ServerFrame> fromTheLog(Ring.Closed deleted) {
    return log.read(id, epoch, last)
        .map(this::tell)
        .defaultIfEmpty(Flux.just(Frames.ring(id, deleted)).doOnNext(told -> ended = true))
        .flatMapMany(frames -> frames)
        .onErrorResume(away -> Flux.empty());
  }

  private Flux<ServerFrame> tell(History history) {
    return switch (history) {
      case History.Reset reset -> {
        ended = true;
        yield Flux.just(new ServerFrame.Reset(id.value(), reset.epoch(), reset.head()));
      }
      case History.Missing missing -> tell(missing);
    };
  }

  private Flux<ServerFrame> tell(History.Missing missing) {
    List<ServerFrame> frames = new ArrayList<>();
    for (LoggedMessage message : missing.messages()) {
      frames.add(Frames.said(message));
      frames.addAll(ear.beside(message));
      last = message.seq();
    }
    if (last < missing.head()) {
      return Flux.fromIterable(frames).concatWith(Flux.defer(this::fromTheLog));
    }
    Conversation.Why over = missing.closed();
    Flux<ServerFrame> more = Flux.empty();
    if (!told) {
      told = true;
      frames.add(new ServerFrame.CaughtUp(id.value(), epoch, missing.head()));
      more = ear.caughtUp().onErrorComplete().concatWith(Flux.defer(this::asides));
      if (over == null) {
        more =
            more.concatWith(readers())
                .concatWith(Flux.defer(this::quiet))
                .concatWith(Flux.defer(this::time));
      }
    }
    if (over != null) {
      // Nothing is told once it has ended, so that is said last.
      ServerFrame closed = new ServerFrame.Closed(id.value(), over.code());
      more = more.concatWith(Flux.just(closed).doOnNext(told -> ended = true));
    }
    return Flux.fromIterable(frames).concatWith(more);
  }

  /** Also where there is none: what is gone is looked for where it would be for certain. */
  private Mono<Ring> checkHead() {
    return log.head(id)
        .map(head -> !head.epoch().equals(epoch) || head.seq() != last || head.over() || !told)
        .defaultIfEmpty(true)
        .filter(differs -> differs)
        .<Ring>map(differs -> new Ring.Look())
        .onErrorComplete();
  }

  private static Duration jittered() {
    return Duration.ofMillis(
        HEAD_CHECK.toMillis() / 2 + ThreadLocalRandom.current().nextLong(HEAD_CHECK.toMillis()));
  }
}
