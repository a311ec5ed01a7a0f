package org.porchlight.chat.access;

import java.time.Duration;
import java.util.Set;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Socket tickets in Redis; GETDEL makes each good once. */
final class RedisSocketTickets implements SocketTickets {
  private static final Duration GOOD_FOR = Duration.ofSeconds(30);
  private static final int TICKET_BITS = 128;
  private static final int LONGEST_TICKET = 100;

  private final ReactiveStringRedisTemplate redis;
  private final SignIns signIns;
  private final JsonMapper json = JsonMapper.shared();

  RedisSocketTickets(ReactiveStringRedisTemplate redis, SignIns signIns) {
    this.redis = redis;
    this.signIns = signIns;
  }

  @Override
  public Mono<String> issue(Visitor.Staff staff) {
    String ticket = Tokens.random(TICKET_BITS);
    return redis
        .opsForValue()
        .set(Keys.socketTicket(ticket), json.writeValueAsString(Stored.of(staff)), GOOD_FOR)
        .thenReturn(ticket);
  }

  @Override
  public Mono<Visitor.Staff> redeem(String ticket) {
    if (ticket.isEmpty() || ticket.length() > LONGEST_TICKET) {
      return Mono.empty();
    }
    return redis
        .opsForValue()
        .getAndDelete(Keys.socketTicket(ticket))
        .map(stored -> json.readValue(stored, Stored.class).staff())
        .filterWhen(staff -> signIns.isIn(staff, SignIns.Use.ACT));
  }

  /** As it lies in Redis for half a minute. */
  private record Stored(
      String id,
      Role role,
      String name,
      String session,
      Set<String> languages,
      Set<String> topics) {
    static Stored of(Visitor.Staff staff) {
      return new Stored(
          staff.id(),
          staff.role(),
          staff.name(),
          staff.session(),
          staff.languages(),
          staff.topics());
    }

    Visitor.Staff staff() {
      return new Visitor.Staff(id, role, name, session, languages, topics);
    }
  }
}
