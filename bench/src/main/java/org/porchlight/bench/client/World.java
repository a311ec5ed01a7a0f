package org.porchlight.bench.client;

/**
 * Where pretend people live.
 *
 * @param sockets what opens their sockets
 * @param origin what their browsers send as {@code Origin}
 * @param entrance the way in
 * @param notes what they remark
 * @param pauses how they come back
 */
public record World(Sockets sockets, String origin, Entrance entrance, Notes notes, Pauses pauses) {
  /** People who come back at once. */
  public World(Sockets sockets, String origin, Entrance entrance, Notes notes) {
    this(sockets, origin, entrance, notes, Pauses.SHORT);
  }
}
