package org.porchlight.chat.intake;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs beside intake. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  AbandonedPlacesLoop abandonedPlacesLoop(Intake intake) {
    return new AbandonedPlacesLoop(intake);
  }
}
