package org.porchlight.chat.access;

import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Refusals of the HTTP endpoints, as problem documents (RFC 9457) that repeat nothing sent. */
public final class Refusals {
  static final int TOO_MANY = 429;

  private Refusals() {}

  /** What was sent cannot be. */
  public static ErrorResponseException badRequest(String detail) {
    return problem(HttpStatus.BAD_REQUEST, detail);
  }

  /** It does not go with what is there. */
  public static ErrorResponseException conflict(String detail) {
    return problem(HttpStatus.CONFLICT, detail);
  }

  /** It is not there any more. */
  public static ErrorResponseException gone(String detail) {
    return problem(HttpStatus.GONE, detail);
  }

  /** The same, of something that somebody may have taken back meanwhile. */
  public static ErrorResponseException notThere() {
    return because(gone("It is not there any more."), "gone");
  }

  /**
   * Of several who wanted it another was first.
   *
   * @param by their name
   */
  public static ErrorResponseException taken(String detail, String by) {
    ErrorResponseException refusal = because(conflict(detail), "taken");
    refusal.getBody().setProperty("by", by);
    return refusal;
  }

  /** It is not for whoever asks. */
  public static ErrorResponseException forbidden(String detail) {
    return problem(HttpStatus.FORBIDDEN, detail);
  }

  /** A part of what was sent cannot be; its name is the reason. */
  public static ErrorResponseException bad(String field, String expected) {
    return because(badRequest(field + ": " + expected), field);
  }

  /** A refusal with the code of its reason, which a page has words for. */
  public static ErrorResponseException because(ErrorResponseException refusal, String reason) {
    refusal.getBody().setProperty("reason", reason);
    return refusal;
  }

  /** It was tried too often; whoever asks may try again after that time. */
  public static ErrorResponseException tooManyTries(Duration wait) {
    long seconds = Math.max(1, wait.toSeconds());
    var refusal = problem(HttpStatus.TOO_MANY_REQUESTS, "Too many tries. Wait a while.");
    refusal.getHeaders().set("Retry-After", Long.toString(seconds));
    return refusal;
  }

  static ErrorResponseException unauthorized(String detail) {
    return problem(HttpStatus.UNAUTHORIZED, detail);
  }

  private static ErrorResponseException problem(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
