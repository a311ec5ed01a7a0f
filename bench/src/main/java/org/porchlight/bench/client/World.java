package org.porchlight.bench.client;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where pretend people live.
 *
 * @param sockets what opens their sockets
 * @param servers the addresses of the pages; a socket goes to any of them
 * @param origin what their browsers send as {@code Origin}
 * @param entrance the way in
 * @param notes what they remark
 * @param pauses how they come back
 */
public record World(
    Sockets sockets,
    List<URI> servers,
    String origin,
    Entrance entrance,
    Notes notes,
    Pauses pauses) {
  public World {
    servers = List.copyOf(servers);
  }

  /** People who come back at once. */
  public World(Sockets sockets, List<URI> servers, String origin, Entrance entrance, Notes notes) {
    this(sockets, servers, origin, entrance, notes, Pauses.SHORT);
  }

  /** One of the servers. */
  URI anyServer() {
    return servers.get(ThreadLocalRandom.current().nextInt(servers.size()));
  }
}
