package org.porchlight.matching.app;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The engine in a process of its own. It needs REDIS_URL and nothing else. */
@SpringBootApplication
public class MatchingServiceApplication {

  static void main(String[] arguments) {
    var application = new SpringApplication(MatchingServiceApplication.class);
    application.setDefaultProperties(
        Map.of(
            "porchlight.redis.url", "${REDIS_URL}",
            "porchlight.matching.engine-inside", "true",
            "spring.main.keep-alive", "true",
            "spring.main.banner-mode", "off"));
    application.run(arguments);
  }
}
