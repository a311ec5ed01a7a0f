package org.porchlight.chat.socket;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.continuity.Threads;
import org.porchlight.chat.continuity.Threads.Keeping;
import org.porchlight.chat.continuity.Threads.Led;
import org.porchlight.chat.continuity.Threads.Looked;
import org.porchlight.chat.continuity.WayBack;
import org.porchlight.chat.conversation.Carried;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.KeptCard;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.Refusal;
import org.porchlight.chat.protocol.ServerFrame;
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
  private static final Logger LOG = LoggerFactory.getLogger(BackActs.class);

  private final Threads threads;

  BackActs(Threads threads) {
    this.threads = threads;
  }

  Flux<ServerFrame> back(Visitor.Seeker seeker, ClientFrame.Back back) {
    return threads
        .lead(seeker, back.words())
        .<ServerFrame>map(led ->
            switch (led) {
              case Led.Back way -> frame(way.back());
              case Led.Talk talk -> new ServerFrame.Talk(talk.goesOn() ? "open" : "closed");
              case Led.Nothing nothing -> Frames.refused("back", Refusal.NOTHING);
              case Led.Wait wait -> Frames.refused("back", Refusal.TOO_FAST);
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
        .<ServerFrame>flatMap(led ->
            switch (led) {
              case Led.Talk talk when talk.goesOn() ->
                  threads
                      .goIn(seeker, talk)
                      .<ServerFrame>map(pass ->
                          new ServerFrame.Pass(pass.token(), pass.expiresAt().toEpochMilli()))
                      .defaultIfEmpty(nothing);
              case Led.Wait wait -> Mono.just(Frames.refused("go-in", Refusal.TOO_FAST));
              case Led.Talk over -> Mono.just(nothing);
              case Led.Back way -> Mono.just(nothing);
              case Led.Nothing none -> Mono.just(nothing);
            })
        .flux();
  }

  /** Where a conversation was deleted no words lead to it any more. */
  Flux<ServerFrame> deleted(Flux<ServerFrame> answers) {
    return answers.delayUntil(answer ->
        answer instanceof ServerFrame.Deleted deleted
            ? threads.leadNowhere(new ConversationId(deleted.conversation())).onErrorComplete()
            : Mono.empty());
  }

  Flux<ServerFrame> card(Visitor.Seeker seeker, ClientFrame.CardChange card) {
    return opened(
        "card",
        seeker,
        card.words(),
        found ->
            threads
                .change(found, kept(card.text(), card.plan()), card.show())
                .map(BackActs::frame)
                .defaultIfEmpty(Frames.refused("card", Refusal.NOTHING))
                .flux());
  }

  /** A way back, or the conversation that they lead to. */
  Flux<ServerFrame> forget(Visitor.Seeker seeker, ClientFrame.Forget forget) {
    ServerFrame nothing = Frames.refused("forget", Refusal.NOTHING);
    return threads
        .lead(seeker, forget.words())
        .<ServerFrame>flatMap(led ->
            switch (led) {
              case Led.Back way ->
                  threads
                      .forget(way.back())
                      .thenReturn((ServerFrame) new ServerFrame.Forgotten());
              case Led.Talk talk ->
                  threads
                      .delete(talk)
                      .<ServerFrame>map(deletion ->
                          new ServerFrame.Deleted(
                              talk.conversation().value(), Frames.lower(deletion)))
                      .defaultIfEmpty(nothing);
              case Led.Nothing none -> Mono.just(nothing);
              case Led.Wait wait -> Mono.just(Frames.refused("forget", Refusal.TOO_FAST));
            })
        .flux();
  }

  Flux<ServerFrame> keep(Visitor.Seeker seeker, ClientFrame.Keep keep) {
    ConversationId id = new ConversationId(keep.conversation());
    return threads
        .keep(
            seeker,
            id,
            keep.language(),
            keep.words(),
            kept(keep.text(), keep.plan()),
            keep.show())
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

  /**
   * Goes on with what words open for whoever joins the line with them. Nobody loses a place over
   * words: where they open nothing, or nothing can be looked up, that is said and they join as
   * anybody does.
   */
  Flux<ServerFrame> carrying(
      Visitor.Seeker seeker, ClientFrame.Join join, Function<Carried, Flux<ServerFrame>> joins) {
    String words = join.words();
    if (words == null) {
      return joins.apply(Carried.NOTHING);
    }
    return threads
        .look(seeker, words)
        .<Coming>map(looked ->
            switch (looked) {
              case Looked.Found found ->
                  new Coming(found.back().carried(Boolean.TRUE.equals(join.share())), Flux.empty());
              case Looked.Nothing nothing -> without(Refusal.NOTHING);
              case Looked.Wait wait -> without(Refusal.TOO_FAST);
            })
        .onErrorResume(broken -> {
          LOG.warn("a way back was not found: {}", broken.getClass().getSimpleName());
          return Mono.just(without(Refusal.TROUBLE));
        })
        .flatMapMany(found -> found.told().concatWith(joins.apply(found.carried())));
  }

  /** A conversation of theirs is open: that they are here counts, beside what else they do. */
  void visits(Connection connection, Visitor.Seeker seeker, ConversationId id) {
    connection.follow(VISIT, threads.visited(seeker, id).thenMany(Flux.empty()));
  }

  private record Coming(Carried carried, Flux<ServerFrame> told) {}

  private static Coming without(Refusal why) {
    return new Coming(Carried.NOTHING, Flux.just(Frames.refused("join", why)));
  }

  private Flux<ServerFrame> opened(
      String re,
      Visitor.Seeker seeker,
      String words,
      Function<WayBack, Flux<ServerFrame>> whatThen) {
    return threads
        .look(seeker, words)
        .flatMapMany(looked ->
            switch (looked) {
              case Looked.Found found -> whatThen.apply(found.back());
              case Looked.Nothing nothing -> Flux.just(Frames.refused(re, Refusal.NOTHING));
              case Looked.Wait wait -> Flux.just(Frames.refused(re, Refusal.TOO_FAST));
            });
  }

  /** A plan that is left out is none: what was hidden never comes out by leaving it as it was. */
  private static KeptCard kept(String text, @Nullable List<String> plan) {
    return new KeptCard(text, plan == null ? List.of() : plan);
  }

  /** Where nothing was written there is nothing to hide. */
  private static ServerFrame frame(WayBack back) {
    KeptCard card = back.card();
    boolean show = back.shown() || card.isEmpty();
    return new ServerFrame.WayBack(
        back.visits(),
        back.goodUntil().toEpochMilli(),
        show,
        show ? card.text() : null,
        show ? card.plan() : null);
  }
}
