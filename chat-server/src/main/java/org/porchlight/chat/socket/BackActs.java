package org.porchlight.chat.socket;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.SeekerBlocks;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.continuity.Threads;
import org.porchlight.chat.continuity.Threads.Keeping;
import org.porchlight.chat.continuity.Threads.Known;
import org.porchlight.chat.continuity.Threads.Led;
import org.porchlight.chat.continuity.Threads.Looked;
import org.porchlight.chat.continuity.Threads.Planning;
import org.porchlight.chat.continuity.WayBack;
import org.porchlight.chat.conversation.Carried;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.KeptCard;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.ReceivedMessage;
import org.porchlight.chat.conversation.SharedPlan;
import org.porchlight.chat.duty.Duties;
import org.porchlight.chat.intake.Intake;
import org.porchlight.chat.intake.KnownPeer;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.Refusal;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.moderation.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a seeker does about a way back. The words come with each act, so that no socket remembers
 * what somebody has opened.
 */
final class BackActs {
  private static final String VISIT = "visit";
  private static final String PLAN = "plan";
  private static final Logger LOG = LoggerFactory.getLogger(BackActs.class);

  private final Threads threads;
  private final Duties duties;
  private final Intake intake;
  private final ConversationLog log;
  private final MessageFlow flow;
  private final Clock clock;

  BackActs(
      Threads threads,
      Duties duties,
      Intake intake,
      ConversationLog log,
      MessageFlow flow,
      Clock clock) {
    this.threads = threads;
    this.duties = duties;
    this.intake = intake;
    this.log = log;
    this.flow = flow;
    this.clock = clock;
  }

  /**
   * How somebody comes into line.
   *
   * @param known who is asked first, null when whoever is free
   */
  record Coming(Carried carried, @Nullable KnownPeer known) {
    static final Coming NEW = new Coming(Carried.NOTHING, null);
  }

  Flux<ServerFrame> back(Visitor.Seeker seeker, ClientFrame.Back back) {
    return threads
        .lead(seeker, back.words())
        .<ServerFrame>flatMap(led ->
            switch (led) {
              case Led.Back way -> frame(way.back());
              case Led.Talk talk ->
                  Mono.just(new ServerFrame.Talk(talk.goesOn() ? "open" : "closed"));
              case Led.Closed closed -> Mono.just(Frames.refused("back", Refusal.CLOSED));
              case Led.Nothing nothing -> Mono.just(Frames.refused("back", Refusal.NOTHING));
              case Led.Wait wait -> Mono.just(Frames.refused("back", Refusal.TOO_FAST));
            })
        .flux();
  }

  /** The words of a conversation that goes on. */
  Flux<ServerFrame> words(Visitor.Seeker seeker, ClientFrame.WordsRequest words) {
    ConversationId id = new ConversationId(words.conversation());
    return threads
        .words(seeker, id, words.language())
        .map(keeping -> kept("words", id, keeping))
        .flux();
  }

  /** The pass leads into it like any other; what was said before is not told on it. */
  Flux<ServerFrame> goIn(Visitor.Seeker seeker, ClientFrame.GoIn go) {
    ServerFrame nothing = Frames.refused("go-in", Refusal.NOTHING);
    return threads
        .lead(seeker, go.words())
        .flatMapMany(led ->
            switch (led) {
              case Led.Talk talk when talk.goesOn() ->
                  threads
                      .blocked(seeker, talk)
                      .flatMapMany(told -> blocked("go-in", seeker, told))
                      .switchIfEmpty(into(seeker, talk).defaultIfEmpty(nothing));
              case Led.Wait wait -> Flux.just(Frames.refused("go-in", Refusal.TOO_FAST));
              case Led.Closed closed -> Flux.just(Frames.refused("go-in", Refusal.CLOSED));
              case Led.Talk over -> Flux.just(nothing);
              case Led.Back way -> Flux.just(nothing);
              case Led.Nothing none -> Flux.just(nothing);
            });
  }

  private Mono<ServerFrame> into(Visitor.Seeker seeker, Led.Talk talk) {
    return threads
        .goIn(seeker, talk)
        .map(pass -> new ServerFrame.Pass(pass.token(), pass.expiresAt().toEpochMilli()));
  }

  /** Whoever may not come in is told why, and who can help instead. */
  Flux<ServerFrame> blocked(String re, Visitor.Seeker seeker, SeekerBlocks.Told told) {
    return Flux.just(
        Frames.refused(re, Refusal.BLOCKED),
        Frames.blocked(told),
        Frames.support(intake.lines(seeker)));
  }

