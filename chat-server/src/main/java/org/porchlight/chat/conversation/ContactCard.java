package org.porchlight.chat.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the card stands on which a seeker may leave a phone number or a place for supervisors, so
 * that they can be connected with help. What is on it is a {@link Value}, and never here.
 *
 * @param number which change of it this is, from 1
 * @param since since when it stands like this
 * @param by the supervisor who offers it, has it, or would pass it on
 * @param consent what the seeker chose; null until they shared
 * @param to whom it is or would be passed on to; null before that
 * @param second the name of the supervisor who confirmed, or null
 * @param ofBefore whether it is of who was there before somebody came back with words
 */
public record ContactCard(
    int number,
    State state,
    Instant since,
    Member by,
    @Nullable Consent consent,
    @Nullable Service to,
    @Nullable String second,
    boolean ofBefore) {
  /** How long a second supervisor is waited for; after that one may pass it on alone. */
  public static final Duration WAITS_FOR_A_SECOND = Duration.ofMinutes(2);

  /** How far it is. */
  public enum State {
    /** The seeker has it before them. */
    OFFERED,
    /** They would rather not, and are not asked again. */
    DECLINED,
    /** Something is on it. */
    SHARED,
    /** They took it back, and nothing is on it any more. */
    TAKEN_BACK,
    /** They are asked whether it may be passed on. */
    ASKING,
    /** A second supervisor is asked. */
    CONFIRMING,
    /** A second supervisor confirmed. */
    CONFIRMED,
    /** It was passed on. */
    PASSED;

    /** Whether something is on the card. */
    public boolean holds() {
      return switch (this) {
        case OFFERED, DECLINED, TAKEN_BACK -> false;
        case SHARED, ASKING, CONFIRMING, CONFIRMED, PASSED -> true;
      };
    }
  }

  /** What the seeker allows. */
  public enum Consent {
    /** Nothing, until they are asked once more. */
    ASK,
    /** That it is passed on when their life is in danger. */
    LIFE;

    /** The name in stored entries and on the wire. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The consent of that name. */
    public static Consent of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** Whom it can be passed on to, by telephone and never by this service itself. */
  public enum Service {
    /** Emergency services. */
    EMERGENCY,
    /** A crisis line. */
    LINE,
    /** A mobile crisis team. */
    MOBILE,
    /** Somebody else. */
    OTHER;

    /** The name in stored entries and on the wire. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The service of that name. */
    public static Service of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * What a seeker put on it; at least one of the two.
   *
   * @param call whether it is safe to call: {@code yes}, {@code no} or {@code text}; null when they
   *     did not say
   */
  public record Value(
      @Nullable MessageText phone, @Nullable MessageText place, @Nullable String call) {
    @Override
    public String toString() {
      return "Value[]";
    }
  }
}
