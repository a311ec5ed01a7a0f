package org.porchlight.chat.socket;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.porchlight.chat.access.Block;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.ConversationLog.Whispered;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Stepping.Stepped;
import org.porchlight.chat.conversation.Whisper;
import org.porchlight.chat.duty.Duties;
import org.porchlight.chat.intake.HandOvers;
import org.porchlight.chat.intake.Intake;
import org.porchlight.chat.intake.Spot;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.Refusal;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.chat.supervision.Blocks;
import org.porchlight.chat.supervision.Blocks.Blocking;
import org.porchlight.chat.supervision.BoardEvent;
import org.porchlight.chat.supervision.Claims;
import org.porchlight.chat.supervision.Clinicians;
import org.porchlight.chat.supervision.Closure;
import org.porchlight.chat.supervision.Contacts;
import org.porchlight.chat.supervision.Decisions;
import org.porchlight.chat.supervision.Interventions;
import org.porchlight.chat.supervision.Outcome;
import org.porchlight.chat.supervision.Supervision;
import org.porchlight.matching.Census;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a supervisor does: the board, and reading along. */
final class SupervisorActs {
  private static final String BOARD = "board";

  private final Supervision supervision;
  private final Claims claims;
  private final Decisions decisions;
  private final Interventions interventions;
  private final Clinicians clinicians;
  private final Blocks blocks;
  private final Contacts contacts;
  private final Intake intake;
  private final HandOvers handOvers;
  private final Duties duties;
  private final LineActs lines;
  private final ConversationLog log;
  private final Clock clock;

  SupervisorActs(
      Supervision supervision,
      Claims claims,
      Decisions decisions,
      Interventions interventions,
      Clinicians clinicians,
      Blocks blocks,
      Contacts contacts,
      Intake intake,
      HandOvers handOvers,
      Duties duties,
      LineActs lines,
      ConversationLog log,
      Clock clock) {
    this.supervision = supervision;
    this.claims = claims;
    this.decisions = decisions;
    this.interventions = interventions;
    this.clinicians = clinicians;
    this.blocks = blocks;
    this.contacts = contacts;
    this.intake = intake;
    this.handOvers = handOvers;
    this.duties = duties;
    this.lines = lines;
    this.log = log;
    this.clock = clock;
  }

  /** There for as long as the socket lives; counted before anything is answered. */
  Mono<Void> arrive(Connection connection, Visitor.Staff supervisor) {
    connection.follow(
        "beat",
        Flux.interval(Supervision.BEAT)
            .onBackpressureDrop()
            .concatMap(tick -> supervision.beat(supervisor).onErrorComplete())
            .thenMany(Flux.empty()));
    return supervision.beat(supervisor);
  }

  /** What they are in the middle of. */
  Flux<ServerFrame.Opened> current(Visitor.Staff supervisor) {
    return interventions
        .current(supervisor)
        .map(conversation -> Frames.watching(conversation, null, log.usualMinutes()));
  }

  Flux<ServerFrame> board(Connection connection, Visitor.Staff supervisor) {
    connection.follow(BOARD, supervision.events(supervisor).map(SupervisorActs::frame));
    return Mono.zip(
            supervision.flags(supervisor).map(Frames::flag).collectList(),
            supervision.census(),
            supervision.present(),
            supervision.gaveUp(),
            contacts.waiting().map(Frames::passing).collectList())
        .map(all ->
            (ServerFrame) board(all.getT1(), all.getT2(), all.getT3(), all.getT4(), all.getT5()))
        .flux();
  }

  /** Who has it comes to every board as a {@code flag}, also to whoever was second. */
  Flux<ServerFrame> claim(Visitor.Staff supervisor, ClientFrame.Claim claim) {
    return claims
        .claim(supervisor, claim.flag())
        .flatMapMany(claimed ->
            switch (claimed) {
              case YOURS -> Flux.<ServerFrame>empty();
              case TAKEN -> refused("claim", claim.flag(), Refusal.TAKEN);
              case CLOSED -> refused("claim", claim.flag(), Refusal.DECIDED);
            });
  }

  /** That nobody has it, or another is asked to, comes to every board as a {@code flag}. */
  Flux<ServerFrame> letGo(Visitor.Staff supervisor, ClientFrame.LetGo letGo) {
    String to = letGo.to();
    if (to != null) {
      return claims
          .ask(supervisor, letGo.flag(), to)
          .flatMapMany(asked ->
              switch (asked) {
                case DONE -> Flux.<ServerFrame>empty();
                case UNCLAIMED -> refused("let-go", letGo.flag(), Refusal.UNCLAIMED);
                case AWAY -> refused("let-go", letGo.flag(), Refusal.AWAY);
              });
    }
    return claims
        .letGo(supervisor, letGo.flag())
        .flatMapMany(free ->
            free ? Flux.<ServerFrame>empty() : refused("let-go", letGo.flag(), Refusal.UNCLAIMED));
  }

