package org.porchlight.chat.socket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.porchlight.chat.access.AccessEvent;
import org.porchlight.chat.access.Role;
import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.protocol.CloseReason;

/** The live sockets of this node, one for each person: the newest wins, the older is told. */
final class SocketRegistry {
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();
  private volatile boolean draining;

  /** A socket whose person and number are known now. */
  void arrived(String person, Connection connection) {
    Connection newest =
        connections.merge(
            person,
            connection,
            (older, newer) -> {
              Connection wins = newer.socket() > older.socket() ? newer : older;
              (wins == newer ? older : newer).end(CloseReason.MOVED);
              return wins;
            });
    if (draining) {
      newest.end(CloseReason.RESTART);
    }
  }

  /** Something happened on some node that concerns a socket here. */
  void on(AccessEvent event) {
    switch (event) {
      case AccessEvent.Moved moved -> {
        Connection here = connections.get(moved.person());
        if (here != null && here.socket() < moved.socket()) {
          here.end(CloseReason.MOVED);
        }
      }
      case AccessEvent.Blocked blocked -> {
        Connection here = connections.get(blocked.person());
        if (here != null) {
          here.send(Frames.blocked(blocked.told()));
        }
      }
      case AccessEvent.PassEnded ended ->
          connections.values().stream()
              .filter(connection ->
                  connection.visitor() instanceof Visitor.Seeker seeker
                      && seeker.pass().equals(ended.pass()))
              .forEach(connection -> connection.end(CloseReason.EXIT));
      case AccessEvent.SignedOut out ->
          connections.values().stream()
              .filter(connection ->
                  connection.visitor() instanceof Visitor.Staff staff
                      && staff.session().equals(out.session()))
              .forEach(connection -> connection.end(CloseReason.NOT_RECOGNISED));
    }
  }

  /** Whether this was still the person's socket on this node. */
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

  /** Sends everybody to another node, each at another moment; whoever still comes is sent on. */
  void drain() {
    draining = true;
    connections.values().forEach(connection -> connection.end(CloseReason.RESTART));
  }
}
