package org.porchlight.chat;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A store cannot be asked just now: said as such, and with nothing of what was asked. */
@RestControllerAdvice
class StoresAway {
  private static final String SECONDS = "5";

  @ExceptionHandler(DataAccessException.class)
  ResponseEntity<ProblemDetail> away() {
    var problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.SERVICE_UNAVAILABLE, "Not just now. Nothing was lost; try again.");
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header("Retry-After", SECONDS)
        .body(problem);
  }
}
