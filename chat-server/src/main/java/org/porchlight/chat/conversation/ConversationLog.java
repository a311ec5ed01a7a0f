package org.porchlight.chat.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.ConversationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Where conversations live while they are open. Every act is one atomic step and bears being
 * repeated. What people wrote is sealed before it gets here to stay.
 */
public interface ConversationLog {

  /** Makes a conversation whose seeker waits. Making it again changes nothing. */
  default Mono<Void> create(ConversationId id, Member seeker) {
    return create(id, seeker, "en", Carried.NOTHING);
  }

  /**
   * The same, for a seeker who may have been here before.
   *
   * @param language that they want to talk in
   */
  Mono<Void> create(ConversationId id, Member seeker, String language, Carried carried);

  /** What a list says of a conversation beside its names; empty where there is none. */
  Mono<Glance> glance(ConversationId id);

  /**
   * A conversation at a glance, with nothing of what was said.
   *
   * @param language that its seeker wants to talk in; null where an earlier version made it
   * @param lastSaid when somebody wrote last; null where nobody did yet
   */
  record Glance(@Nullable String language, @Nullable Instant lastSaid) {}

  /**
   * Seals words about a conversation with its key; empty where it is not here.
   *
   * @param about what they are, to which the seal is bound
   */
  Mono<byte[]> seal(ConversationId conversation, MessageText words, String about);

  /** Opens what was sealed so, here or elsewhere; empty where the conversation is not here. */
  Mono<MessageText> unseal(ConversationId conversation, byte[] sealed, String about);

  /** What a conversation carries of earlier visits, empty when there is no such conversation. */
  Mono<Carried> carried(ConversationId id);

  /** The plan that both write in it; empty where its seeker came with none that they may see. */
  Mono<SharedPlan> plan(ConversationId id);

  /**
   * Its seeker or its peer writes another plan, and it rings.
   *
   * @param wanted with the number of the one that it was written over
   * @return why not; empty when it is so
   */
  Mono<Obstacle> changePlan(ConversationId id, String person, SharedPlan wanted);

  /** Whether it belongs to a way back, empty when there is no such conversation. */
  Mono<Boolean> belongs(ConversationId id);

  /**
   * A conversation that is over belongs to this way back from now on.
   *
   * @param seeker who says it
   * @param thread empty to learn only whether it may, and change nothing
   * @return what it carried before; empty when it is not theirs, not over, is to be deleted, or its
   *     seeker was blocked in it
   */
  Mono<Carried> belongTo(ConversationId id, String seeker, String thread);

  /**
   * Its seeker or its peer says whether they would like to talk with the other again, once it is
   * over; it may be said anew.
   *
   * @param person who says it
   * @param yes what they say, null when nothing, to look
   * @return what both said; empty when it is not theirs, not over, belongs to no way back where its
   *     seeker says it, or had no peer
   */
  Mono<Again> again(ConversationId id, String person, @Nullable Boolean yes);

  /**
   * A supervisor says that they should not, whatever the two say or said.
   *
   * @return empty when there is no such conversation
   */
  Mono<Again> neverAgain(ConversationId id);

  /**
   * Keeps what a waiting seeker wrote, replacing what was there; null withdraws it.
   *
   * @param context what moderation remembers after looking at it
   * @return whether the conversation is still waiting
   */
  Mono<Boolean> note(ConversationId id, @Nullable MessageText note, ConversationContext context);

  /**
   * Remembers how much danger there is while the seeker waits, when that is more than before.
   *
   * @param level 0 to 6
   * @return whether it was more; empty when the conversation is not waiting
   */
  Mono<Boolean> remember(ConversationId id, int level);

  /**
   * Keeps the answer to the safety question for as long as the seeker waits; and one that is not a
   * yes with the conversation, until they answer anew.
   */
  Mono<Void> safety(ConversationId id, String answer);

  /** Keeps what a waiting seeker said would help, {@code none} for nothing any more. */
  Mono<Void> help(ConversationId id, String help);

  /** What is kept of what a seeker said in line, without their words. */
  Mono<KeptInLine> keptInLine(ConversationId id);

  /**
   * What is kept of what a seeker said in line.
   *
   * @param safe the answer to the safety question while they wait, or null
   * @param note whether there is a first message, while they wait
   * @param help what would help, or null
   * @param helpAt when they chose that, or null
   * @param notSafe {@code no} or {@code unsure} where they answered that last, else null
   */
  record KeptInLine(
      @Nullable String safe,
      boolean note,
      @Nullable String help,
      @Nullable Instant helpAt,
      @Nullable String notSafe) {
    @Override
    public String toString() {
      return "KeptInLine[note=" + note + "]";
    }
  }

  /**
   * Remembers that its seeker checked in, and never what they said: once while they wait for the
   * first peer, and once when it is over.
   *
   * @param seeker who says it
   * @param after whether it is about a conversation that is over
   * @return whether it is for the first time; empty when it is not theirs, or not the time
   */
  Mono<Boolean> checkedIn(ConversationId id, String seeker, boolean after);

