package org.porchlight.chat.house;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be a site for Quick exit. One that a coordinator writes is named and not numbered, on
 * the usual port: nothing inside of the network this server stands in is looked at by mistake. It
 * has no query and no fragment, where a name or what somebody looked for could stand.
 */
public final class ExitSite {
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
      boolean bare = site.getRawQuery() == null && site.getRawFragment() == null;
      return bare && isGood(site) ? site : null;
    } catch (IllegalArgumentException notOne) {
      return null;
    }
  }

  /** Whether a browser may be sent there at all, which goes for an operator's too. */
  public static boolean isSafe(URI site) {
    return "https".equalsIgnoreCase(site.getScheme())
        && site.getHost() != null
        && site.getRawUserInfo() == null;
  }

  /** Whether it may be looked at, which goes for where it leads on to as well. */
  static boolean isGood(URI site) {
    return isSafe(site)
        && (site.getPort() == NONE || site.getPort() == HTTPS)
        && HOST.matcher(site.getHost()).matches();
  }
}
