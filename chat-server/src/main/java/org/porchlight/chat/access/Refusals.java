package org.porchlight.chat.access;

import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Refusals of the HTTP endpoints, as problem documents (RFC 9457) that repeat nothing sent. */
final class Refusals {
  static final int TOO_MANY = 429;

  private Refusals() {}

  static ErrorResponseException badRequest(String detail) {
    return problem(HttpStatus.BAD_REQUEST, detail);
  }

  static ErrorResponseException conflict(String detail) {
    return problem(HttpStatus.CONFLICT, detail);
  }

  static ErrorResponseException gone(String detail) {
    return problem(HttpStatus.GONE, detail);
  }

  static ErrorResponseException forbidden(String detail) {
    return problem(HttpStatus.FORBIDDEN, detail);
  }

  static ErrorResponseException tooManyTries(Duration wait) {
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
