package org.porchlight.chat.supervision;

import org.porchlight.matching.MatchingQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what supervision does by itself. */
@Configuration(proxyBeanMethods = false)
class SupervisionConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  SupervisorsHereLoop supervisorsHereLoop(MatchingQueue queue, Supervision supervision) {
    return new SupervisorsHereLoop(queue, supervision);
  }
}
