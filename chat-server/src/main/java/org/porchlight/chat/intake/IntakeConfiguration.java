package org.porchlight.chat.intake;

import io.micrometer.core.instrument.MeterRegistry;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.LineCounts;
import org.porchlight.matching.MatchingQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what intake does by itself. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  EndedTicketsLoop endedTicketsLoop(
      MatchingQueue queue,
      ConversationLog log,
      Conversations conversations,
      HandOvers handOvers,
      LineCounts counts,
      MeterRegistry meters) {
    return new EndedTicketsLoop(queue, log, conversations, handOvers, counts, meters);
  }
}
