package org.porchlight.chat.access;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.porchlight.chat.audit.Audit;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.chat.sealing.KeyFile;
import org.porchlight.redis.RedisLink;
import org.porchlight.redis.RedisWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.session.config.annotation.web.server.EnableSpringWebSession;
import org.springframework.session.data.redis.ReactiveRedisSessionRepository;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.WebSessionIdResolver;
import reactor.core.publisher.Mono;

/** Puts access together. The table of routes denies what it does not name. */
@Configuration(proxyBeanMethods = false)
@EnableSpringWebSession
class AccessConfiguration {

  /**
   * Health and metrics, on their own port, which only the operator's network reaches. On the port
   * of the pages this matches nothing, and the table below denies.
   */
  @Bean
  @Order(0)
  SecurityWebFilterChain management(ServerHttpSecurity http) {
    return http.securityMatcher(EndpointRequest.to("health", "prometheus"))
        .authorizeExchange(routes -> routes.anyExchange().permitAll())
        .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
        .build();
  }

  @Bean
  SecurityWebFilterChain routes(ServerHttpSecurity http, ServerSecurityContextRepository contexts) {
    return http.authorizeExchange(routes ->
            routes
                .pathMatchers(HttpMethod.GET, "/", "/desk", "/desk/**", "/assets/**", "/leave")
                .permitAll()
                .pathMatchers(HttpMethod.GET, "/privacy", "/es/privacy")
                .permitAll()
                // The socket checks Origin and the first frame itself.
                .pathMatchers(HttpMethod.GET, "/ws", "/api/door")
                .permitAll()
                .pathMatchers(HttpMethod.POST, "/api/seekers", "/api/seekers/exit", "/csp")
                .permitAll()
                .pathMatchers(
                    HttpMethod.POST,
                    "/api/staff/sign-in",
                    "/api/staff/invitations/look",
                    "/api/staff/invitations/accept")
                .permitAll()
                .pathMatchers(HttpMethod.POST, "/api/staff/invitations")
                .hasRole("COORDINATOR")
                .pathMatchers(HttpMethod.GET, "/api/staff/me")
                .permitAll()
                .pathMatchers(
                    HttpMethod.POST,
                    "/api/staff/socket-ticket",
                    "/api/staff/sign-out",
                    "/api/staff/settings",
                    "/api/staff/sign-ins/end")
                .hasAnyRole("PEER", "SUPERVISOR", "COORDINATOR", "CLINICIAN")
                .pathMatchers(HttpMethod.POST, "/api/staff/step-up")
                .hasAnyRole("PEER", "SUPERVISOR", "COORDINATOR")
                .pathMatchers(
                    HttpMethod.GET,
                    "/api/staff/sign-ins",
                    "/api/staff/settings",
                    "/api/staff/rota/mine")
                .hasAnyRole("PEER", "SUPERVISOR", "COORDINATOR", "CLINICIAN")
                .pathMatchers(HttpMethod.GET, "/api/staff/sign-ins/everyone")
                .hasRole("COORDINATOR")
                .pathMatchers(
                    HttpMethod.GET,
                    "/api/staff/people",
                    "/api/staff/grants",
                    "/api/staff/exports",
                    "/api/staff/audit",
                    "/api/staff/lines",
                    "/api/staff/lines/calls",
                    "/api/staff/house",
                    "/api/staff/words",
                    "/api/staff/rules",
                    "/api/staff/look",
                    "/api/staff/rota",
                    "/api/staff/setup")
                .hasRole("COORDINATOR")
                .pathMatchers(
                    HttpMethod.POST,
                    "/api/staff/people/change",
                    "/api/staff/people/leave",
                    "/api/staff/exports",
                    "/api/staff/exports/confirm",
                    "/api/staff/exports/withdraw",
                    "/api/staff/exports/take",
                    "/api/staff/grants/confirm",
                    "/api/staff/grants/withdraw",
                    "/api/staff/house",
                    "/api/staff/words",
                    "/api/staff/words/back",
                    "/api/staff/rules",
                    "/api/staff/rules/try",
                    "/api/staff/rules/back",
                    "/api/staff/look",
                    "/api/staff/look/exit",
                    "/api/staff/rota",
                    "/api/staff/setup/confirm",
                    "/api/staff/setup/open")
                .hasRole("COORDINATOR")
                .pathMatchers(
                    HttpMethod.POST,
                    "/api/staff/lines/check",
                    "/api/staff/lines/called",
                    "/api/staff/lines/change",
                    "/api/staff/lines/add",
                    "/api/staff/lines/remove",
                    "/api/staff/lines/confirm",
                    "/api/staff/lines/withdraw")
                .hasRole("COORDINATOR")
                .pathMatchers(
                    HttpMethod.POST,
                    "/api/staff/transcripts/read",
                    "/api/staff/shift",
                    "/api/staff/shift/have",
                    "/api/staff/feedback",
                    "/api/staff/controls",
                    "/api/staff/controls/end",
                    "/api/staff/care/seen",
                    "/api/staff/care/beside",
                    "/api/staff/care/debriefed",
                    "/api/staff/follow-ups/done",
                    "/api/staff/follow-ups/take",
                    "/api/staff/care/thanks")
                .hasAnyRole("SUPERVISOR", "COORDINATOR")
                .pathMatchers(
                    HttpMethod.GET,
                    "/api/staff/patterns",
                    "/api/staff/precision",
                    "/api/staff/transcripts",
                    "/api/staff/shift",
                    "/api/staff/shift/draft",
                    "/api/staff/feedback/given",
                    "/api/staff/controls",
                    "/api/staff/care",
                    "/api/staff/firsts",
                    "/api/staff/follow-ups",
                    "/api/staff/follow-ups/notes",
                    "/api/staff/story")
                .hasAnyRole("SUPERVISOR", "COORDINATOR")
                .pathMatchers(
                    HttpMethod.GET,
                    "/api/staff/hours",
                    "/api/staff/feedback",
                    "/api/staff/growth",
                    "/api/staff/intro",
                    "/api/staff/care/mine",
                    "/api/staff/company",
                    "/api/staff/care/tonight")
                .hasRole("PEER")
                .pathMatchers(
                    HttpMethod.POST,
                    "/api/staff/feedback/read",
                    "/api/staff/growth",
                    "/api/staff/growth/delete",
                    "/api/staff/intro",
                    "/api/staff/care/ask",
                    "/api/staff/company/ask",
                    "/api/staff/company/keep",
                    "/api/staff/care/how")
                .hasRole("PEER")
                .anyExchange()
                .denyAll())
        .securityContextRepository(contexts)
        .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .headers(ServerHttpSecurity.HeaderSpec::disable)
        .csrf(AccessConfiguration::csrf)
        .exceptionHandling(problems ->
            problems
                .authenticationEntryPoint(
                    (exchange, denied) -> refuse(exchange, HttpStatus.UNAUTHORIZED))
                .accessDeniedHandler((exchange, denied) -> refuse(exchange, HttpStatus.FORBIDDEN)))
        .build();
  }

