package org.porchlight.chat.duty;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.testservers.TestRedis;

/** What a peer's page shows again after a refresh. */
class PeerConversationsIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RunningServer server = RunningServer.shared();
  private final Duties duties = server.bean(Duties.class);
  private final RedisPeerConversations conversations = server.bean(RedisPeerConversations.class);
  private final ConversationLog log = server.bean(ConversationLog.class);
  private final ConversationId id = ConversationId.random();
  private final Member seeker = new Member(Part.SEEKER, MessageId.random().value(), "Heron");
  private final Visitor.Staff robin = peer("Robin");
  private final Visitor.Staff jo = peer("Jo");

  @Test
  @DisplayName("One that is about to open is not forgotten, and one that went on with another is")
  void aboutToOpen() {
    log.create(id, seeker).block(SOON);
    conversations.add(robin.id(), id).block(SOON);
    assertThat(shownTo(robin)).isEmpty();
    log.open(id, member(robin)).block(SOON);
    assertThat(shownTo(robin)).containsExactly(id);

    log.vacate(id, robin.id(), false).block(SOON);
    conversations.add(jo.id(), id).block(SOON);
    assertThat(shownTo(robin)).isEmpty();
    log.open(id, member(jo)).block(SOON);
    assertThat(shownTo(robin)).isEmpty();
    assertThat(shownTo(jo)).containsExactly(id);
    assertThat(conversations.of(robin.id()).collectList().block(SOON)).isEmpty();

    log.close(id, Conversation.Why.ENDED_BY_PEER).block(SOON);
    conversations.remove(jo.id(), id).block(SOON);
  }

  @Test
  @DisplayName("One that nobody can open any more does not hide the others")
  void unopenable() {
    ConversationId sealed = ConversationId.random();
    for (ConversationId each : List.of(sealed, id)) {
      log.create(each, seeker).block(SOON);
      conversations.add(robin.id(), each).block(SOON);
      log.open(each, member(robin)).block(SOON);
    }
    RedisClient redis = RedisClient.create(TestRedis.uri());
    try (var connection = redis.connect()) {
      String meta = connection.sync().keys("c:*:" + sealed + ":meta").getFirst();
      assertThat(connection.sync().hset(meta, "key", "none")).as("it had none before").isFalse();
      assertThat(shownTo(robin)).containsExactly(id);
      connection.sync().del(meta);
    } finally {
      redis.shutdown();
      conversations.remove(robin.id(), sealed).block(SOON);
      conversations.remove(robin.id(), id).block(SOON);
      log.close(id, Conversation.Why.ENDED_BY_PEER).block(SOON);
    }
  }

  private List<ConversationId> shownTo(Visitor.Staff peer) {
    return duties
        .conversations(peer)
        .map(Conversation::id)
        .collectList()
        .blockOptional(SOON)
        .orElseThrow();
  }

  private static Visitor.Staff peer(String name) {
    return new Visitor.Staff(
        MessageId.random().value(), Role.PEER, name, "session", Set.of("en"), Set.of());
  }

  private static Member member(Visitor.Staff peer) {
    return new Member(Part.PEER, peer.id(), peer.name());
  }
}
