package org.porchlight.chat.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a client can send (PROTOCOL.md, section 3). A frame that exists has fields of the
 * right kind and size; {@link FrameCodec} refuses the others. Frames that carry words print their
 * length.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(ClientFrame.Hello.class),
  @JsonSubTypes.Type(ClientFrame.Join.class),
  @JsonSubTypes.Type(ClientFrame.About.class),
  @JsonSubTypes.Type(ClientFrame.Note.class),
  @JsonSubTypes.Type(ClientFrame.CheckIn.class),
  @JsonSubTypes.Type(ClientFrame.LastWord.class),
  @JsonSubTypes.Type(ClientFrame.Leave.class),
  @JsonSubTypes.Type(ClientFrame.Back.class),
  @JsonSubTypes.Type(ClientFrame.WordsRequest.class),
  @JsonSubTypes.Type(ClientFrame.GoIn.class),
  @JsonSubTypes.Type(ClientFrame.Keep.class),
  @JsonSubTypes.Type(ClientFrame.CardChange.class),
  @JsonSubTypes.Type(ClientFrame.PlanChange.class),
  @JsonSubTypes.Type(ClientFrame.Forget.class),
  @JsonSubTypes.Type(ClientFrame.Again.class),
  @JsonSubTypes.Type(ClientFrame.Anyone.class),
  @JsonSubTypes.Type(ClientFrame.RegionChange.class),
  @JsonSubTypes.Type(ClientFrame.ThreadClose.class),
  @JsonSubTypes.Type(ClientFrame.OtherPeer.class),
  @JsonSubTypes.Type(ClientFrame.DutyChange.class),
  @JsonSubTypes.Type(ClientFrame.Accept.class),
  @JsonSubTypes.Type(ClientFrame.Decline.class),
  @JsonSubTypes.Type(ClientFrame.Breather.class),
  @JsonSubTypes.Type(ClientFrame.WrapUp.class),
  @JsonSubTypes.Type(ClientFrame.NextRequest.class),
  @JsonSubTypes.Type(ClientFrame.Say.class),
  @JsonSubTypes.Type(ClientFrame.Check.class),
  @JsonSubTypes.Type(ClientFrame.Typing.class),
  @JsonSubTypes.Type(ClientFrame.Resume.class),
  @JsonSubTypes.Type(ClientFrame.HandOver.class),
  @JsonSubTypes.Type(ClientFrame.Stay.class),
  @JsonSubTypes.Type(ClientFrame.StillHere.class),
  @JsonSubTypes.Type(ClientFrame.Moment.class),
  @JsonSubTypes.Type(ClientFrame.MoreTime.class),
  @JsonSubTypes.Type(ClientFrame.OfferResource.class),
  @JsonSubTypes.Type(ClientFrame.End.class),
  @JsonSubTypes.Type(ClientFrame.Delete.class),
  @JsonSubTypes.Type(ClientFrame.Exit.class),
  @JsonSubTypes.Type(ClientFrame.BoardRequest.class),
  @JsonSubTypes.Type(ClientFrame.QueueRequest.class),
  @JsonSubTypes.Type(ClientFrame.Watch.class),
  @JsonSubTypes.Type(ClientFrame.Unwatch.class),
  @JsonSubTypes.Type(ClientFrame.Raise.class),
  @JsonSubTypes.Type(ClientFrame.Whisper.class),
  @JsonSubTypes.Type(ClientFrame.JoinIn.class),
  @JsonSubTypes.Type(ClientFrame.TakeOver.class),
  @JsonSubTypes.Type(ClientFrame.StepOut.class),
  @JsonSubTypes.Type(ClientFrame.Reply.class),
  @JsonSubTypes.Type(ClientFrame.AnswerNow.class),
  @JsonSubTypes.Type(ClientFrame.ContactOffer.class),
  @JsonSubTypes.Type(ClientFrame.ContactShare.class),
  @JsonSubTypes.Type(ClientFrame.ContactKeep.class),
  @JsonSubTypes.Type(ClientFrame.ContactAllow.class),
  @JsonSubTypes.Type(ClientFrame.ContactOpen.class),
  @JsonSubTypes.Type(ClientFrame.ContactPass.class),
  @JsonSubTypes.Type(ClientFrame.ContactConfirm.class),
  @JsonSubTypes.Type(ClientFrame.ContactPassed.class),
  @JsonSubTypes.Type(ClientFrame.Claim.class),
  @JsonSubTypes.Type(ClientFrame.LetGo.class),
  @JsonSubTypes.Type(ClientFrame.Release.class),
  @JsonSubTypes.Type(ClientFrame.Resolve.class),
  @JsonSubTypes.Type(ClientFrame.Block.class),
  @JsonSubTypes.Type(ClientFrame.BlocksRequest.class),
  @JsonSubTypes.Type(ClientFrame.Review.class),
  @JsonSubTypes.Type(ClientFrame.CliniciansRequest.class),
  @JsonSubTypes.Type(ClientFrame.OfferClinician.class)
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ClientFrame {

  /** The type on the wire. */
  default String type() {
    return getClass().getAnnotation(JsonTypeName.class).value();
  }

  /** Who is there, and where to go on from. Exactly one of token and ticket is given. */
  @JsonTypeName("hello")
  record Hello(@Nullable String token, @Nullable String ticket, @Nullable List<Position> resume)
      implements ClientFrame {
    private static final int MOST_POSITIONS = 8;

    public Hello {
      Fields.require((token == null) != (ticket == null), "token");
      Fields.require(token == null || token.length() <= 100, "token");
      Fields.require(ticket == null || ticket.length() <= 100, "ticket");
      Fields.require(resume == null || resume.size() <= MOST_POSITIONS, "resume");
    }

    @Override
    public String toString() {
      return "Hello[" + (token != null ? "token" : "ticket") + "]";
    }
  }

  /** How far a client has read: everything up to and with {@code after}. */
  record Position(String conversation, String epoch, long after) {
    public Position {
      Fields.id("conversation", conversation);
      Fields.id("epoch", epoch);
      Fields.require(after >= 0, "after");
    }
  }

  /**
   * Take a place in line. Come-back words make it one more visit; {@code share} lets the peer read
   * the card that they open, and {@code peer} asks the peer of before first.
   */
  @JsonTypeName("join")
  record Join(
      String language,
      @Nullable String note,
      @Nullable String words,
      @Nullable Boolean share,
      @Nullable String peer)
      implements ClientFrame {
    public Join {
      Fields.language("language", language);
      note = note == null ? null : Fields.text("note", note);
      words = words == null ? null : Fields.words("words", words);
      Fields.require(share == null || words != null, "share");
      if (peer != null) {
        Fields.oneOf("peer", peer, "first", "hold");
        Fields.require(words != null, "peer");
      }
    }

    @Override
    public String toString() {
      return "Join[language=" + language + "]";
    }
  }

  /** What the night is about, told while waiting. */
  @JsonTypeName("about")
  record About(
      List<String> topics,
      String wants,
      @Nullable Integer patience,
      @Nullable String safe,
      @Nullable String help)
      implements ClientFrame {
    /** Minutes; who would wait longer for somebody in particular is asked again. */
    private static final int MOST_PATIENCE = 120;

    public About {
      Fields.require(patience == null || (patience >= 1 && patience <= MOST_PATIENCE), "patience");
      Fields.topics("topics", topics);
      Fields.oneOf("wants", wants, "anyone", "lived");
      if (safe != null) {
        Fields.oneOf("safe", safe, "yes", "unsure", "no");
      }
      if (help != null) {
        Fields.oneOf("help", help, "listen", "think", "tonight", "other", "none");
      }
    }

    @Override
    public String toString() {
      return "About[topics=" + topics.size() + ", wants=" + wants + "]";
    }
  }

  /** Words written while waiting; empty withdraws them. */
  @JsonTypeName("note")
  record Note(String text) implements ClientFrame {
    public Note {
      Fields.require(text != null, "text");
      text = text.isEmpty() ? text : Fields.text("text", text);
    }

    @Override
    public String toString() {
      return "Note[characters=" + text.length() + "]";
    }
  }

  /**
   * How a seeker is, in answers of which any may be missing: while they wait, or about a
   * conversation that is over.
   */
  @JsonTypeName("check-in")
  record CheckIn(
      String when,
      @Nullable String conversation,
      @Nullable Integer upset,
      @Nullable Integer hope,
      @Nullable Integer alone,
      @Nullable Integer next,
      @Nullable String heard)
      implements ClientFrame {
    private static final int MOST_UPSET = 7;
    private static final int MOST = 5;

    public CheckIn {
      Fields.oneOf("when", when, "before", "after");
      boolean after = when.equals("after");
      if (after) {
        Fields.id("conversation", conversation);
      }
      Fields.require(after || conversation == null, "conversation");
      Fields.scale("upset", upset, MOST_UPSET);
      Fields.scale("hope", hope, MOST);
      Fields.scale("alone", alone, MOST);
      Fields.scale("next", next, MOST);
      if (heard != null) {
        Fields.oneOf("heard", heard, "yes", "partly", "no");
        Fields.require(after, "heard");
      }
    }

    @Override
    public String toString() {
      return "CheckIn[when=" + when + "]";
    }
  }

  /** What do these words open? */
  @JsonTypeName("back")
  record Back(String words) implements ClientFrame {
    public Back {
      words = Fields.words("words", words);
    }

    @Override
    public String toString() {
      return "Back";
    }
  }

  /** The words of a conversation that goes on. */
  @JsonTypeName("words")
  record WordsRequest(String conversation, String language) implements ClientFrame {
    public WordsRequest {
      Fields.id("conversation", conversation);
      Fields.language("language", language);
    }
  }

  /** Back into the conversation that these words lead to. */
  @JsonTypeName("go-in")
  record GoIn(String words) implements ClientFrame {
    public GoIn {
      words = Fields.words("words", words);
    }

    @Override
    public String toString() {
      return "GoIn";
    }
  }

  /**
   * Keep a way back from a conversation that is over, with a card and a plan that may be empty.
   * Words that it has already become those of the way back.
   */
  @JsonTypeName("keep")
  record Keep(
      String conversation,
      String language,
      String text,
      @Nullable List<String> plan,
      Boolean show,
      @Nullable String words)
      implements ClientFrame {
    public Keep {
      Fields.id("conversation", conversation);
      Fields.language("language", language);
      text = Fields.card("text", text);
      plan = plan == null ? null : Fields.plan("plan", plan);
      Fields.require(show != null, "show");
      words = words == null ? null : Fields.words("words", words);
    }

    @Override
    public String toString() {
      return "Keep[conversation=" + conversation + ", characters=" + text.length() + "]";
    }
  }

  /** Another card, and another plan; empty ones delete them. */
  @JsonTypeName("card")
  record CardChange(String words, String text, @Nullable List<String> plan, Boolean show)
      implements ClientFrame {
    public CardChange {
      words = Fields.words("words", words);
      text = Fields.card("text", text);
      plan = plan == null ? null : Fields.plan("plan", plan);
      Fields.require(show != null, "show");
    }

    @Override
    public String toString() {
      return "CardChange[characters=" + text.length() + "]";
    }
  }

  /**
   * Other steps of the plan that seeker and peer write together.
   *
   * @param n the number of the plan that they were written over
   */
  @JsonTypeName("plan")
  record PlanChange(String conversation, String id, Integer n, List<String> plan)
      implements ClientFrame {
    public PlanChange {
      Fields.id("conversation", conversation);
      Fields.id("id", id);
      Fields.require(n != null && n >= 0, "n");
      Fields.require(plan != null, "plan");
      plan = Fields.plan("plan", plan);
    }

    @Override
    public String toString() {
      return "PlanChange[conversation=" + conversation + ", steps=" + plan.size() + "]";
    }
  }

  /**
   * Destroy what these words open.
   *
   * @param only {@code talk} or {@code thread}, where the words open both and one of them stays
   */
  @JsonTypeName("forget")
  record Forget(String words, @Nullable String only) implements ClientFrame {
    public Forget {
      words = Fields.words("words", words);
      if (only != null) {
        Fields.oneOf("only", only, "talk", "thread");
      }
    }

    @Override
    public String toString() {
      return "Forget";
    }
  }

  /** Whether to talk again with the other of a conversation that is over. */
  @JsonTypeName("again")
  record Again(String conversation, Boolean yes) implements ClientFrame {
    public Again {
      Fields.id("conversation", conversation);
      Fields.require(yes != null, "yes");
    }
  }

  /** Wait for the peer of before no longer. */
  @JsonTypeName("anyone")
  record Anyone() implements ClientFrame {}

  /** Where somebody says to be: whose crisis lines they are offered from now on. */
  @JsonTypeName("region")
  record RegionChange(String region) implements ClientFrame {
    public RegionChange {
      Fields.region("region", region);
    }
  }

  /** Close the way back that a conversation belongs to. */
  @JsonTypeName("thread-close")
  record ThreadClose(String conversation, String reason) implements ClientFrame {
    public ThreadClose {
      Fields.id("conversation", conversation);
      Fields.oneOf("reason", reason, "boundary", "safety");
    }
  }

  /** Give the place up. */
  @JsonTypeName("leave")
  record Leave() implements ClientFrame {}

  /** Go on with somebody else. */
  @JsonTypeName("other-peer")
  record OtherPeer(String conversation, @Nullable Boolean share) implements ClientFrame {
    public OtherPeer {
      Fields.id("conversation", conversation);
    }
  }

  /** Go on duty, change it, or go off. */
  @JsonTypeName("duty")
  record DutyChange(
      Boolean on,
      @Nullable Integer capacity,
      @Nullable List<String> topics,
      @Nullable List<String> avoid)
      implements ClientFrame {
    public DutyChange {
      Fields.require(on != null, "on");
      Fields.require(capacity == null || (capacity >= 1 && capacity <= 3), "capacity");
      if (topics != null) {
        Fields.topics("topics", topics);
      }
      if (avoid != null) {
        Fields.topics("avoid", avoid);
      }
    }

    @Override
    public String toString() {
      return "DutyChange[on=" + on + "]";
    }
  }

  /** Take an offer. */
  @JsonTypeName("accept")
  record Accept(String offer) implements ClientFrame {
    public Accept {
      Fields.id("offer", offer);
    }
  }

  /** Let an offer go, without a reason. */
  @JsonTypeName("decline")
  record Decline(String offer) implements ClientFrame {
    public Decline {
      Fields.id("offer", offer);
    }
  }

  /** A rest without offers: so many minutes from now, or none to end it. */
  @JsonTypeName("breather")
  record Breather(@Nullable Integer minutes) implements ClientFrame {
    private static final int MOST_MINUTES = 60;

    public Breather {
      Fields.require(minutes == null || (minutes >= 0 && minutes <= MOST_MINUTES), "minutes");
    }
  }

  /**
   * How a conversation that is over was for its peer, which is kept nowhere, what it was about, and
   * how it ended, which are counted, and what they would like the next person to know, for the
   * seeker to read.
   */
  @JsonTypeName("wrap-up")
  record WrapUp(
      String conversation,
      @Nullable String me,
      @Nullable String how,
      @Nullable List<String> topics,
      @Nullable String id,
      @Nullable String next)
      implements ClientFrame {
    private static final int LONGEST_NEXT = 300;

    public WrapUp {
      Fields.id("conversation", conversation);
      Fields.require(me != null || how != null || topics != null || next != null, "me");
      if (me != null) {
        Fields.oneOf("me", me, "easy", "ok", "hard");
      }
      if (how != null) {
        Fields.oneOf("how", how, "agreed", "quiet", "left", "over", "technical");
      }
      if (topics != null) {
        Fields.topics("topics", topics);
      }
      Fields.require((id == null) == (next == null), "id");
      if (id != null) {
        Fields.id("id", id);
      }
      next = next == null ? null : Fields.text("next", next, LONGEST_NEXT);
    }

    @Override
    public String toString() {
      return "WrapUp[conversation=" + conversation + "]";
    }
  }

  /** What a seeker wants to be known about a conversation that is over; empty for nothing. */
  @JsonTypeName("last-word")
  record LastWord(String conversation, String id, String text) implements ClientFrame {
    private static final int LONGEST_WORD = 300;

    public LastWord {
      Fields.id("conversation", conversation);
      Fields.id("id", id);
      Fields.require(text != null, "text");
      text = text.isEmpty() ? text : Fields.text("text", text, LONGEST_WORD);
    }

    @Override
    public String toString() {
      return "LastWord[conversation=" + conversation + "]";
    }
  }

  /** What would the peer of a conversation that is over like the next person to know? */
  @JsonTypeName("next")
  record NextRequest(String conversation) implements ClientFrame {
    public NextRequest {
      Fields.id("conversation", conversation);
    }
  }

  /** A message. */
  @JsonTypeName("say")
  record Say(String conversation, String id, String text, @Nullable Boolean sure)
      implements ClientFrame {
    public Say {
      Fields.id("conversation", conversation);
      Fields.id("id", id);
      text = Fields.text("text", text);
    }

    @Override
    public String toString() {
      return "Say[conversation=" + conversation + ", characters=" + text.length() + "]";
    }
  }

  /** Look at words before they are sent. */
  @JsonTypeName("check")
  record Check(String conversation, String id, String text) implements ClientFrame {
    public Check {
      Fields.id("conversation", conversation);
      Fields.id("id", id);
      text = Fields.text("text", text);
    }

    @Override
    public String toString() {
      return "Check[conversation=" + conversation + ", characters=" + text.length() + "]";
    }
  }

  /** Is writing, or stopped. */
  @JsonTypeName("typing")
  record Typing(String conversation, Boolean on) implements ClientFrame {
    public Typing {
      Fields.id("conversation", conversation);
      Fields.require(on != null, "on");
    }
  }

  /** Everything after a position, please. */
  @JsonTypeName("resume")
  record Resume(String conversation, String epoch, long after) implements ClientFrame {
    public Resume {
      Fields.id("conversation", conversation);
      Fields.id("epoch", epoch);
      Fields.require(after >= 0, "after");
    }
  }

  /** End the conversation for both. */
  @JsonTypeName("end")
  record End(String conversation) implements ClientFrame {
    public End {
      Fields.id("conversation", conversation);
    }
  }

  /** Destroy this conversation now. */
  @JsonTypeName("delete")
  record Delete(String conversation) implements ClientFrame {
    public Delete {
      Fields.id("conversation", conversation);
    }
  }

  /** Quick exit. */
  @JsonTypeName("exit")
  record Exit() implements ClientFrame {}

  /** Show me the board, and what comes up from now on. */
  @JsonTypeName("board")
  record BoardRequest() implements ClientFrame {}

  /** Show me the line and the people on duty. */
  @JsonTypeName("queue")
  record QueueRequest() implements ClientFrame {}

  /** Open a conversation to read it. */
  @JsonTypeName("watch")
  record Watch(String conversation, @Nullable String reason) implements ClientFrame {
    private static final int LONGEST_REASON = 200;

    public Watch {
      Fields.id("conversation", conversation);
      reason = reason == null ? null : Fields.text("reason", reason, LONGEST_REASON);
    }

    @Override
    public String toString() {
      return "Watch[conversation=" + conversation + "]";
    }
  }

  /** Something in this conversation is not right. */
  @JsonTypeName("raise")
  record Raise(String conversation, String what, @Nullable String why) implements ClientFrame {
    public Raise {
      Fields.id("conversation", conversation);
      Fields.oneOf(
          "what", what, "peer_lane", "peer_unsafe", "home_unsafe", "supervisor", "need_supervisor");
      if (why != null) {
        Fields.oneOf("why", why, "quick", "watch", "danger", "me", "out");
        Fields.require(what.equals("need_supervisor"), "why");
      }
    }
  }

  /** Something for the peer alone. */
  @JsonTypeName("whisper")
  record Whisper(String conversation, String id, String text) implements ClientFrame {
    public Whisper {
      Fields.id("conversation", conversation);
      Fields.id("id", id);
      text = Fields.text("text", text);
    }

    @Override
    public String toString() {
      return "Whisper[conversation=" + conversation + ", characters=" + text.length() + "]";
    }
  }

  /** Writes with the two in a conversation that is watched, or whose seeker said yes to it. */
  @JsonTypeName("join-in")
  record JoinIn(String conversation) implements ClientFrame {
    public JoinIn {
      Fields.id("conversation", conversation);
    }
  }

  /** Carries on with the seeker instead of the peer, who goes on reading or is out. */
  @JsonTypeName("take-over")
  record TakeOver(String conversation, String peer, String reason) implements ClientFrame {
    private static final int LONGEST_REASON = 200;

    public TakeOver {
      Fields.id("conversation", conversation);
      Fields.oneOf("peer", peer, "keep", "remove");
      reason = Fields.text("reason", reason, LONGEST_REASON);
    }

    @Override
    public String toString() {
      return "TakeOver[conversation=" + conversation + ", peer=" + peer + "]";
    }
  }

  /** Leaves the two to themselves again. */
  @JsonTypeName("step-out")
  record StepOut(String conversation) implements ClientFrame {
    public StepOut {
      Fields.id("conversation", conversation);
    }
  }

  /**
   * A seeker's answer to whether a supervisor may carry on, or with {@code n}, the number of its
   * step, to whether another peer may, or a clinician may come.
   */
  @JsonTypeName("reply")
  record Reply(String conversation, Boolean yes, @Nullable Integer n) implements ClientFrame {
    public Reply {
      Fields.id("conversation", conversation);
      Fields.require(yes != null, "yes");
      Fields.require(n == null || n >= 1, "n");
    }
  }

  /** May another peer go on with the seeker? The note is what that one would be told. */
  @JsonTypeName("hand-over")
  record HandOver(
      String conversation, String id, String why, @Nullable String note, @Nullable Boolean sure)
      implements ClientFrame {
    private static final int LONGEST_NOTE = 300;

    public HandOver {
      Fields.id("conversation", conversation);
      Fields.id("id", id);
      Fields.oneOf("why", why, "shift", "break", "beyond", "lived");
      note = note == null ? null : Fields.text("note", note, LONGEST_NOTE);
    }

    @Override
    public String toString() {
      return "HandOver[conversation=" + conversation + ", why=" + why + "]";
    }
  }

  /** The peer who asked to hand over goes on after all. */
  @JsonTypeName("stay")
  record Stay(String conversation) implements ClientFrame {
    public Stay {
      Fields.id("conversation", conversation);
    }
  }

  /** A seeker is there, though nobody writes. */
  @JsonTypeName("still-here")
  record StillHere(String conversation) implements ClientFrame {
    public StillHere {
      Fields.id("conversation", conversation);
    }
  }

  /** A seeker needs a moment, and writes nothing meanwhile. */
  @JsonTypeName("moment")
  record Moment(String conversation) implements ClientFrame {
    public Moment {
      Fields.id("conversation", conversation);
    }
  }

  /** The peer adds 10 or 20 minutes to the usual time. */
  @JsonTypeName("more-time")
  record MoreTime(String conversation, Integer minutes) implements ClientFrame {
    private static final int LITTLE = 10;
    private static final int MUCH = 20;

    public MoreTime {
      Fields.id("conversation", conversation);
      Fields.require(minutes != null && (minutes == LITTLE || minutes == MUCH), "minutes");
    }
  }

  /** May something that may help come? The seeker is asked, and sees it after a yes. */
  @JsonTypeName("offer-resource")
  record OfferResource(String conversation, String what) implements ClientFrame {
    public OfferResource {
      Fields.id("conversation", conversation);
      Fields.oneOf("what", what, "lines", "breath", "senses", "cold");
    }
  }

  /** Opens a conversation with somebody who still waits, at once and without a peer. */
  @JsonTypeName("answer")
  record AnswerNow(String conversation) implements ClientFrame {
    public AnswerNow {
      Fields.id("conversation", conversation);
    }
  }

  /** Offers the seeker a card on which they may leave how they can be reached. */
  @JsonTypeName("contact-offer")
  record ContactOffer(String conversation) implements ClientFrame {
    public ContactOffer {
      Fields.id("conversation", conversation);
    }
  }

  /** A phone number, a place, or both, for supervisors alone. */
  @JsonTypeName("contact-share")
  record ContactShare(
      String conversation,
      @Nullable String phone,
      @Nullable String place,
      @Nullable String call,
      String consent)
      implements ClientFrame {
    private static final int LONGEST_PHONE = 40;
    private static final int LONGEST_PLACE = 200;

    public ContactShare {
      Fields.id("conversation", conversation);
      Fields.oneOf("consent", consent, "ask", "life");
      Fields.require(phone != null || place != null, "phone");
      phone = phone == null ? null : Fields.line("phone", phone, LONGEST_PHONE);
      place = place == null ? null : Fields.line("place", place, LONGEST_PLACE);
      if (call != null) {
        Fields.oneOf("call", call, "yes", "no", "text");
      }
    }

    @Override
    public String toString() {
      return "ContactShare[conversation=" + conversation + "]";
    }
  }

  /** Not now, or not any more: the seeker keeps it to themselves. */
  @JsonTypeName("contact-keep")
  record ContactKeep(String conversation) implements ClientFrame {
    public ContactKeep {
      Fields.id("conversation", conversation);
    }
  }

  /** The seeker's answer to whether it may be passed on now. */
  @JsonTypeName("contact-allow")
  record ContactAllow(String conversation, Integer n, Boolean yes) implements ClientFrame {
    public ContactAllow {
      Fields.id("conversation", conversation);
      Fields.require(n != null && n >= 1, "n");
      Fields.require(yes != null, "yes");
    }
  }

  /** Shows what is on the card, which is written down. */
  @JsonTypeName("contact-open")
  record ContactOpen(String conversation) implements ClientFrame {
    public ContactOpen {
      Fields.id("conversation", conversation);
    }
  }

  /** Would pass it on. */
  @JsonTypeName("contact-pass")
  record ContactPass(String conversation, String to) implements ClientFrame {
    public ContactPass {
      Fields.id("conversation", conversation);
      Fields.oneOf("to", to, "emergency", "line", "mobile", "other");
    }
  }

  /** A second supervisor agrees that it is passed on. */
  @JsonTypeName("contact-confirm")
  record ContactConfirm(String conversation, Integer n) implements ClientFrame {
    public ContactConfirm {
      Fields.id("conversation", conversation);
      Fields.require(n != null && n >= 1, "n");
    }
  }

  /**
   * Has passed it on, by telephone.
   *
   * @param onCall whether whoever is on call agreed to it, where no second supervisor did
   */
  @JsonTypeName("contact-passed")
  record ContactPassed(String conversation, @Nullable Boolean onCall) implements ClientFrame {
    public ContactPassed {
      Fields.id("conversation", conversation);
    }
  }

  /** The seeker of a conversation that is watched may not come into line with this pass. */
  @JsonTypeName("block")
  record Block(String conversation, String reason) implements ClientFrame {
    public Block {
      Fields.id("conversation", conversation);
      Fields.oneOf("reason", reason, "threats", "sexual", "abuse", "spam");
    }
  }

  /** Show me the blocks that a second person has to look at. */
  @JsonTypeName("blocks")
  record BlocksRequest() implements ClientFrame {}

  /** A second person has looked at a block. */
  @JsonTypeName("review")
  record Review(String block, String verdict) implements ClientFrame {
    public Review {
      Fields.id("block", block);
      Fields.oneOf("verdict", verdict, "uphold", "lift");
    }
  }

  /** Which clinicians are on duty? */
  @JsonTypeName("clinicians")
  record CliniciansRequest() implements ClientFrame {}

  /** May this clinician come? The seeker is asked. */
  @JsonTypeName("offer-clinician")
  record OfferClinician(String conversation, String clinician) implements ClientFrame {
    public OfferClinician {
      Fields.id("conversation", conversation);
      Fields.id("clinician", clinician);
    }
  }

  /** I have got this flag. */
  @JsonTypeName("claim")
  record Claim(String flag) implements ClientFrame {
    public Claim {
      Fields.id("flag", flag);
    }
  }

  /**
   * Somebody else may have this flag of mine.
   *
   * @param to another supervisor, who is asked; until they have it, it stays mine
   */
  @JsonTypeName("let-go")
  record LetGo(String flag, @Nullable String to) implements ClientFrame {
    public LetGo {
      Fields.id("flag", flag);
      if (to != null) {
        Fields.id("to", to);
      }
    }
  }

  /** Let a withheld message go, or give it back. */
  @JsonTypeName("release")
  record Release(String flag, Boolean send, @Nullable String word) implements ClientFrame {
    private static final int LONGEST_WORD = 300;

    public Release {
      Fields.id("flag", flag);
      Fields.require(send != null, "send");
      word = word == null ? null : Fields.text("word", word, LONGEST_WORD);
      Fields.require(word == null || !send, "word");
    }

    @Override
    public String toString() {
      return "Release[flag=" + flag + ", send=" + send + "]";
    }
  }

  /** A flag was right or wrong; close it. */
  @JsonTypeName("resolve")
  record Resolve(
      String flag,
      String verdict,
      @Nullable String outcome,
      @Nullable String note,
      @Nullable String owner)
      implements ClientFrame {
    private static final int LONGEST_NOTE = 300;

    public Resolve {
      Fields.id("flag", flag);
      Fields.oneOf("verdict", verdict, "right", "wrong");
      if (outcome != null) {
        Fields.oneOf(
            "outcome",
            outcome,
            "supported",
            "plan",
            "connected",
            "emergency",
            "safeguarding",
            "left",
            "false_alarm",
            "abuse");
        Fields.require(!outcome.equals("false_alarm") || verdict.equals("wrong"), "outcome");
      }
      note = note == null ? null : Fields.text("note", note, LONGEST_NOTE);
      if (owner != null) {
        Fields.id("owner", owner);
      }
    }

    @Override
    public String toString() {
      return "Resolve[flag=" + flag + ", verdict=" + verdict + "]";
    }
  }

  /** Stop reading. */
  @JsonTypeName("unwatch")
  record Unwatch(String conversation) implements ClientFrame {
    public Unwatch {
      Fields.id("conversation", conversation);
    }
  }
}
