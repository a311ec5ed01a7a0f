package org.porchlight.chat.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.data.redis.ReactiveRedisSessionRepository;

/**
 * Sign-ins of staff in Redis. The cookie holds 256 random bits and Redis only their hash, so that
 * nobody who reads Redis can go on in somebody's name.
 */
final class RedisDeskSessions {
  private static final String NAMESPACE = "porchlight:desk";
  private static final String PREFIX = NAMESPACE + ":sessions:";
  private static final int ID_BITS = 256;

  private RedisDeskSessions() {}

  /**
   * A store of sign-ins.
   *
   * @param idle how long a sign-in lives without being used
   */
  static ReactiveRedisSessionRepository over(ReactiveRedisConnectionFactory redis, Duration idle) {
    var context =
        RedisSerializationContext.<String, Object>newSerializationContext(
                new JdkSerializationRedisSerializer(RedisDeskSessions.class.getClassLoader()))
            .key(new HashedKeys())
            .hashKey(RedisSerializer.string())
            .build();
    var sessions = new ReactiveRedisSessionRepository(new ReactiveRedisTemplate<>(redis, context));
    sessions.setRedisKeyNamespace(NAMESPACE);
    sessions.setDefaultMaxInactiveInterval(idle);
    sessions.setSessionIdGenerator(() -> Tokens.random(ID_BITS));
    return sessions;
  }

  /** The key of a session, by the hash that names it. */
  static String key(String session) {
    return PREFIX + session;
  }

  /** Writes {@code porchlight:desk:sessions:<hash of id>} for the key with the id itself. */
  private static final class HashedKeys implements RedisSerializer<String> {
    @Override
    public byte[] serialize(@Nullable String key) {
      String id = Objects.requireNonNull(key).substring(PREFIX.length());
      return key(Tokens.hash(id)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(byte @Nullable [] key) {
      throw new UnsupportedOperationException("a hash does not say what it is of");
    }
  }
}
