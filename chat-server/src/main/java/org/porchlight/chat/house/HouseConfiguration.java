package org.porchlight.chat.house;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts what keeps the rules of the house, and what is done about the line, up to date. */
@Configuration(proxyBeanMethods = false)
class HouseConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  HouseLoop houseLoop(House house, Looks looks, Setup setup, Words words) {
    return new HouseLoop(house, looks, setup, words);
  }

  @Bean
  ExitCheck exitCheck() {
    return new ExitCheck(new PublicPages()::get);
  }

  @Bean
  ExitTurns exitTurns(Clock clock) {
    return new ExitTurns(clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  ControlsLoop controlsLoop(Controls controls) {
    return new ControlsLoop(controls);
  }
}
