package org.porchlight.chat.socket;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sockets.
 *
 * @param origins the origins whose pages may connect, exactly as browsers send them
 * @param helloWithin how long a socket may stay without its first frame
 * @param pingEvery how often the server asks whether the other side is there
 * @param silentFor after how long without a sign the other side is gone
 * @param signInEvery how often a socket of staff looks whether their sign-in is still there
 * @param passEvery how often a socket of a seeker keeps their pass alive, well within its idle time
 * @param frameBurst how many frames one socket may send at once
 * @param most how many sockets this node has at most
 * @param mostStrangers how many of them may not have said {@code hello} yet
 */
@ConfigurationProperties("porchlight.socket")
record SocketSettings(
    Set<String> origins,
    @DefaultValue("5s") Duration helloWithin,
    @DefaultValue("25s") Duration pingEvery,
    @DefaultValue("60s") Duration silentFor,
    @DefaultValue("30s") Duration signInEvery,
    @DefaultValue("5m") Duration passEvery,
    @DefaultValue("120") int frameBurst,
    @DefaultValue("20000") int most,
    @DefaultValue("1000") int mostStrangers) {
  SocketSettings {
    origins = Set.copyOf(origins);
  }
}
