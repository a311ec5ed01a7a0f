package org.porchlight.chat.socket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.protocol.CloseReason;

/** One live socket per person on this node: the newest wins, the older is told. */
final class SocketRegistry {
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();

  void arrived(String person, Connection connection) {
    Connection older = connections.put(person, connection);
    if (older != null && older != connection) {
      older.end(CloseReason.MOVED);
    }
  }

  /** Whether this was still the person's socket. */
  boolean left(String person, Connection connection) {
    return connections.remove(person, connection);
  }

  /** How many sockets of that role are open on this node. */
  long count(Role role) {
    return connections.values().stream()
        .map(Connection::visitor)
        .filter(visitor -> visitor != null && visitor.role() == role)
        .count();
  }

  void endAll(CloseReason reason) {
    connections.values().forEach(connection -> connection.end(reason));
  }
}
