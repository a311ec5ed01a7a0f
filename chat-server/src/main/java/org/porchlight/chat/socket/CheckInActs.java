package org.porchlight.chat.socket;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.LastWords;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.MessageText;
import org.porchlight.chat.conversation.Obstacle;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.ReceivedMessage;
import org.porchlight.chat.intake.Intake;
import org.porchlight.chat.intake.Spot;
import org.porchlight.chat.outcomes.CheckIns;
import org.porchlight.chat.outcomes.CheckIns.Item;
import org.porchlight.chat.outcomes.CheckIns.Phase;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.Refusal;
import org.porchlight.chat.protocol.ServerFrame;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a seeker says of themselves, before somebody comes and after a conversation. */
final class CheckInActs {
  private static final String CHECK_IN = "check-in";
  private static final String LAST_WORD = "last-word";

  /**
   * From here on visits are counted together: few come so often, and a count of one is a person.
   */
  private static final int MOST_VISITS = 12;

  private final ConversationLog log;
  private final CheckIns checkIns;
  private final LastWords lastWords;
  private final MessageFlow flow;
  private final Intake intake;
  private final Clock clock;

  CheckInActs(
      ConversationLog log,
      CheckIns checkIns,
      LastWords lastWords,
      MessageFlow flow,
      Intake intake,
      Clock clock) {
    this.log = log;
    this.checkIns = checkIns;
    this.lastWords = lastWords;
    this.flow = flow;
    this.intake = intake;
    this.clock = clock;
  }

  /**
   * One thing that they want to be known. It is in no count: it goes with the conversation, and
   * whoever reads that reads it. Nothing of it is held, and signs of danger go on the board.
   */
  Flux<ServerFrame> lastWord(Visitor.Seeker seeker, ClientFrame.LastWord word) {
    ConversationId id = new ConversationId(word.conversation());
    ServerFrame notYours = Frames.refused(LAST_WORD, null, id.value(), Obstacle.NOT_YOURS);
    return log.find(
            id,
            found -> found instanceof Conversation.Closed && found.has(Part.SEEKER, seeker.id()))
        .flatMap(closed -> word.text().isEmpty() ? takenBack(id) : kept(seeker, id, word))
        .defaultIfEmpty(Flux.just(notYours))
        .flatMapMany(answer -> answer);
  }

  private Mono<Flux<ServerFrame>> takenBack(ConversationId id) {
    return lastWords.keep(id, null).map(gone -> Flux.just(told(id, false)));
  }

  private Mono<Flux<ServerFrame>> kept(
      Visitor.Seeker seeker, ConversationId id, ClientFrame.LastWord word) {
    MessageText text = MessageText.of(word.text());
    ReceivedMessage words =
        new ReceivedMessage(id, new MessageId(word.id()), Part.SEEKER, seeker.id(), text, false);
    return flow.look(words)
        .filterWhen(verdict -> lastWords.keep(id, text))
        // There is one of them at a time, so there is one flag, however often it is another.
        .delayUntil(verdict -> flow.keptBeside(words, LAST_WORD, verdict, clock.instant()))
        .map(verdict ->
            MessageFlow.tellsOfDanger(verdict)
                ? Flux.just(told(id, true), Frames.support(intake.lines(seeker)))
                : Flux.just(told(id, true)));
  }

  private static ServerFrame told(ConversationId id, boolean kept) {
    return new ServerFrame.LastWord(id.value(), kept);
  }

  /** Nothing is answered when it counts. */
  Flux<ServerFrame> checkIn(
      Connection connection, Visitor.Seeker seeker, ClientFrame.CheckIn checkIn) {
    String over = checkIn.conversation();
    if (over != null) {
      ServerFrame notYours = Frames.refused(CHECK_IN, null, over, Obstacle.NOT_YOURS);
      return once(
          connection, seeker, new ConversationId(over), Phase.AFTER, answers(checkIn), notYours);
    }
    ServerFrame notWaiting = Frames.refused(CHECK_IN, Refusal.NOT_WAITING);
    Spot spot = connection.spot();
    return spot == null
        ? Flux.just(notWaiting)
        : once(connection, seeker, spot.conversation(), Phase.BEFORE, answers(checkIn), notWaiting);
  }

  private Flux<ServerFrame> once(
      Connection connection,
      Visitor.Seeker seeker,
      ConversationId id,
      Phase phase,
      Map<Item, Integer> answers,
      ServerFrame notNow) {
    return log.checkedIn(id, seeker.id(), phase == Phase.AFTER)
        .map(first -> {
          if (first) {
            // Beside what else the seeker does: nothing of that waits until it is counted.
            connection.follow(
                CHECK_IN,
                log.carried(id)
                    .flatMap(carried ->
                        checkIns.count(phase, Math.min(carried.visit(), MOST_VISITS), answers))
                    .onErrorComplete()
                    .thenMany(Flux.empty()));
            return Flux.<ServerFrame>empty();
          }
          return Flux.<ServerFrame>just(Frames.refused(CHECK_IN, Refusal.ALREADY));
        })
        .defaultIfEmpty(Flux.just(notNow))
        .flatMapMany(answer -> answer);
  }

  private static Map<Item, Integer> answers(ClientFrame.CheckIn checkIn) {
    Map<Item, Integer> answers = new EnumMap<>(Item.class);
    put(answers, Item.UPSET, checkIn.upset());
    put(answers, Item.HOPE, checkIn.hope());
    put(answers, Item.ALONE, checkIn.alone());
    put(answers, Item.NEXT, checkIn.next());
    put(answers, Item.HEARD, heard(checkIn.heard()));
    return answers;
  }

  private static void put(Map<Item, Integer> answers, Item item, @Nullable Integer value) {
    if (value != null) {
      answers.put(item, value);
    }
  }

  private static @Nullable Integer heard(@Nullable String heard) {
    if (heard == null) {
      return null;
    }
    return switch (heard) {
      case "yes" -> 3;
      case "partly" -> 2;
      default -> 1;
    };
  }
}