  /**
   * Remembers that its peer said what a conversation that is over was about, or how it ended, and
   * never what they said.
   *
   * @param peer who says it
   * @param what {@code topics} or {@code how}
   * @return whether it is for the first time; empty when it is not theirs, or not over
   */
  Mono<Boolean> wrappedUp(ConversationId id, String peer, String what);

  /**
   * Keeps what its peer would like the next person to know, about a conversation that is over,
   * replacing what was there. It ends with the conversation.
   *
   * @param peer who says it
   * @return whether it is kept: it is theirs, over, and not to be deleted
   */
  Mono<Boolean> leaveNext(ConversationId id, String peer, MessageText text);

  /** What the peer would like the next person to know, empty when nothing was left. */
  Mono<MessageText> next(ConversationId id);

  /**
   * The words of a waiting seeker, also once they are a message of the conversation that opened;
   * empty when there are none.
   */
  Mono<MessageText> note(ConversationId id);

  /**
   * A conversation that fits, empty when there is none that does. One that fits may be as it was
   * seconds ago, for it is told by whatever server is asked; that none does is only said by the
   * server that takes the writes, and fails while there is none that can be sure.
   */
  Mono<Conversation> find(ConversationId id, Predicate<Conversation> fits);

  /** A conversation, empty when there is none; as sure as the other. */
  default Mono<Conversation> find(ConversationId id) {
    return find(id, any -> true);
  }

  /**
   * Brings the peer in, or a supervisor without one: a waiting conversation becomes open, and the
   * note its first message. One whose peer hands it over changes hands in the same step.
   *
   * @return the conversation as it now is, empty when there is none; somebody else's if it was
   *     taken
   */
  Mono<Conversation> open(ConversationId id, Member with);

  /**
   * The peer is not in it any more and the seeker waits for another. Nobody who reads now goes on
   * reading; the seeker and whoever watches come anew. Doing it again changes nothing.
   *
   * @param peer who goes
   * @param share whether the next peer may read what was said so far
   * @return the conversation as it now is, empty when there is none
   */
  Mono<Conversation> vacate(ConversationId id, String peer, boolean share);

  /** Appends a message and rings, or lays it aside when it waits for a supervisor. */
  Mono<Appended> append(ScreenedMessage message);

  /** Appends a message that waits, if it still does. */
  Mono<Appended> release(ConversationId id, MessageId message);

  /**
   * Gives a message that waits back to its writer, if it still does.
   *
   * @param by the name of who decided
   * @param word what they say about it, or null
   */
  Mono<WithheldMessages.Decided> giveBack(
      ConversationId id, MessageId message, String by, @Nullable MessageText word);

  /** A message that waits or did, empty when there is none. */
  Mono<Withheld> withheld(ConversationId id, MessageId message);

  /** All messages that wait or did. */
  Flux<Withheld> withheld(ConversationId id);

  /** Keeps a whisper and rings; what the peer hears of it is not in the log. */
  Mono<Whispered> whisper(Whisper.Spoken whisper);

  /** What was whispered, oldest first, to whichever peer. */
  Flux<Whisper> whispers(ConversationId id);

  /** Changes a supervisor's part, and rings. */
  Mono<Stepping.Stepped> step(ConversationId id, Stepping stepping);

  /** A step of handing over, and rings. */
  Mono<Stepping.Stepped> handOver(ConversationId id, HandingOver act);

  /** A step of bringing a clinician in, and rings. */
  Mono<Stepping.Stepped> consult(ConversationId id, Consulting act);

  /** A step of offering something that may help, and rings. */
  Mono<Stepping.Stepped> offer(ConversationId id, Offering act);

  /** A step of the card on which a seeker may leave how they can be reached, and rings. */
  Mono<Stepping.Stepped> connect(ConversationId id, Connecting act);

  /** Where that card stands, empty when none was offered. */
  Mono<ContactCard> contact(ConversationId id);

  /** What is on the card, empty when nothing is. Whoever asks has written down that they do. */
  Mono<ContactCard.Value> contactValue(ConversationId id);

  /** The steps so far, oldest first. */
  Flux<Step> steps(ConversationId id);

  /** A supervisor reads, for so long from now. */
  Mono<Void> reads(ConversationId id, Member supervisor, Duration time);

  /** A supervisor reads no more. */
  Mono<Void> readsNoMore(ConversationId id, Member supervisor);

  /** The supervisors who read. */
  Flux<Member> readers(ConversationId id);

  /** The person ids of the supervisors who read it, now or before. */
  Flux<String> haveRead(ConversationId id);

  /** What became of a whisper. */
  sealed interface Whispered {

    /** It is kept, now or since before. */
    record Kept(Instant at) implements Whispered {}

    /** It may be, and is not as durable as promised: its writer repeats it. */
    record Pending() implements Whispered {}

    /** It is not, and for this reason. */
    record Not(Obstacle obstacle) implements Whispered {}
  }