  /** Where a conversation was deleted no words lead to it any more. */
  Flux<ServerFrame> deleted(Flux<ServerFrame> answers) {
    return answers.delayUntil(answer ->
        answer instanceof ServerFrame.Deleted deleted
            ? threads.leadNowhere(new ConversationId(deleted.conversation())).onErrorComplete()
            : Mono.empty());
  }

  Flux<ServerFrame> card(Visitor.Seeker seeker, ClientFrame.CardChange card) {
    ServerFrame nothing = Frames.refused("card", Refusal.NOTHING);
    return threads
        .look(seeker, card.words())
        .<ServerFrame>flatMap(looked ->
            switch (looked) {
              case Looked.Found found ->
                  threads
                      .change(found.back(), kept(card.text(), card.plan()), card.show())
                      .flatMap(this::frame)
                      .defaultIfEmpty(nothing);
              case Looked.Closed closed -> Mono.just(Frames.refused("card", Refusal.CLOSED));
              case Looked.Nothing none -> Mono.just(nothing);
              case Looked.Wait wait -> Mono.just(Frames.refused("card", Refusal.TOO_FAST));
            })
        .flux();
  }

  /**
   * Other steps of the plan that both write. What a peer writes into it is looked at as everything
   * that they write to a seeker, and a seeker's is never held: signs of danger go on the board.
   */
  Flux<ServerFrame> plan(Visitor visitor, ClientFrame.PlanChange change) {
    ConversationId id = new ConversationId(change.conversation());
    SharedPlan wanted = new SharedPlan(change.n(), change.plan());
    return log.find(id, conversation -> mayPlan(visitor, conversation))
        .flatMap(mine -> log.plan(id))
        .map(now -> planned(visitor, id, change.id(), wanted, unread(visitor, wanted, now)))
        .defaultIfEmpty(Flux.just(Frames.refused(PLAN, null, id.value(), Obstacle.NOT_YOURS)))
        .flatMapMany(answer -> answer);
  }

  /** Whoever came back with the words of the conversation may be somebody else. */
  private static boolean mayPlan(Visitor visitor, Conversation conversation) {
    Part part = Frames.part(visitor);
    return conversation.has(part, visitor.id())
        && !(conversation instanceof Conversation.Waiting)
        && (part != Part.SEEKER || conversation.cameBack() == null);
  }

  /**
   * Only what is new is its writer's. What a seeker writes over another plan than there is now may
   * be there because they sent it before and nobody got as far as to flag it: all of it is looked
   * at.
   */
  private static List<String> unread(Visitor visitor, SharedPlan wanted, SharedPlan now) {
    return visitor instanceof Visitor.Seeker && wanted.number() != now.number()
        ? wanted.steps()
        : wanted.newBeside(now);
  }

  private Flux<ServerFrame> planned(
      Visitor visitor, ConversationId id, String change, SharedPlan wanted, List<String> fresh) {
    if (fresh.isEmpty()) {
      return threads.plan(visitor, id, wanted).flatMapMany(planning -> planned(id, planning));
    }
    MessageId message = new MessageId(change);
    MessageText text = MessageText.of(String.join("\n", fresh));
    ReceivedMessage words =
        new ReceivedMessage(id, message, Frames.part(visitor), visitor.id(), text, false);
    return flow.look(words)
        .map(verdict ->
            visitor instanceof Visitor.Seeker seeker
                ? ofSeeker(seeker, words, wanted, verdict)
                : ofPeer(visitor, words, wanted, verdict))
        .defaultIfEmpty(Flux.just(Frames.refused(PLAN, null, id.value(), Obstacle.NOT_YOURS)))
        .flatMapMany(answer -> answer);
  }

  private Flux<ServerFrame> ofPeer(
      Visitor peer, ReceivedMessage words, SharedPlan wanted, Verdict verdict) {
    ConversationId id = words.conversation();
    if (MessageFlow.isUnscreened(verdict)) {
      return Flux.just(refusedPlan(id, Refusal.TROUBLE));
    }
    return MessageFlow.hintToPeer(verdict)
        .map(found -> Flux.<ServerFrame>just(Frames.hint(id, words.id(), found)))
        .orElseGet(
            () -> threads.plan(peer, id, wanted).flatMapMany(planning -> planned(id, planning)));
  }

