package org.porchlight.chat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Hooks;

/**
 * An error that comes when whoever waited has gone concerns nobody any more. Reactor would write it
 * down whole, with sixty lines of stack for each person of a store that is away.
 */
@Component
final class LateErrors implements InitializingBean {
  private static final Logger LOG = LoggerFactory.getLogger(LateErrors.class);

  @Override
  public void afterPropertiesSet() {
    Hooks.onErrorDropped(
        late -> LOG.warn("an error came too late: {}", late.getClass().getSimpleName()));
  }
}
