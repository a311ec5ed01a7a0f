package org.porchlight.chat.access;

import reactor.core.publisher.Mono;

/** What staff are called. */
public interface StaffDirectory {

  /** The name that others see, empty when there is no such member of staff. */
  Mono<String> nameOf(String id);
}
