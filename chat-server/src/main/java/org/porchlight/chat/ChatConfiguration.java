package org.porchlight.chat;

import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.porchlight.chat.conversation.ConversationEnd;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.log.LogSettings;
import org.porchlight.chat.log.RedisConversationLog;
import org.porchlight.chat.sealing.KeyFile;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.matching.app.MatchingConfiguration;
import org.porchlight.moderation.Moderation;
import org.porchlight.moderation.rules.RuleModeration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Joins the features that know nothing of Spring, and the ports to what implements them. */
@Configuration(proxyBeanMethods = false)
@Import(MatchingConfiguration.class)
class ChatConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  KeyVault keyVault(@Value("${porchlight.key-file}") Path keyFile) {
    return new KeyVault(KeyFile.read(keyFile));
  }

  @Bean(destroyMethod = "shutdown")
  RedisClient logRedis(@Value("${spring.data.redis.url}") String url) {
    return RedisClient.create(url);
  }

  @Bean(destroyMethod = "close")
  RedisConversationLog conversationLog(RedisClient logRedis, KeyVault vault, Clock clock) {
    return new RedisConversationLog(logRedis, vault, LogSettings.defaults(), clock);
  }

  /** The ends are asked for late, because what implements them knows the conversations. */
  @Bean
  Conversations conversations(ConversationLog log, ObjectProvider<ConversationEnd> ends) {
    return new Conversations(
        log,
        List.of(closed ->
            reactor.core.publisher.Flux.fromStream(ends.orderedStream())
                .concatMap(end -> end.ended(closed))
                .then()));
  }

  @Bean
  Moderation moderation() {
    return RuleModeration.english();
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  HeldConversationsLoop heldConversationsLoop(Conversations conversations) {
    return new HeldConversationsLoop(conversations);
  }

  @Bean
  MessageFlow messageFlow(Moderation moderation, ConversationLog log, FlagBoard board) {
    return new MessageFlow(moderation, log, board);
  }
}
