package org.porchlight.chat;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the chat server. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ChatServerApplication {

  static void main(String[] arguments) {
    SpringApplication.run(ChatServerApplication.class, arguments);
  }
}
