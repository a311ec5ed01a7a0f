package org.porchlight.chat.resources;

import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts what keeps crisis lines up to date. */
@Configuration(proxyBeanMethods = false)
class ResourcesConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  @DependsOnDatabaseInitialization
  CrisisLinesLoop crisisLinesLoop(CrisisLines lines) {
    return new CrisisLinesLoop(lines);
  }
}
