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
 * Upgrades requests from our own pages only: browsers let every page open a socket to every server,
 * and WebFlux does not look at Origin by itself. The handshake that stays with the socket for its
 * whole life holds no header, no cookie and no address.
 */
final class OriginCheck implements WebSocketService {
  private final Set<String> origins;
  private final ReactorNettyRequestUpgradeStrategy upgrade;

  OriginCheck(Set<String> origins) {
    this.origins = origins;
    this.upgrade =
        new ReactorNettyRequestUpgradeStrategy(() ->
            WebsocketServerSpec.builder()
                .maxFramePayloadLength(SocketLimits.FRAME_BYTES)
                .compress(false));
  }

  @Override
  public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler handler) {
    String origin = exchange.getRequest().getHeaders().getOrigin();
    if (origin == null || !origins.contains(origin)) {
      exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
      return exchange.getResponse().setComplete();
    }
    return upgrade.upgrade(
        exchange, handler, handler.getSubProtocols().getFirst(), OriginCheck::bareHandshake);
  }

  private static HandshakeInfo bareHandshake() {
    return new HandshakeInfo(
        URI.create("/ws"), new HttpHeaders(), Mono.<Principal>empty(), "porchlight.v1");
  }
}
