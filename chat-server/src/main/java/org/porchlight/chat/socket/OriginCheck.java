package org.porchlight.chat.socket;

import java.net.URI;
import java.security.Principal;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * Upgrades requests from our own pages only, and while there is room: browsers let every page open
 * a socket to every server, and WebFlux does not look at Origin by itself. The handshake that stays
 * with the socket for its whole life holds no header, no cookie and no address.
 */
final class OriginCheck implements WebSocketService {
  private final Set<String> origins;
  private final Crowd crowd;
  private final SocketMeters meters;
  private final ReactorNettyRequestUpgradeStrategy upgrade;

  OriginCheck(Set<String> origins, Crowd crowd, SocketMeters meters) {
    this.origins = origins;
    this.crowd = crowd;
    this.meters = meters;
    this.upgrade =
        new ReactorNettyRequestUpgradeStrategy(() ->
            WebsocketServerSpec.builder()
                .maxFramePayloadLength(SocketLimits.FRAME_BYTES)
                .compress(false));
  }

  @Override
  public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler handler) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    String protocol = handler.getSubProtocols().getFirst();
    String origin = headers.getOrigin();
    if (origin == null || !origins.contains(origin)) {
      return refuse(exchange, HttpStatus.FORBIDDEN);
    }
    // Reactor Netty upgrades without it too, and then gives the socket to nobody: no deadline would
    // end it, and no place would be taken.
    if (!headers.getValuesAsList("Sec-WebSocket-Protocol").contains(protocol)) {
      return refuse(exchange, HttpStatus.BAD_REQUEST);
    }
    if (!crowd.hasRoom()) {
      meters.noRoom();
      return refuse(exchange, HttpStatus.SERVICE_UNAVAILABLE);
    }
    return upgrade.upgrade(exchange, handler, protocol, OriginCheck::bareHandshake);
  }

  private static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status) {
    exchange.getResponse().setStatusCode(status);
    return exchange.getResponse().setComplete();
  }

  private static HandshakeInfo bareHandshake() {
    return new HandshakeInfo(
        URI.create("/ws"), new HttpHeaders(), Mono.<Principal>empty(), "porchlight.v1");
  }
}
