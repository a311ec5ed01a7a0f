package org.porchlight.chat.supervision;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what supervision does by itself. */
@Configuration(proxyBeanMethods = false)
class SupervisionConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  SupervisorsHereLoop supervisorsHereLoop(Supervision supervision) {
    return new SupervisorsHereLoop(supervision);
  }
}
