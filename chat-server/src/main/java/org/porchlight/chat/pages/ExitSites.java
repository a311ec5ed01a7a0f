package org.porchlight.chat.pages;

import java.net.URI;
import java.util.Map;
import org.porchlight.chat.house.ExitSite;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Quick exit leads from each region of which the house says nothing itself: a page that
 * greets nobody by name and that nobody wonders about.
 *
 * @param site the page, for every region that has none of its own
 * @param regions the pages of regions that have, by the id of the region
 */
@ConfigurationProperties("porchlight.exit")
public record ExitSites(
    @DefaultValue("https://www.bbc.co.uk/weather") URI site,
    @DefaultValue Map<String, URI> regions) {

  /** Refuses what a browser may not be sent to. */
  public ExitSites {
    regions = Map.copyOf(regions);
    check("site", site);
    regions.forEach((region, own) -> check("regions." + region, own));
  }

  /** Where it leads from that region. */
  URI of(String region) {
    return regions.getOrDefault(region, site);
  }

  private static void check(String name, URI site) {
    if (!ExitSite.isSafe(site)) {
      throw new IllegalArgumentException(
          "porchlight.exit." + name + ": " + site + " (expected: https and a host)");
    }
  }
}