  /** What was decided comes to every board as a {@code flag}. */
  Flux<ServerFrame> release(Visitor.Staff supervisor, ClientFrame.Release release) {
    return decisions
        .release(supervisor, release.flag(), release.send(), release.word())
        .flatMapMany(decided ->
            switch (decided) {
              case DONE -> Flux.<ServerFrame>empty();
              case BEFORE -> refused("release", release.flag(), Refusal.DECIDED);
              case CLOSED -> refused("release", release.flag(), Refusal.CLOSED);
              case LEFT -> refused("release", release.flag(), Refusal.LEFT);
              case TAKEN -> refused("release", release.flag(), Refusal.TAKEN);
              case GONE -> refused("release", release.flag(), Refusal.NOT_YOURS);
              case PENDING -> refused("release", release.flag(), Refusal.TROUBLE);
            });
  }

  /** That it is closed comes to every board as {@code flag-changed}. */
  Flux<ServerFrame> resolve(Visitor.Staff supervisor, ClientFrame.Resolve resolve) {
    String outcome = resolve.outcome();
    return decisions
        .resolve(
            supervisor,
            resolve.flag(),
            new Closure(
                resolve.verdict().equals("right"),
                outcome == null ? null : Outcome.of(outcome),
                resolve.note(),
                resolve.owner()))
        .flatMapMany(resolved ->
            switch (resolved) {
              case DONE -> Flux.<ServerFrame>empty();
              case BEFORE -> refused("resolve", resolve.flag(), Refusal.DECIDED);
              case OUTCOME_NEEDED -> refused("resolve", resolve.flag(), Refusal.OUTCOME_NEEDED);
              case UNDECIDED -> refused("resolve", resolve.flag(), Refusal.UNDECIDED);
              case TAKEN -> refused("resolve", resolve.flag(), Refusal.TAKEN);
              case UNCLAIMED -> refused("resolve", resolve.flag(), Refusal.UNCLAIMED);
              case AWAY -> refused("resolve", resolve.flag(), Refusal.AWAY);
            });
  }

  /** The seeker and the peer have been told before the first message is sent. */
  Flux<ServerFrame> watch(
      Connection connection, Visitor.Staff supervisor, ClientFrame.Watch watch) {
    ConversationId id = new ConversationId(watch.conversation());
    return supervision
        .watch(supervisor, id, watch.reason())
        .flatMapMany(watching ->
            switch (watching) {
              case ALLOWED ->
                  interventions.back(supervisor, id).thenMany(open(connection, supervisor, id));
              case NOT_THERE -> refused("watch", id, Refusal.NOT_YOURS);
              case REASON_NEEDED -> refused("watch", id, Refusal.REASON_NEEDED);
            });
  }

  Flux<ServerFrame> unwatch(
      Connection connection, Visitor.Staff supervisor, ClientFrame.Unwatch unwatch) {
    ConversationId id = new ConversationId(unwatch.conversation());
    if (!connection.follows(id.value())) {
      return refused("unwatch", id, Refusal.NOT_YOURS);
    }
    connection.unfollow(id.value());
    return interventions
        .leave(supervisor, id)
        .then(supervision.unwatch(supervisor, id))
        .thenMany(Flux.just(new ServerFrame.Closed(id.value(), "unwatched")));
  }

  /** Only into what is being watched: the seeker knows then that a supervisor is there. */
  Flux<ServerFrame> whisper(
      Connection connection, Visitor.Staff supervisor, ClientFrame.Whisper whisper) {
    ConversationId id = new ConversationId(whisper.conversation());
    MessageId message = new MessageId(whisper.id());
    if (!connection.follows(id.value())) {
      return Flux.just(Frames.refused("whisper", whisper.id(), id.value(), Obstacle.NOT_YOURS));
    }
    MessageText text = MessageText.of(whisper.text());
    return supervision
        .whisper(supervisor, id, message, text)
        .map(whispered ->
            switch (whispered) {
              case Whispered.Kept kept ->
                  Frames.whispered(
                      new Whisper(
                          id, message, "", supervisor.id(), supervisor.name(), text, kept.at()));
              case Whispered.Pending pending -> new ServerFrame.Pending(id.value(), whisper.id());
              case Whispered.Not not ->
                  Frames.refused("whisper", whisper.id(), id.value(), not.obstacle());
            })
        .flux();
  }

