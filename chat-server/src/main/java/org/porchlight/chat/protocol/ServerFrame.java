package org.porchlight.chat.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the server can send (PROTOCOL.md, section 4). Times are epoch milliseconds. Frames
 * that carry words print their length.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(ServerFrame.Welcome.class),
  @JsonSubTypes.Type(ServerFrame.Place.class),
  @JsonSubTypes.Type(ServerFrame.Left.class),
  @JsonSubTypes.Type(ServerFrame.Door.class),
  @JsonSubTypes.Type(ServerFrame.Duty.class),
  @JsonSubTypes.Type(ServerFrame.Offer.class),
  @JsonSubTypes.Type(ServerFrame.OfferGone.class),
  @JsonSubTypes.Type(ServerFrame.Opened.class),
  @JsonSubTypes.Type(ServerFrame.Said.class),
  @JsonSubTypes.Type(ServerFrame.Kept.class),
  @JsonSubTypes.Type(ServerFrame.Pending.class),
  @JsonSubTypes.Type(ServerFrame.CaughtUp.class),
  @JsonSubTypes.Type(ServerFrame.Reset.class),
  @JsonSubTypes.Type(ServerFrame.Typing.class),
  @JsonSubTypes.Type(ServerFrame.Presence.class),
  @JsonSubTypes.Type(ServerFrame.Hint.class),
  @JsonSubTypes.Type(ServerFrame.Clear.class),
  @JsonSubTypes.Type(ServerFrame.Withheld.class),
  @JsonSubTypes.Type(ServerFrame.Returned.class),
  @JsonSubTypes.Type(ServerFrame.Guide.class),
  @JsonSubTypes.Type(ServerFrame.Raised.class),
  @JsonSubTypes.Type(ServerFrame.Support.class),
  @JsonSubTypes.Type(ServerFrame.Watched.class),
  @JsonSubTypes.Type(ServerFrame.NobodyYet.class),
  @JsonSubTypes.Type(ServerFrame.RegionOfSeeker.class),
  @JsonSubTypes.Type(ServerFrame.Quiet.class),
  @JsonSubTypes.Type(ServerFrame.Time.class),
  @JsonSubTypes.Type(ServerFrame.Whispered.class),
  @JsonSubTypes.Type(ServerFrame.Stepped.class),
  @JsonSubTypes.Type(ServerFrame.Contact.class),
  @JsonSubTypes.Type(ServerFrame.ContactOpened.class),
  @JsonSubTypes.Type(ServerFrame.Blocked.class),
  @JsonSubTypes.Type(ServerFrame.Blocks.class),
  @JsonSubTypes.Type(ServerFrame.Clinicians.class),
  @JsonSubTypes.Type(ServerFrame.Consents.class),
  @JsonSubTypes.Type(ServerFrame.Board.class),
  @JsonSubTypes.Type(ServerFrame.Flag.class),
  @JsonSubTypes.Type(ServerFrame.FlagChanged.class),
  @JsonSubTypes.Type(ServerFrame.Queue.class),
  @JsonSubTypes.Type(ServerFrame.Matched.class),
  @JsonSubTypes.Type(ServerFrame.Card.class),
  @JsonSubTypes.Type(ServerFrame.Plan.class),
  @JsonSubTypes.Type(ServerFrame.LastWord.class),
  @JsonSubTypes.Type(ServerFrame.Next.class),
  @JsonSubTypes.Type(ServerFrame.WayBack.class),
  @JsonSubTypes.Type(ServerFrame.Talk.class),
  @JsonSubTypes.Type(ServerFrame.Pass.class),
  @JsonSubTypes.Type(ServerFrame.Words.class),
  @JsonSubTypes.Type(ServerFrame.Forgotten.class),
  @JsonSubTypes.Type(ServerFrame.ThreadClosed.class),
  @JsonSubTypes.Type(ServerFrame.Closed.class),
  @JsonSubTypes.Type(ServerFrame.Deleted.class),
  @JsonSubTypes.Type(ServerFrame.Refused.class),
  @JsonSubTypes.Type(ServerFrame.Bye.class)
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerFrame {

  /**
   * Who the client is, and what it is in the middle of.
   *
   * @param tabKey under which the page of a seeker or a peer seals what it keeps in its tab; null
   *     for others
   */
  @JsonTypeName("welcome")
  record Welcome(
      You you,
      List<Opened> conversations,
      boolean waiting,
      @Nullable Duty duty,
      Limits limits,
      String durability,
      long serverTime,
      @Nullable String tabKey)
      implements ServerFrame {
    @Override
    public String toString() {
      return "Welcome[you=" + you + ", waiting=" + waiting + "]";
    }
  }

  /** The person behind this socket. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record You(String id, String role, @Nullable String name) {}

  /** What the server accepts. */
  record Limits(
      int textCharacters,
      int frameBytes,
      @JsonProperty("messagesPer10Seconds") int messagesPerTenSeconds,
      int messagesPerMinute,
      int offerSeconds) {}

  /** A person as others in the conversation see them. */
  record Someone(String role, String name) {}

  /**
   * How a peer is trained, as far as it is recorded, and how they introduce themselves.
   *
   * @param level supervised or independent
   * @param trained the month, such as 2026-03
   * @param intro one line, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Badge(String level, String trained, @Nullable String intro) {
    @Override
    public String toString() {
      return "Badge[level=" + level + "]";
    }
  }

  /**
   * A place in line.
   *
   * @param safe the answer to the safety question that was heard and followed, if any
   * @param told true where a supervisor is there who can see that they are not safe, else null
   * @param note true when a first message is kept, else null
   * @param help what would help, if it was said
   */
  @JsonTypeName("place")
  record Place(
      int position,
      @Nullable Integer waitMin,
      @Nullable Integer waitMax,
      long asOf,
      @Nullable String why,
      @Nullable String because,
      @Nullable String ask,
      @Nullable Boolean held,
      List<String> topics,
      String wants,
      int patience,
      @Nullable String safe,
      @Nullable Boolean told,
      @Nullable Boolean note,
      @Nullable String help)
      implements ServerFrame {
    @Override
    public String toString() {
      return "Place[position=" + position + "]";
    }
  }

  /** The place in line has ended. */
  @JsonTypeName("left")
  record Left(String why) implements ServerFrame {}

  /**
   * Whether somebody is there.
   *
   * @param alone true where no supervisor is there, else null
   */
  @JsonTypeName("door")
  record Door(
      String state, @Nullable Long closesAt, @Nullable Long opensAt, @Nullable Boolean alone)
      implements ServerFrame {}

  /** A peer's duty. */
  @JsonTypeName("duty")
  record Duty(
      boolean on,
      int capacity,
      int taken,
      @Nullable Long restsUntil,
      @Nullable List<String> topics,
      @Nullable List<String> avoid,
      @Nullable String why)
      implements ServerFrame {

    @Override
    public String toString() {
      return "Duty[on=" + on + ", taken=" + taken + "]";
    }
  }

  /** A ticket held for this peer. */
  @JsonTypeName("offer")
  record Offer(String offer, String language, List<String> topics, String wants, long expiresAt)
      implements ServerFrame {}

  /** An offer that is not there any more. */
  @JsonTypeName("offer-gone")
  record OfferGone(String offer, String why) implements ServerFrame {}

  /**
   * A conversation begins, or is opened to read.
   *
   * @param back true where its seeker came back into it with words, told to the others
   * @param withWords whether its seeker came with come-back words, told to them alone; null where
   *     it cannot be said now
   */
  @JsonTypeName("opened")
  record Opened(
      String conversation,
      String epoch,
      long from,
      String as,
      String state,
      Someone with,
      @Nullable Badge badge,
      @Nullable String peer,
      @Nullable Boolean back,
      @Nullable Boolean withWords,
      @Nullable String region,
      int usualMinutes,
      int idleMinutes)
      implements ServerFrame {}

  /** A message. */
  @JsonTypeName("said")
  record Said(
      String conversation, String epoch, long seq, String id, Someone from, String text, long at)
      implements ServerFrame {
    @Override
    public String toString() {
      return "Said[conversation=" + conversation + ", seq=" + seq + "]";
    }
  }

  /** The sender's message is on disk. */
  @JsonTypeName("kept")
  record Kept(String conversation, String id, String epoch, long seq, long at)
      implements ServerFrame {}

  /** The sender's message may be there, and is not as durable as promised: send it again. */
  @JsonTypeName("pending")
  record Pending(String conversation, String id) implements ServerFrame {}

  /** Everything up to {@code head} has been sent. */
  @JsonTypeName("caught-up")
  record CaughtUp(String conversation, String epoch, long head) implements ServerFrame {}

  /** The client's position is of another history; begin again. */
  @JsonTypeName("reset")
  record Reset(String conversation, String epoch, long head) implements ServerFrame {}

  /** Somebody is writing, or stopped. */
  @JsonTypeName("typing")
  record Typing(String conversation, String who, boolean on) implements ServerFrame {}

  /** Somebody came, dropped or left. */
  @JsonTypeName("presence")
  record Presence(String conversation, String who, String state, @Nullable Long since)
      implements ServerFrame {}

  /** These words have not been sent; here is why. */
  @JsonTypeName("hint")
  record Hint(
      String conversation,
      String id,
      String category,
      List<Span> spans,
      String why,
      @Nullable String suggestion,
      @Nullable String source,
      boolean firm)
      implements ServerFrame {}

  /** The sender's message waits for a supervisor. The words come when the client may lack them. */
  @JsonTypeName("withheld")
  record Withheld(String conversation, String id, long at, long until, @Nullable String text)
      implements ServerFrame {
    @Override
    public String toString() {
      return "Withheld[conversation=" + conversation + ", id=" + id + "]";
    }
  }

  /** The sender's message waited for a supervisor and will not be sent. */
  @JsonTypeName("returned")
  record Returned(
      String conversation, String id, String why, @Nullable String by, @Nullable String word)
      implements ServerFrame {
    @Override
    public String toString() {
      return "Returned[conversation=" + conversation + ", id=" + id + ", why=" + why + "]";
    }
  }

  /** Beside a seeker's message: what a peer may ask about, and words to ask with. */
  @JsonTypeName("guide")
  record Guide(String conversation, String id, String hint, List<String> words, String source)
      implements ServerFrame {}

  /**
   * What was raised is with the supervisors.
   *
   * @param by the name of the supervisor who has it, else null
   * @param told true in an answer where a supervisor is there, else null
   */
  @JsonTypeName("raised")
  record Raised(
      String conversation,
      String what,
      @Nullable String why,
      @Nullable String by,
      @Nullable Boolean told)
      implements ServerFrame {}

  /** A place in a text, in UTF-16 code units. */
  record Span(int start, int end) {}

  /** Nothing to say about these words. */
  @JsonTypeName("clear")
  record Clear(String conversation, String id) implements ServerFrame {}

  /** Crisis lines, offered. */
  @JsonTypeName("support")
  record Support(List<Line> lines) implements ServerFrame {}

  /** A crisis line. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(
      String name,
      String kind,
      String value,
      @Nullable String hours,
      @Nullable Boolean free,
      @Nullable List<String> languages,
      @Nullable Note note) {}

  /** What else there is to know of a crisis line, in the languages of the pages. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Note(@Nullable String en, @Nullable String es) {}

  /** A supervisor reads along, or stopped. */
  @JsonTypeName("watched")
  record Watched(String conversation, String by, String mode) implements ServerFrame {}

  /**
   * No supervisor has come yet to what needs one.
   *
   * @param what what was raised, as {@code raised} says it; null where it is what was written
   * @param why the same
   */
  @JsonTypeName("nobody-yet")
  record NobodyYet(String conversation, @Nullable String what, @Nullable String why)
      implements ServerFrame {}

  /** Where the seeker says to be by now, told to whoever reads along. */
  @JsonTypeName("region")
  record RegionOfSeeker(String conversation, String region) implements ServerFrame {}

  /**
   * Nobody writes.
   *
   * @param stage {@code still}, {@code peer}, {@code closing}, {@code held}, {@code moment} or
   *     {@code over}
   * @param closesAt when it closes, in epoch milliseconds, with {@code closing} and {@code held}
   */
  @JsonTypeName("quiet")
  record Quiet(String conversation, String stage, @Nullable Long closesAt) implements ServerFrame {}

  /**
   * How far the usual time is. When it ends is not told, so that no page can count down to it.
   *
   * @param stage {@code ten}, {@code more} or {@code over}
   * @param minutes about how many are left with {@code ten}, how many were added with {@code more}
   */
  @JsonTypeName("time")
  record Time(String conversation, String stage, @Nullable Integer minutes)
      implements ServerFrame {}

  /**
   * A supervisor said something to the peer alone, or the peer to supervisors.
   *
   * @param from {@code peer} for a note of the peer's
   */
  @JsonTypeName("whispered")
  record Whispered(
      String conversation, String id, String by, @Nullable String from, String text, long at)
      implements ServerFrame {
    @Override
    public String toString() {
      return "Whispered[conversation=" + conversation + ", id=" + id + "]";
    }
  }

  /**
   * A supervisor, a clinician or a peer came, went, or it is asked whether somebody may come, or
   * something that may help.
   */
  @JsonTypeName("stepped")
  record Stepped(
      String conversation,
      int n,
      String step,
      String by,
      @Nullable String peer,
      long after,
      long at,
      @Nullable String why,
      @Nullable String note,
      @Nullable String what)
      implements ServerFrame {
    @Override
    public String toString() {
      return "Stepped[conversation=" + conversation + ", n=" + n + ", step=" + step + "]";
    }
  }

  /** The clinicians who are on duty, for a supervisor. */
  @JsonTypeName("clinicians")
  record Clinicians(List<Clinician> clinicians) implements ServerFrame {}

  /** A clinician who can be offered. */
  record Clinician(String id, String name) {}

  /** The seekers who said yes to this clinician and wait for them. */
  @JsonTypeName("consents")
  record Consents(List<Consent> waiting) implements ServerFrame {}

  /** A seeker who said yes: their alias, and nothing that was said. */
  record Consent(String conversation, String seeker) {}

  /**
   * Where the card stands on which the seeker may leave how they can be reached; never what is on
   * it.
   *
   * @param n which change of it this is
   */
  @JsonTypeName("contact")
  record Contact(
      String conversation,
      int n,
      String state,
      String by,
      @Nullable String consent,
      @Nullable String to,
      @Nullable String second,
      long at)
      implements ServerFrame {}

  /** What is on the card, for a supervisor who asked. */
  @JsonTypeName("contact-opened")
  record ContactOpened(
      String conversation,
      int n,
      @Nullable String phone,
      @Nullable String place,
      @Nullable String call)
      implements ServerFrame {
    @Override
    public String toString() {
      return "ContactOpened[conversation=" + conversation + "]";
    }
  }

  /** What needs a supervisor. */
  @JsonTypeName("board")
  record Board(
      List<Flag> now,
      List<Flag> soon,
      int waiting,
      long longestWaitMinutes,
      int onDuty,
      int supervisors,
      long asOf,
      @Nullable Integer gaveUp,
      @Nullable List<Passing> passing,
      @Nullable OnCall onCall,
      @Nullable Safeguarding safeguarding)
      implements ServerFrame {}

  /** Whom a supervisor telephones when nobody at the desk answers in time. */
  record OnCall(String name, String phone) {
    @Override
    public String toString() {
      return "OnCall";
    }
  }

  /**
   * Who leads safeguarding, and the policy they go by.
   *
   * @param policy its name, or a link to it
   */
  record Safeguarding(String lead, String policy) {
    @Override
    public String toString() {
      return "Safeguarding";
    }
  }

  /**
   * A card that a second supervisor is asked about, before its supervisor passes it on.
   *
   * @param n which change of the card it is
   * @param at since when somebody is asked
   */
  record Passing(
      String conversation, String seeker, int n, Claimant by, String to, String consent, long at) {}

  /**
   * Something a person should look at.
   *
   * @param supervised true when the peer is; else null
   * @param deleteAsked true when the seeker wants gone what is in the archive; else null
   * @param keptUntil when what is in the archive is destroyed, whatever is open about it
   */
  @JsonTypeName("flag")
  record Flag(
      String flag,
      String conversation,
      String state,
      @Nullable String seeker,
      @Nullable String peer,
      String side,
      String category,
      @Nullable String raisedBy,
      String lane,
      List<String> reasons,
      @Nullable String quote,
      long at,
      @Nullable Held held,
      @Nullable Claimant claimedBy,
      @Nullable Claimant asked,
      @Nullable String loud,
      @Nullable Boolean supervised,
      @Nullable Boolean deleteAsked,
      @Nullable Long keptUntil)
      implements ServerFrame {
    @Override
    public String toString() {
      return "Flag[flag=" + flag + ", category=" + category + ", lane=" + lane + "]";
    }
  }

  /** What has become of the message that a flag is about. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Held(String state, long until, @Nullable String by) {}

  /** A supervisor: who has a flag or is asked to, who blocked somebody, who is there. */
  record Claimant(String id, String name) {}

  /**
   * A pass may not come into line, or may again.
   *
   * @param reason why, null when it was lifted
   * @param until when it ends by itself, null when it was lifted
   * @param conversation where it was done, for the supervisor who did it; null for the seeker
   */
  @JsonTypeName("blocked")
  record Blocked(
      boolean on, @Nullable String reason, @Nullable Long until, @Nullable String conversation)
      implements ServerFrame {}

  /** The blocks that a second person has to look at. */
  @JsonTypeName("blocks")
  record Blocks(List<BlockToReview> blocks) implements ServerFrame {}

  /**
   * A block that nobody has looked at yet.
   *
   * @param until when it ends by itself
   */
  record BlockToReview(
      String block,
      String conversation,
      String seeker,
      String reason,
      Claimant by,
      long at,
      long until) {}

  /** A flag is not on the board any more. */
  @JsonTypeName("flag-changed")
  record FlagChanged(String flag, String state, @Nullable String by) implements ServerFrame {}

  /** The line and the people on duty, for a supervisor. */
  @JsonTypeName("queue")
  record Queue(
      List<Ticket> tickets,
      List<Peer> peers,
      List<LostPeer> lost,
      List<Talking> talks,
      @Nullable List<Claimant> supervisors,
      int waiting,
      long asOf)
      implements ServerFrame {}

  /**
   * A conversation that goes on: who is in it, and whether its seeker left suddenly.
   *
   * @param supervised true when its peer is; else null
   * @param language that its seeker wants to talk in; null where nobody can say
   * @param lastSaid when somebody wrote last; null where nobody did, or nobody can say
   * @param readers the supervisors who read along, by name
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Talking(
      String conversation,
      String seeker,
      @Nullable String peer,
      @Nullable Boolean supervised,
      @Nullable String supervisor,
      String state,
      @Nullable String language,
      @Nullable Long lastSaid,
      List<String> readers) {}

  /** Somebody who waits. */
  record Ticket(
      String conversation,
      String seeker,
      String state,
      String band,
      String language,
      List<String> topics,
      String wants,
      int position,
      long since,
      List<String> reasons) {}

  /** Somebody on duty, and what became of tonight's offers. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Peer(
      String name,
      int taken,
      int capacity,
      @Nullable Long restsUntil,
      boolean asked,
      int offered,
      int accepted,
      int declined,
      int missed) {}

  /** Somebody whose page is gone while others are talking with them. */
  record LostPeer(String name, long since, List<String> seekers) {}

  /** Why whom, for one who watches. */
  @JsonTypeName("matched")
  record Matched(String conversation, List<Turn> turns) implements ServerFrame {}

  /** One match of a conversation. */
  record Turn(int turn, String peer, String why) {}

  /**
   * What a seeker wants whoever is with them to know: from an earlier visit, and from the line.
   *
   * @param text may be empty where there is a plan, or something from the line
   * @param keptAt when text and plan were written last, in milliseconds, where that is known
   * @param help what they said in line would help, if anything
   * @param helpAt when they said that, in milliseconds
   * @param safe {@code no} or {@code unsure} where they answered so in line, else null
   * @param told true to a peer where a supervisor is there who can see that answer, else null
   */
  @JsonTypeName("card")
  record Card(
      String conversation,
      String text,
      List<String> plan,
      @Nullable Long keptAt,
      @Nullable String help,
      @Nullable Long helpAt,
      @Nullable String safe,
      @Nullable Boolean told)
      implements ServerFrame {
    @Override
    public String toString() {
      return "Card[conversation=" + conversation + ", characters=" + text.length() + "]";
    }
  }

  /** Whether one thing is kept that a seeker wants to be known. */
  @JsonTypeName("last-word")
  record LastWord(String conversation, boolean kept) implements ServerFrame {}

  /**
   * The plan that seeker and peer write together.
   *
   * @param n how often it was changed in this conversation
   * @param plan the steps; may be none
   */
  @JsonTypeName("plan")
  record Plan(String conversation, int n, List<String> plan) implements ServerFrame {
    @Override
    public String toString() {
      return "Plan[conversation=" + conversation + ", steps=" + plan.size() + "]";
    }
  }

  /**
   * What the peer of a conversation that is over would like the next person to know, if anything.
   */
  @JsonTypeName("next")
  record Next(String conversation, @Nullable String text) implements ServerFrame {
    @Override
    public String toString() {
      return "Next[conversation=" + conversation + "]";
    }
  }

  /**
   * What come-back words open.
   *
   * @param show whether the card and the plan are shown to whoever comes back
   * @param card only with {@code show}; may be empty
   * @param plan only with {@code show}; may be empty
   * @param peer the peer of before, where both said yes
   * @param talk whether there is a conversation, over by now, that can be deleted with the words
   */
  @JsonTypeName("thread")
  record WayBack(
      int visits,
      long until,
      boolean show,
      @Nullable String card,
      @Nullable List<String> plan,
      @Nullable KnownPeer peer,
      @Nullable Boolean talk)
      implements ServerFrame {
    @Override
    public String toString() {
      return "WayBack[visits=" + visits + "]";
    }
  }

  /**
   * The peer of before.
   *
   * @param state {@code on} duty now, {@code off} or {@code gone} for good
   */
  record KnownPeer(String name, String state) {}

  /**
   * A conversation that come-back words lead to.
   *
   * @param state open or closed
   */
  @JsonTypeName("talk")
  record Talk(String state) implements ServerFrame {}

  /** A pass for the conversation that words led to. */
  @JsonTypeName("pass")
  record Pass(String token, long expiresAt) implements ServerFrame {
    @Override
    public String toString() {
      return "Pass[expiresAt=" + expiresAt + "]";
    }
  }

  /**
   * Come-back words, shown this once.
   *
   * @param until when they open nothing any more; null while their conversation goes on
   */
  @JsonTypeName("words")
  record Words(List<String> words, @Nullable Long until) implements ServerFrame {
    @Override
    public String toString() {
      return "Words[until=" + until + "]";
    }
  }

  /** The words open nothing any more. */
  @JsonTypeName("forgotten")
  record Forgotten() implements ServerFrame {}

  /** The way back that a conversation belongs to is closed. */
  @JsonTypeName("thread-closed")
  record ThreadClosed(String conversation) implements ServerFrame {}

  /** The conversation is over, or not open to this person any more. */
  @JsonTypeName("closed")
  record Closed(String conversation, String why) implements ServerFrame {}

  /** What came of wanting a conversation gone. */
  @JsonTypeName("deleted")
  record Deleted(String conversation, String state) implements ServerFrame {}

  /** A frame was not done. */
  @JsonTypeName("refused")
  record Refused(
      @Nullable String re,
      @Nullable String id,
      @Nullable String conversation,
      Refusal reason,
      @Nullable String detail)
      implements ServerFrame {}

  /** The server closes this connection next. */
  @JsonTypeName("bye")
  record Bye(String reason, @Nullable Long retryAfterMs) implements ServerFrame {}
}
