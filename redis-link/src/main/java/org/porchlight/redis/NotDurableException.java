package org.porchlight.redis;

import org.jspecify.annotations.Nullable;

/**
 * A write that may or may not have happened, and is not as durable as promised: whoever wrote
 * repeats it. Carries nothing of what was written.
 */
public final class NotDurableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotDurableException(String why, @Nullable Throwable cause) {
    super(why, cause, false, false);
  }
}