  /** Only staff have a cookie, so only their endpoints can be abused from another site. */
  private static void csrf(ServerHttpSecurity.CsrfSpec csrf) {
    var repository = new CookieServerCsrfTokenRepository();
    repository.setCookieName("__Host-porchlight-csrf");
    repository.setHeaderName("X-CSRF-TOKEN");
    repository.setCookieCustomizer(
        cookie -> cookie.httpOnly(true).secure(true).sameSite("Strict").path("/"));
    csrf.csrfTokenRepository(repository)
        .csrfTokenRequestHandler(new ServerCsrfTokenRequestAttributeHandler())
        .requireCsrfProtectionMatcher(
            ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/api/staff/**"))
        .accessDeniedHandler((exchange, denied) -> refuse(exchange, HttpStatus.FORBIDDEN));
  }

  /** Browsers say where a request comes from; one from another site has no business here. */
  @Bean
  @Order(-200)
  WebFilter sameSiteOnly() {
    return (exchange, chain) -> {
      String site = exchange.getRequest().getHeaders().getFirst("Sec-Fetch-Site");
      boolean staff = exchange.getRequest().getPath().value().startsWith("/api/staff/");
      boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
      return staff && foreign ? refuse(exchange, HttpStatus.FORBIDDEN) : chain.filter(exchange);
    };
  }

  @Bean
  ServerSecurityContextRepository securityContexts(SignIns signIns) {
    return new SignedInContexts(new WebSessionServerSecurityContextRepository(), signIns);
  }

  @Bean
  WebSessionIdResolver sessionCookie() {
    var resolver = new CookieWebSessionIdResolver();
    resolver.setCookieName("__Host-porchlight");
    resolver.addCookieInitializer(
        cookie -> cookie.httpOnly(true).secure(true).sameSite("Strict").path("/"));
    return resolver;
  }

  @Bean
  ReactiveRedisSessionRepository deskSessions(
      ReactiveRedisConnectionFactory redis, @Value("${spring.session.timeout}") Duration idle) {
    return RedisDeskSessions.over(redis, idle);
  }

  @Bean
  PasswordEncoder passwords() {
    return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  }

  @Bean
  SeekerPasses seekerPasses(
      ReactiveStringRedisTemplate redis, RedisLink link, RedisWriter writer, Clock clock) {
    return new RedisSeekerPasses(redis, link, writer, clock);
  }

  @Bean
  SeekerBlocks seekerBlocks(
      ReactiveStringRedisTemplate redis,
      RedisLink link,
      RedisWriter writer,
      AccessEvents events,
      RedisArrivals arrivals,
      @Value("${porchlight.key-file}") Path keyFile,
      Clock clock) {
    DataKey codes = DataKey.forPurpose(KeyFile.read(keyFile), "blocked ways back");
    return new RedisSeekerBlocks(redis, link, writer, events, arrivals, codes, clock);
  }

  @Bean
  RedisArrivals arrivals(
      ReactiveStringRedisTemplate redis,
      RedisLink link,
      AccessSettings settings,
      @Value("${porchlight.key-file}") Path keyFile,
      Clock clock,
      MeterRegistry meters) {
    var work = new Work(KeyFile.read(keyFile));
    return new RedisArrivals(redis, link, work, settings.passesPerMinute(), clock, meters);
  }

  @Bean
  ConnectionCodes connectionCodes(
      AccessSettings settings, @Value("${porchlight.key-file}") Path keyFile, Clock clock) {
    return new ConnectionCodes(KeyFile.read(keyFile), settings.addressHeader(), clock);
  }

  @Bean
  TabKeys tabKeys(@Value("${porchlight.key-file}") Path keyFile) {
    return new TabKeys(KeyFile.read(keyFile));
  }

  @Bean
  SocketTickets socketTickets(ReactiveStringRedisTemplate redis, SignIns signIns) {
    return new RedisSocketTickets(redis, signIns);
  }

  @Bean
  AccessEvents accessEvents(ReactiveStringRedisTemplate redis) {
    return new RedisAccessEvents(redis);
  }

  @Bean
  RedisSignIns signIns(
      ReactiveStringRedisTemplate redis,
      RedisLink link,
      AccessEvents events,
      SignInSettings settings,
      Clock clock) {
    return new RedisSignIns(redis, link, events, settings, clock);
  }

  @Bean
  PostgresStaff staff(DatabaseClient database, ReactiveTransactionManager transactions) {
    return new PostgresStaff(database, TransactionalOperator.create(transactions));
  }

  @Bean
  CoordinatorGrants coordinatorGrants(
      DatabaseClient database, ReactiveTransactionManager transactions, Clock clock) {
    return new PostgresGrants(database, TransactionalOperator.create(transactions), clock);
  }

  @Bean
  RedisThrottle throttle(ReactiveStringRedisTemplate redis, Clock clock) {
    return new RedisThrottle(redis, clock);
  }

  @Bean
  WordTries wordTries(RedisThrottle throttle) {
    return new WordTries(throttle);
  }

  @Bean
  RedisCodes codes(
      PostgresStaff staff,
      SecondFactors factors,
      RedisThrottle throttle,
      ReactiveStringRedisTemplate redis,
      Clock clock) {
    return new RedisCodes(staff, factors, throttle, redis, clock);
  }

  @Bean
  RedisSignIn signIn(
      PostgresStaff staff,
      PasswordEncoder passwords,
      RedisThrottle throttle,
      RedisCodes codes,
      Audit audit,
      MeterRegistry meters) {
    return new RedisSignIn(staff, passwords, throttle, codes, audit, meters);
  }

  @Bean
  Joining joining(
      PostgresInvitations invitations,
      SecondFactors factors,
      PasswordEncoder passwords,
      Audit audit,
      Clock clock) {
    return new Joining(invitations, factors, passwords, audit, clock);
  }

  @Bean
  DemoAccounts demoAccounts(PostgresStaff staff, PasswordEncoder passwords, Clock clock) {
    return new DemoAccounts(staff, passwords, clock);
  }

  private static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status) {
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(status);
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    String body =
        "{\"title\":\"%s\",\"status\":%d}".formatted(status.getReasonPhrase(), status.value());
    var buffer =
        response.bufferFactory().wrap(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return response.writeWith(Mono.just(buffer));
  }
}