  /**
   * What comes after a position, at most some hundreds of messages at once. A position beyond the
   * head, or in a history that a fail-over may have cut, begins a new epoch. Empty when there is,
   * for certain, no such conversation.
   */
  Mono<History> read(ConversationId id, String epoch, long after);

  /** How far it goes; cheap enough to be asked every few seconds. Empty when there is none. */
  Mono<Head> head(ConversationId id);

  /** The seeker left: nobody writes until they are back, or the time is over. */
  Mono<Boolean> hold(ConversationId id, Duration time);

  /**
   * The seeker of an open or held conversation is back with words: it is open, and they read on
   * from here.
   *
   * @return the conversation as it now is, empty when it is over
   */
  Mono<Conversation> reopen(ConversationId id);

  /** Ends a conversation for good. Ending it again changes nothing. */
  Mono<Conversation.Closed> close(ConversationId id, Conversation.Why why);

  /**
   * Conversations that something has to be done about: quiet ones, those held long enough, and
   * those that are over and not archived; and those whose usual time goes by.
   */
  Flux<Due> due();

  /** Not yet: looks at it again after a while. */
  Mono<Void> postpone(Due due, Duration time);

  /**
   * Something has to be done about a conversation.
   *
   * @param ofTime whether it is about its usual time; else about the conversation as it is
   */
  record Due(ConversationId conversation, boolean ofTime) {}

  /**
   * One step of the clock of an open conversation in which nobody writes, if it is due: its seeker
   * is asked, its peer told, both warned, and then it is held.
   *
   * @param held for how long
   */
  Mono<Void> growQuiet(ConversationId id, Duration held);

  /**
   * Its seeker is there, though nobody writes: that clock begins anew, and what was held because it
   * grew quiet is open again.
   */
  Mono<Void> stillHere(ConversationId id);

  /** The same because something in it is flagged: nobody is said to be there. */
  Mono<Void> goesOn(ConversationId id);

  /**
   * Its seeker needs a moment: that clock stands for a while, and then begins anew.
   *
   * @return false where it is not open, and nobody hears of it
   */
  Mono<Boolean> moment(ConversationId id);

  /** How far the quiet is, for whoever comes back to it; empty when it is not. */
  Mono<Ring.Quiet> quiet(ConversationId id);

  /**
   * Since when the seeker of an open conversation waits for words of its peer; empty when they do
   * not, or somebody else writes.
   */
  Mono<Instant> unansweredSince(ConversationId id);

  /** How long conversations usually last, as both are told at the start. */
  int usualMinutes();

  /**
   * One step of the usual time of an open conversation, if it is due: both are told that it is
   * nearly over, then that it is. Nothing is closed by it. Where there is no such conversation it
   * is not due any more.
   *
   * @param stands whether the clock stands, so that nobody is told now
   */
  Mono<Void> timeGoesBy(ConversationId id, boolean stands);

  /** Its peer adds to the usual time, a few times at most; both are told. */
  Mono<Stepping.Stepped> moreTime(ConversationId id, String peer, int minutes);

  /**
   * How far the usual time is, for whoever comes back to it; empty while there is nothing to say.
   */
  Mono<Ring.Time> time(ConversationId id);

  /** A closed conversation as it is sealed, empty when it is not closed or not there. */
  Mono<SealedConversation> sealed(ConversationId id);

  /**
   * It is in the archive for good: the log lets it go after a short while.
   *
   * @return whether its seeker wants it gone, which may be news; empty when it is not closed
   */
  Mono<Boolean> archived(ConversationId id);

  /** A person has to look at it, so it is kept longer. */
  Mono<Void> escalate(ConversationId id);

  /**
   * A supervisor closed a flag. When it was the last that was open and none was right, the
   * conversation is kept no longer than any other.
   *
   * @return whether the seeker wants it gone; empty when there is no such conversation
   */
  Mono<Boolean> reviewed(ConversationId id, Review review);

  /** Remembers that the seeker wants it gone. */
  Mono<Void> deleteAsked(ConversationId id);

  /** Destroys it, with its key. */
  Mono<Void> destroy(ConversationId id);

  /** Destroys a conversation whose seeker left the line, with its key and what was written. */
  Mono<Void> destroyWaiting(ConversationId id);

  /** Rings without logging: what is never stored. */
  Mono<Void> ring(ConversationId id, Ring ring);

  /**
   * What the doorbell says from now on, beginning with {@link Ring.Look}, so that reading the log
   * then leaves no gap. It says it again whenever something may have been missed.
   */
  Flux<Ring> rings(ConversationId id);

  /**
   * Conversations that open for a person from now on.
   *
   * @param listens ends once they are heard, for whoever waits with looking at what is open until
   *     then; ended before by whoever waits no longer
   * @param current those that are open, asked for when an opening may have been missed: also where
   *     nobody waited until they were heard
   */
  Flux<ConversationId> openings(
      String person, Sinks.Empty<Void> listens, Flux<ConversationId> current);
}
