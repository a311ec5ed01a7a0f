package org.porchlight.matching;

/**
 * What a peer has been certified for.
 *
 * @param level how far
 * @param cleared whether they are cleared to talk with people of 16 and 17
 */
public record Certificate(Level level, boolean cleared) {

  /** Whether somebody of this band and these needs may be brought to the peer at all. */
  public boolean covers(Band band, Needs needs) {
    return level.places() > 0
        && (band != Band.IMMINENT || level.takesImminent())
        && (cleared || !needs.clearance());
  }
}