  /** The flag is there before anything else is said. */
  private Flux<ServerFrame> ofSeeker(
      Visitor.Seeker seeker, ReceivedMessage words, SharedPlan wanted, Verdict verdict) {
    ConversationId id = words.conversation();
    return threads
        .plan(seeker, id, wanted)
        .delayUntil(planning ->
            planning instanceof Planning.Not
                ? Mono.empty()
                : flow.keptBeside(words, PLAN + " " + words.id(), verdict, clock.instant()))
        .flatMapMany(planning ->
            MessageFlow.tellsOfDanger(verdict) && !(planning instanceof Planning.Not)
                ? planned(id, planning).concatWithValues(Frames.support(intake.lines(seeker)))
                : planned(id, planning));
  }

  /** Nothing when it is so: everybody hears of that. */
  private static Flux<ServerFrame> planned(ConversationId id, Planning planning) {
    return switch (planning) {
      case Planning.Kept kept -> Flux.empty();
      case Planning.Not not -> Flux.just(Frames.refused(PLAN, null, id.value(), not.obstacle()));
      case Planning.NoWayBack none -> Flux.just(refusedPlan(id, Refusal.NOTHING));
    };
  }

  private static ServerFrame refusedPlan(ConversationId id, Refusal reason) {
    return new ServerFrame.Refused(PLAN, null, id.value(), reason, null);
  }

  /**
   * A way back with the conversation that it led into last, or one of the two; or a conversation
   * that goes on.
   */
  Flux<ServerFrame> forget(Visitor.Seeker seeker, ClientFrame.Forget forget) {
    ServerFrame nothing = Frames.refused("forget", Refusal.NOTHING);
    return threads
        .lead(seeker, forget.words())
        .flatMapMany(led ->
            switch (led) {
              case Led.Back way -> forgotten(way.back(), forget.only());
              // What is closed can still be forgotten.
              case Led.Closed closed -> forgotten(closed.back(), forget.only());
              case Led.Talk talk when "thread".equals(forget.only()) -> Flux.just(nothing);
              case Led.Talk talk when talk.back() != null && forget.only() == null ->
                  delete(talk).concatWith(forgotten(talk.back()));
              case Led.Talk talk -> delete(talk).defaultIfEmpty(nothing).flux();
              case Led.Nothing none -> Flux.just(nothing);
              case Led.Wait wait -> Flux.just(Frames.refused("forget", Refusal.TOO_FAST));
            });
  }

  private Mono<ServerFrame> delete(Led.Talk talk) {
    return intake
        .giveUp(talk.conversation(), talk.seeker().id())
        .then(threads.delete(talk))
        .map(deletion ->
            new ServerFrame.Deleted(talk.conversation().value(), Frames.lower(deletion)));
  }

  /** The conversation first: nothing but these words leads to it. */
  private Flux<ServerFrame> forgotten(WayBack back, @Nullable String only) {
    Mono<ServerFrame> talk = threads.talk(back).flatMap(this::delete);
    Mono<ServerFrame> way = forgotten(back);
    if (only == null) {
      return talk.concatWith(way);
    }
    return only.equals("thread")
        ? way.flux()
        : talk.defaultIfEmpty(Frames.refused("forget", Refusal.NOTHING)).flux();
  }

  private Mono<ServerFrame> forgotten(WayBack back) {
    return threads.forget(back).thenReturn(new ServerFrame.Forgotten());
  }

  Flux<ServerFrame> keep(Visitor.Seeker seeker, ClientFrame.Keep keep) {
    ConversationId id = new ConversationId(keep.conversation());
    return threads
        .keep(
            seeker, id, keep.language(), keep.words(), kept(keep.text(), keep.plan()), keep.show())
        .map(keeping -> kept("keep", id, keeping))
        .flux();
  }

  private static ServerFrame kept(String re, ConversationId id, Keeping keeping) {
    return switch (keeping) {
      case Keeping.Kept kept -> {
        Instant until = kept.goodUntil();
        yield new ServerFrame.Words(
            kept.words().reveal(), until == null ? null : until.toEpochMilli());
      }
      case Keeping.NotYours none -> Frames.refused(re, null, id.value(), Obstacle.NOT_YOURS);
      case Keeping.Wait wait -> Frames.refused(re, null, id.value(), Obstacle.TOO_FAST);
    };
  }

  /** Answered only where it was not theirs to say: neither is ever told what came of it. */
  Flux<ServerFrame> again(Visitor visitor, ClientFrame.Again again) {
    ConversationId id = new ConversationId(again.conversation());
    return threads
        .again(visitor, id, again.yes())
        .filter(said -> !said)
        .<ServerFrame>map(no -> Frames.refused("again", null, id.value(), Obstacle.NOT_YOURS))
        .flux();
  }

