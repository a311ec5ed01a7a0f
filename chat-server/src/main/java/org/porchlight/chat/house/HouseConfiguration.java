package org.porchlight.chat.house;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts what keeps the rules of the house, and what is done about the line, up to date. */
@Configuration(proxyBeanMethods = false)
class HouseConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  HouseLoop houseLoop(House house, Looks looks, Setup setup, Words words) {
    return new HouseLoop(house, looks, setup, words);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  ControlsLoop controlsLoop(Controls controls) {
    return new ControlsLoop(controls);
  }
}
