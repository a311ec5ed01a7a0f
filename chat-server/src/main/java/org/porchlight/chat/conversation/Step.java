package org.porchlight.chat.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor came into a conversation, went, or asked whether they may carry on with the seeker;
 * or its peer asked whether another may, and what came of it; or the same of a clinician, or of
 * something that may help. It is told to everybody in it, and is beside the messages and not among
 * them.
 *
 * @param number which of the conversation's, from 1
 * @param kind what happened
 * @param by who came or went: the supervisor, the clinician, or the peer who hands over; or who
 *     offers something
 * @param peer what the seeker sees of the peer who was there, or of the one who came after a
 *     hand-over; null when none was
 * @param after the position of the last message before it, 0 when there was none
 * @param at when
 * @param why why a peer asked to hand over, else null
 * @param note what the next peer is told, or would be; null when there is nothing
 * @param what what was offered, else null
 */
public record Step(
    int number,
    Kind kind,
    Member by,
    @Nullable String peer,
    long after,
    Instant at,
    HandingOver.@Nullable Why why,
    @Nullable MessageText note,
    Offering.@Nullable What what) {

  /** The same with what the next peer is told. */
  public Step with(MessageText words) {
    return new Step(number, kind, by, peer, after, at, why, words, what);
  }

  /** The same without what the next peer is told. */
  public Step withoutNote() {
    return new Step(number, kind, by, peer, after, at, why, null, what);
  }

  /** What a supervisor, a clinician or a peer did, or was answered. */
  public enum Kind {
    /** They write with the two. */
    JOINED,
    /** The seeker is asked whether they may carry on instead of the peer. */
    ASKED,
    /** The seeker said no. */
    DECLINED,
    /** They write and the peer reads. */
    TOOK_OVER,
    /** They write and the peer is out. */
    TOOK_OVER_ALONE,
    /** They came to somebody who was still in line. */
    ANSWERED,
    /** They went, and the peer writes. */
    LEFT,
    /** The peer asks whether another may go on. */
    OVER_ASKED,
    /** The seeker would rather not. */
    OVER_DECLINED,
    /** The seeker said yes, and another is looked for while the peer stays. */
    OVER_AGREED,
    /** The peer goes on after all, or the question fell away. */
    OVER_BACK,
    /** Nobody came in time, and everything is as it was. */
    OVER_NOBODY,
    /** Another peer is there, and the one who asked is out. */
    HANDED_OVER,
    /** The seeker is asked whether this clinician may come. */
    CLINICIAN_ASKED,
    /** The seeker said no, and is not asked again. */
    CLINICIAN_DECLINED,
    /** The seeker said yes, and the clinician comes. */
    CLINICIAN_AGREED,
    /** The clinician does not come after all, or the question fell away. */
    CLINICIAN_NOBODY,
    /** The clinician reads and writes from now on. */
    CLINICIAN_JOINED,
    /** The clinician went. */
    CLINICIAN_LEFT,
    /** The seeker took their yes back, and the clinician is out. */
    CLINICIAN_BACK,
    /** The seeker is asked whether something that may help may come. */
    OFFER_ASKED,
    /** The seeker said yes, and it is there. */
    OFFER_YES,
    /** The seeker would rather not, and nothing came. */
    OFFER_NO;

    /** Whether it is about something that may help. */
    public boolean isOffer() {
      return this == OFFER_ASKED || this == OFFER_YES || this == OFFER_NO;
    }

    /** Whose act it is. A supervisor may offer something too, who has joined with another step. */
    public Part part() {
      return switch (this) {
        case JOINED, ASKED, DECLINED, TOOK_OVER, TOOK_OVER_ALONE, ANSWERED, LEFT -> Part.SUPERVISOR;
        case OVER_ASKED,
            OVER_DECLINED,
            OVER_AGREED,
            OVER_BACK,
            OVER_NOBODY,
            HANDED_OVER,
            OFFER_ASKED,
            OFFER_YES,
            OFFER_NO ->
            Part.PEER;
        case CLINICIAN_ASKED,
            CLINICIAN_DECLINED,
            CLINICIAN_AGREED,
            CLINICIAN_NOBODY,
            CLINICIAN_JOINED,
            CLINICIAN_LEFT,
            CLINICIAN_BACK ->
            Part.CLINICIAN;
      };
    }
  }

  @Override
  public String toString() {
    return "Step[number=" + number + ", kind=" + kind + "]";
  }
}
