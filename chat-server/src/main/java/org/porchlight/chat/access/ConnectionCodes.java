package org.porchlight.chat.access;

import java.net.InetAddress;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import org.porchlight.chat.sealing.DataKey;
import org.springframework.http.HttpHeaders;

/**
 * What is known of a connection instead of its address: a keyed hash of the network it is in, with
 * a key that lasts for a day (UTC). All nodes make the same one, and nobody can say a day later
 * that two were one.
 */
final class ConnectionCodes {
  private static final int IPV4_BYTES = 4;

  /** A /24 and a /64: the networks that providers give to one place. */
  private static final int IPV4_PREFIX = 3;

  private static final int IPV6_PREFIX = 8;
  private static final int LONGEST_ADDRESS = 45;

  private final byte[] keyEncryptionKey;
  private final String header;
  private final Clock clock;

  /**
   * Codes of what the proxy tells.
   *
   * @param header in which the proxy puts the address, and nobody else can; empty when it tells
   *     none
   */
  ConnectionCodes(byte[] keyEncryptionKey, String header, Clock clock) {
    this.keyEncryptionKey = keyEncryptionKey.clone();
    this.header = header;
    this.clock = clock;
  }

  /** The code of where a request comes from, empty when that is not known. */
  String of(HttpHeaders headers) {
    String address = header.isEmpty() ? null : headers.getFirst(header);
    if (address == null || address.length() > LONGEST_ADDRESS) {
      return "";
    }
    try {
      return code(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException notAnAddress) {
      return "";
    }
  }

  /** fc00::/7 (RFC 4193), which Java does not know of. */
  private static boolean isUniqueLocal(byte[] address) {
    return address.length > IPV4_BYTES && (address[0] & 0xfe) == 0xfc;
  }

  private String code(InetAddress address) {
    // Whoever seems to come from the inside is behind one more proxy, as everybody else then is.
    byte[] bytes = address.getAddress();
    if (address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || isUniqueLocal(bytes)) {
      return "";
    }
    byte[] prefix = Arrays.copyOf(bytes, bytes.length == IPV4_BYTES ? IPV4_PREFIX : IPV6_PREFIX);
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    byte[] code = DataKey.forPurpose(keyEncryptionKey, "connections of " + day).digest(prefix);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
  }
}
