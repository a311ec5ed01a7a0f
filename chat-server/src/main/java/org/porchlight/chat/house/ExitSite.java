package org.porchlight.chat.house;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a coordinator may write as a site for Quick exit. It is named and not numbered, on the usual
 * port: nothing inside of the network this server stands in is looked at by mistake.
 */
final class ExitSite {
  private static final int LONGEST = 200;
  private static final int HTTPS = 443;
  private static final int NONE = -1;

  /** The last part begins with a letter, as no way to write an address in numbers does. */
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\\.){1,10}[A-Za-z][A-Za-z0-9-]{1,62}");

  private ExitSite() {}

  /** The site, null where it is none. */
  static @Nullable URI of(@Nullable String given) {
    if (given == null || given.strip().length() > LONGEST) {
      return null;
    }
    try {
      URI site = URI.create(given.strip());
      return isGood(site) ? site : null;
    } catch (IllegalArgumentException notOne) {
      return null;
    }
  }

  static boolean isGood(URI site) {
    String host = site.getHost();
    return "https".equalsIgnoreCase(site.getScheme())
        && site.getRawUserInfo() == null
        && (site.getPort() == NONE || site.getPort() == HTTPS)
        && host != null
        && HOST.matcher(host).matches();
  }
}