  /** That it is so comes to everybody in the conversation as {@code stepped}. */
  Flux<ServerFrame> joinIn(
      Connection connection, Visitor.Staff supervisor, ClientFrame.JoinIn join) {
    ConversationId id = new ConversationId(join.conversation());
    return watched(connection, id, "join-in", interventions.joinIn(supervisor, id));
  }

  /** That it is so, or that the seeker is asked, comes to everybody in it as {@code stepped}. */
  Flux<ServerFrame> takeOver(
      Connection connection, Visitor.Staff supervisor, ClientFrame.TakeOver take) {
    ConversationId id = new ConversationId(take.conversation());
    Mono<Interventions.TakingOver> taking =
        peerIsGone(id)
            .flatMap(gone ->
                interventions.takeOver(
                    supervisor, id, take.peer().equals("keep"), take.reason(), gone));
    return connection.follows(id.value())
        ? taking.flatMapMany(taken ->
            switch (taken) {
              case Interventions.TakingOver.Done done ->
                  handOvers.settle(id).thenMany(Frames.stepped("take-over", id, done.stepped()));
              case Interventions.TakingOver.MustRemove must ->
                  refused("take-over", id, Refusal.MUST_REMOVE);
            })
        : refused("take-over", id, Refusal.NOT_YOURS);
  }

  /** That it is so comes to everybody in the conversation as {@code stepped}. */
  Flux<ServerFrame> stepOut(
      Connection connection, Visitor.Staff supervisor, ClientFrame.StepOut out) {
    ConversationId id = new ConversationId(out.conversation());
    return watched(connection, id, "step-out", interventions.stepOut(supervisor, id));
  }

  /** Who could be offered to a seeker. */
  Flux<ServerFrame> clinicians() {
    return clinicians
        .onDuty()
        .map(each -> new ServerFrame.Clinician(each.id(), each.name()))
        .collectList()
        .<ServerFrame>map(ServerFrame.Clinicians::new)
        .flux();
  }

  /** That the seeker is asked comes to everybody in the conversation as {@code stepped}. */
  Flux<ServerFrame> offerClinician(
      Connection connection, Visitor.Staff supervisor, ClientFrame.OfferClinician offer) {
    ConversationId id = new ConversationId(offer.conversation());
    return watched(
        connection, id, "offer-clinician", clinicians.offer(supervisor, id, offer.clinician()));
  }

  /** The seeker is in a conversation at once; their place in line has served its purpose. */
  Flux<ServerFrame> answer(
      Connection connection, Visitor.Staff supervisor, ClientFrame.AnswerNow answer) {
    ConversationId id = new ConversationId(answer.conversation());
    return log.find(id)
        .ofType(Conversation.Waiting.class)
        .map(Spot::of)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMapMany(spot ->
            interventions
                .answer(supervisor, id)
                .flatMapMany(answered ->
                    answered == Stepped.DONE
                        ? Mono.justOrEmpty(spot)
                            .flatMap(intake::answered)
                            .thenMany(open(connection, supervisor, id))
                        : Frames.stepped("answer", id, answered)));
  }

  /**
   * Only in what is being watched. That the conversation is over comes to everybody in it as {@code
   * closed}. Once begun it is done, even if whoever asked hangs up: a pass that is blocked and goes
   * on talking would be neither.
   */
  Flux<ServerFrame> block(
      Connection connection, Visitor.Staff supervisor, ClientFrame.Block block) {
    ConversationId id = new ConversationId(block.conversation());
    if (!connection.follows(id.value())) {
      return refused("block", id, Refusal.NOT_YOURS);
    }
    Mono<Blocking> blocking =
        blocks
            .block(supervisor, id, Block.Reason.of(block.reason()))
            .delayUntil(this::endWhatTheyAreIn);
    return Mono.defer(() -> Mono.fromFuture(blocking.toFuture(), true))
        .flatMapMany(what ->
            switch (what) {
              case Blocking.Done done -> Flux.<ServerFrame>just(Frames.blockedIn(done.told(), id));
              case Blocking.NotThere none -> refused("block", id, Refusal.NOT_YOURS);
              case Blocking.Left left -> refused("block", id, Refusal.LEFT);
              case Blocking.Endangered endangered -> refused("block", id, Refusal.UNDECIDED);
            });
  }

  private Mono<Void> endWhatTheyAreIn(Blocking blocking) {
    return blocking instanceof Blocking.Done done
        ? Mono.justOrEmpty(done.place()).flatMap(intake::blocked)
        : Mono.empty();
  }

  /** What a second person has to look at. */
  Flux<ServerFrame> blocks() {
    return blocks
        .toReview()
        .map(Frames::block)
        .collectList()
        .<ServerFrame>map(ServerFrame.Blocks::new)
        .flux();
  }

