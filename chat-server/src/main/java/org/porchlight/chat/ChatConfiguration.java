package org.porchlight.chat;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.porchlight.chat.conversation.Archive;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationEnd;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.FlagBoard;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.PeerCounts;
import org.porchlight.chat.conversation.Raising;
import org.porchlight.chat.conversation.Screening;
import org.porchlight.chat.conversation.Shadows;
import org.porchlight.chat.conversation.WithheldMessages;
import org.porchlight.chat.house.Looks;
import org.porchlight.chat.log.LogSettings;
import org.porchlight.chat.log.RedisConversationLog;
import org.porchlight.chat.outcomes.AskedItems;
import org.porchlight.chat.sealing.KeyFile;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.matching.app.MatchingConfiguration;
import org.porchlight.moderation.Moderation;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisWriter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Joins the features that know nothing of Spring, and the ports to what implements them. */
@Configuration(proxyBeanMethods = false)
@Import(MatchingConfiguration.class)
class ChatConfiguration {
  private static final Duration RECONNECT_AFTER = Duration.ofMillis(500);

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  AskedItems askedItems(Looks looks) {
    return item -> looks.now().questions().contains(item.name().toLowerCase(Locale.ROOT));
  }

  @Bean
  KeyVault keyVault(@Value("${porchlight.key-file}") Path keyFile, Clock clock) {
    return new KeyVault(KeyFile.read(keyFile), clock);
  }

  @Bean
  RedisConversationLog conversationLog(
      RedisLink link,
      RedisWriter writer,
      @Value("${porchlight.withheld-for:15m}") Duration withheldFor,
      @Value("${porchlight.usual-minutes}") int usualMinutes,
      KeyVault vault,
      Clock clock) {
    LogSettings settings =
        LogSettings.defaults().withheldFor(withheldFor).usualMinutes(usualMinutes);
    return new RedisConversationLog(link, writer, vault, settings, clock);
  }

  /** Spring's connections are back soon after a fail-over; by default they wait up to 30 s. */
  @Bean
  ClientResourcesBuilderCustomizer comeBackSoon() {
    return resources -> resources.reconnectDelay(Delay.constant(RECONNECT_AFTER));
  }

  /** What cannot be asked fails within seconds instead of waiting for Redis to come back. */
  @Bean
  LettuceClientOptionsBuilderCustomizer failWhileRedisIsAway() {
    return options ->
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
  }

  @Bean(destroyMethod = "close")
  MigrationLoop migrations() {
    return new MigrationLoop();
  }

  /** The ends are asked for late, because what implements them knows the conversations. */
  @Bean
  Conversations conversations(
      ConversationLog log, FlagBoard board, Archive archive, ObjectProvider<ConversationEnd> ends) {
    return new Conversations(log, board, archive, List.of(new AllEnds(ends)));
  }

  private record AllEnds(ObjectProvider<ConversationEnd> ends) implements ConversationEnd {
    @Override
    public Mono<Void> ended(Conversation.Closed conversation) {
      return all().concatMap(end -> end.ended(conversation)).then();
    }

    @Override
    public Mono<Void> removed(ConversationId conversation, Member peer) {
      return all().concatMap(end -> end.removed(conversation, peer)).then();
    }

    @Override
    public Mono<Void> left(Conversation.Open conversation, Member peer) {
      return all().concatMap(end -> end.left(conversation, peer)).then();
    }

    private Flux<ConversationEnd> all() {
      return Flux.fromStream(ends.orderedStream());
    }
  }

  @Bean
  ClosedConversations closedConversations(MeterRegistry meters) {
    return new ClosedConversations(meters);
  }

  @Bean
  Screening screening(Moderation moderation, Shadows shadows) {
    return new Screening(moderation, shadows);
  }

  @Bean
  MessageFlow messageFlow(Screening screening, ConversationLog log, FlagBoard board) {
    return new MessageFlow(screening, log, board);
  }

  @Bean
  Raising raising(ConversationLog log, FlagBoard board, PeerCounts counts, Clock clock) {
    return new Raising(log, board, counts, clock);
  }

  @Bean
  WithheldMessages withheldMessages(ConversationLog log) {
    return new WithheldMessages(log);
  }
}