  /** Only of what is being watched, or was until it ended. */
  Flux<ServerFrame> close(
      Connection connection, Visitor.Staff supervisor, ClientFrame.ThreadClose close) {
    ConversationId id = new ConversationId(close.conversation());
    if (!connection.follows(id.value())) {
      return Flux.just(Frames.refused("thread-close", null, id.value(), Obstacle.NOT_YOURS));
    }
    return threads
        .close(supervisor, id, close.reason())
        .<ServerFrame>map(closed ->
            closed
                ? new ServerFrame.ThreadClosed(id.value())
                : new ServerFrame.Refused("thread-close", null, id.value(), Refusal.NOTHING, null))
        .defaultIfEmpty(Frames.refused("thread-close", null, id.value(), Obstacle.NOT_YOURS))
        .flux();
  }

  /**
   * Goes on with what words open for whoever joins the line with them. Nobody loses a place over
   * words: where they open nothing, or nothing can be looked up, that is said and they join as
   * anybody does.
   */
  Flux<ServerFrame> carrying(
      Visitor.Seeker seeker, ClientFrame.Join join, Function<Coming, Flux<ServerFrame>> joins) {
    String words = join.words();
    if (words == null) {
      return joins.apply(Coming.NEW);
    }
    return threads
        .look(seeker, words)
        .<Along>flatMap(looked ->
            switch (looked) {
              case Looked.Found found ->
                  coming(found.back(), join).map(coming -> new Along(coming, Flux.empty()));
              case Looked.Closed closed -> Mono.just(without(Refusal.CLOSED));
              case Looked.Nothing nothing -> Mono.just(without(Refusal.NOTHING));
              case Looked.Wait wait -> Mono.just(without(Refusal.TOO_FAST));
            })
        .onErrorResume(broken -> {
          LOG.warn("a way back was not found: {}", broken.getClass().getSimpleName());
          return Mono.just(without(Refusal.TROUBLE));
        })
        .flatMapMany(along -> along.told().concatWith(joins.apply(along.coming())));
  }

  private Mono<Coming> coming(WayBack back, ClientFrame.Join join) {
    Coming anyone = new Coming(back.carried(Boolean.TRUE.equals(join.share())), null);
    String peer = join.peer();
    return peer == null
        ? Mono.just(anyone)
        : threads
            .known(back)
            .filter(Known::there)
            .map(known ->
                new Coming(anyone.carried(), new KnownPeer(known.id(), peer.equals("hold"))))
            .defaultIfEmpty(anyone);
  }

  /** A conversation of theirs is open: that they are here counts, beside what else they do. */
  void visits(Connection connection, Visitor.Seeker seeker, ConversationId id) {
    connection.follow(VISIT, threads.visited(seeker, id).thenMany(Flux.empty()));
  }

  private record Along(Coming coming, Flux<ServerFrame> told) {}

  private static Along without(Refusal why) {
    return new Along(Coming.NEW, Flux.just(Frames.refused("join", why)));
  }

  /** A plan that is left out is none: what was hidden never comes out by leaving it as it was. */
  private KeptCard kept(String text, @Nullable List<String> plan) {
    return new KeptCard(text, plan == null ? List.of() : plan, clock.instant());
  }

  private Mono<ServerFrame> frame(WayBack back) {
    return threads.talk(back).hasElement().flatMap(talk -> frame(back, talk ? Boolean.TRUE : null));
  }

  private Mono<ServerFrame> frame(WayBack back, @Nullable Boolean talk) {
    ServerFrame.WayBack alone = frame(back, null, talk);
    return threads
        .known(back)
        .flatMap(known ->
            known.there()
                ? duties.isOn(known.id()).map(on -> known(known, on ? "on" : "off"))
                : Mono.just(known(known, "gone")))
        .<ServerFrame>map(peer -> frame(back, peer, talk))
        .defaultIfEmpty(alone);
  }

  private static ServerFrame.KnownPeer known(Known known, String state) {
    return new ServerFrame.KnownPeer(known.name(), state);
  }

  /** Where nothing was written there is nothing to hide. */
  private static ServerFrame.WayBack frame(
      WayBack back, ServerFrame.@Nullable KnownPeer peer, @Nullable Boolean talk) {
    KeptCard card = back.card();
    boolean show = back.shown() || card.isEmpty();
    return new ServerFrame.WayBack(
        back.visits(),
        back.goodUntil().toEpochMilli(),
        show,
        show ? card.text() : null,
        show ? card.plan() : null,
        peer,
        talk);
  }
}
