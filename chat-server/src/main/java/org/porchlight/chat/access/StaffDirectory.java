package org.porchlight.chat.access;

import reactor.core.publisher.Mono;

/** What is recorded about staff. */
public interface StaffDirectory {

  /** The name that others see, empty when there is no such member of staff. */
  Mono<String> nameOf(String id);

  /** What a peer is certified for now, empty when there is no such member of staff. */
  Mono<Certification> certificationOf(String id);
}
