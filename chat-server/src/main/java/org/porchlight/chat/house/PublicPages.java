package org.porchlight.chat.house;

import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.porchlight.chat.house.ExitCheck.Page;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Pages of the public internet, without cookies and without a name for who asks. The addresses that
 * a name has are looked at where the connection is made, so that a name cannot be a public one when
 * it is checked and another one when it is used.
 */
final class PublicPages {
  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_HEADER_BYTES = 32 * 1024;

  private final HttpClient client;

  PublicPages() {
    this(PublicPages::isPublic);
  }

  /**
   * Pages of other addresses, which are this machine's own in tests.
   *
   * @param reached to which addresses a connection may be made
   */
  PublicPages(Predicate<InetAddress> reached) {
    this.client =
        HttpClient.newConnection()
            .httpResponseDecoder(limits -> limits.maxHeaderSize(MOST_HEADER_BYTES))
            .headers(headers ->
                headers
                    .set("User-Agent", "Mozilla/5.0")
                    .set("Accept", "text/html")
                    .set("Accept-Language", "en"))
            .resolvedAddressesSelector((config, addresses) ->
                addresses.stream()
                    .filter(address ->
                        address instanceof InetSocketAddress internet
                            && internet.getAddress() != null
                            && reached.test(internet.getAddress()))
                    .toList());
  }

  /** The page, not followed to where it may have gone, and no more of it than its beginning. */
  Mono<Page> get(URI site) {
    return client.get().uri(site).response(PublicPages::page).next();
  }

  private static Mono<Page> page(HttpClientResponse answer, ByteBufFlux body) {
    return html(body)
        .map(html ->
            new Page(answer.status().code(), answer.responseHeaders().get("Location"), html));
  }

  private static Mono<String> html(ByteBufFlux body) {
    var size = new AtomicInteger();
    return body.asByteArray()
        .takeUntil(part -> size.addAndGet(part.length) >= MOST_BYTES)
        .collect(
            ByteArrayOutputStream::new,
            (all, part) -> all.write(part, 0, Math.min(part.length, MOST_BYTES - all.size())))
        .map(all -> all.toString(StandardCharsets.UTF_8));
  }

  /** Whether an address is one that everybody reaches, and nobody's own. */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    if (address instanceof Inet4Address) {
      return first != 0
          && first < 240
          && !(first == 100 && second >= 64 && second < 128)
          && !(first == 192 && second == 0 && third == 0)
          && !(first == 192 && second == 88 && third == 99)
          && !(first == 198 && (second == 18 || second == 19));
    }
    // What is given out, but for the parts that lead on to an address of the other kind.
    boolean leadsOn = first == 0x20 && (second == 0x02 || (second == 0x01 && third == 0));
    boolean forBooks =
        (first == 0x20 && second == 0x01 && third == 0x0d && (bytes[3] & 0xff) == 0xb8)
            || (first == 0x3f && second == 0xff && third < 0x10);
    return (first & 0xe0) == 0x20 && !leadsOn && !forBooks;
  }
}