  /** What is left to look at; the seeker is told where they may come back. */
  Flux<ServerFrame> review(Visitor.Staff supervisor, ClientFrame.Review review) {
    return blocks
        .review(supervisor, review.block(), review.verdict().equals("uphold"))
        .flatMapMany(reviewed ->
            switch (reviewed) {
              case DONE -> blocks();
              case OWN -> refused("review", review.block(), Refusal.OWN);
              case DECIDED -> refused("review", review.block(), Refusal.DECIDED);
            });
  }

  private static Flux<ServerFrame> watched(
      Connection connection, ConversationId id, String re, Mono<Stepped> step) {
    return connection.follows(id.value())
        ? step.flatMapMany(stepped -> Frames.stepped(re, id, stepped))
        : refused(re, id, Refusal.NOT_YOURS);
  }

  private Mono<Boolean> peerIsGone(ConversationId id) {
    return log.find(id)
        .mapNotNull(Conversation::peer)
        .flatMap(peer -> duties.goneSince(peer.id()))
        .hasElement();
  }

  /** Only what is being watched can be resumed; coming back means watching anew. */
  Flux<ServerFrame> resume(
      Connection connection, Visitor.Staff supervisor, ClientFrame.Resume resume) {
    ConversationId id = new ConversationId(resume.conversation());
    if (!connection.follows(id.value())) {
      return refused("resume", id, Refusal.NOT_YOURS);
    }
    connection.follow(id.value(), live(supervisor, id, resume.epoch(), resume.after(), ""));
    return Flux.empty();
  }

  private Flux<ServerFrame> open(
      Connection connection, Visitor.Staff supervisor, ConversationId id) {
    return log.find(id)
        .zipWhen(found -> supervision.regionOf(found).defaultIfEmpty(""))
        .flatMapMany(found -> {
          Conversation conversation = found.getT1();
          String told = found.getT2();
          String region = told.isEmpty() ? null : told;
          connection.follow(
              id.value(),
              Flux.<ServerFrame>just(Frames.watching(conversation, region, log.usualMinutes()))
                  .concatWith(lines.why(id))
                  .concatWith(live(supervisor, id, conversation.epoch(), 0, told)));
          return Flux.<ServerFrame>empty();
        });
  }

  private Flux<ServerFrame> live(
      Visitor.Staff supervisor, ConversationId id, String epoch, long after, String told) {
    Flux<ServerFrame> stillReads =
        Flux.interval(Supervision.BEAT)
            .onBackpressureDrop()
            .concatMap(tick -> supervision.stillReads(supervisor, id).onErrorComplete())
            .thenMany(Flux.empty());
    Mono<String> region = log.find(id).flatMap(supervision::regionOf);
    SupervisorEar ear = new SupervisorEar(supervisor.id(), id, log, told, region);
    return Follow.conversation(log, id, epoch, after, ear)
        .mergeWith(stillReads)
        .takeUntil(SupervisorActs::isTheLast);
  }

  private static boolean isTheLast(ServerFrame frame) {
    return frame instanceof ServerFrame.Closed || frame instanceof ServerFrame.Reset;
  }

  private ServerFrame.Board board(
      List<ServerFrame.Flag> flags,
      Census census,
      int supervisors,
      int gaveUp,
      List<ServerFrame.Passing> passing) {
    return new ServerFrame.Board(
        flags.stream().filter(flag -> flag.lane().equals("now")).toList(),
        flags.stream().filter(flag -> flag.lane().equals("soon")).toList(),
        census.waiting(),
        census.longestWait().toMinutes(),
        census.onDuty(),
        supervisors,
        clock.millis(),
        gaveUp == 0 ? null : gaveUp,
        passing.isEmpty() ? null : passing,
        Frames.onCall(supervision.onCall()),
        Frames.safeguarding(supervision.safeguarding()));
  }

  private static ServerFrame frame(BoardEvent event) {
    return switch (event) {
      case BoardEvent.Shown shown -> Frames.flag(shown.flag());
      case BoardEvent.Closed closed ->
          new ServerFrame.FlagChanged(
              closed.flag(), "closed", closed.by().isEmpty() ? null : closed.by());
    };
  }

  private static Flux<ServerFrame> refused(String re, String flag, Refusal reason) {
    return Flux.just(new ServerFrame.Refused(re, flag, null, reason, null));
  }

  private static Flux<ServerFrame> refused(String re, ConversationId id, Refusal reason) {
    return Flux.just(new ServerFrame.Refused(re, null, id.value(), reason, null));
  }
}
