package org.porchlight.chat.pages;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.porchlight.chat.resources.CrisisLine;
import org.porchlight.chat.resources.CrisisLines;
import org.porchlight.chat.resources.Region;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The two pages with what they need to know at the start, and the doors out. */
@RestController
class PageEndpoints {
  private static final String DEFAULT_REGION = "us";
  private static final String EXIT_SITE = "https://www.bbc.co.uk/weather";
  private static final String START = "<script type=\"application/json\" id=\"start\">";
  private static final List<String> TOPICS =
      List.of(
          "loneliness",
          "grief",
          "anxiety",
          "relationships",
          "family",
          "work",
          "money",
          "illness",
          "identity",
          "substance-use",
          "self-harm",
          "suicidal-thoughts",
          "just-talk");

  private final String seeker;
  private final String desk;
  private final Counter violations;

  PageEndpoints(CrisisLines lines, MeterRegistry meters) {
    this.violations = meters.counter("policies.violated");
    String start = start(lines);
    this.seeker = page("seeker.html", start, lines.of(DEFAULT_REGION));
    this.desk = page("desk.html", start, lines.of(DEFAULT_REGION));
  }

  @GetMapping("/")
  ResponseEntity<String> seeker(ServerHttpRequest request) {
    return html(seeker, request);
  }

  @GetMapping({"/desk", "/desk/{*path}"})
  ResponseEntity<String> desk(ServerHttpRequest request) {
    return html(desk, request);
  }

  /** Quick exit without JavaScript. */
  @GetMapping("/leave")
  ResponseEntity<Void> leave() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(EXIT_SITE))
        .header("Clear-Site-Data", "\"cookies\", \"storage\"")
        .cacheControl(CacheControl.noStore())
        .build();
  }

  /**
   * A page broke its own content policy: that it happened is counted, what was sent is not read.
   */
  @PostMapping("/csp")
  Mono<ResponseEntity<Void>> policyReport() {
    violations.increment();
    return Mono.just(ResponseEntity.noContent().build());
  }

  private static ResponseEntity<String> html(String page, ServerHttpRequest request) {
    String host = request.getHeaders().getFirst("Host");
    String sockets =
        host != null && host.matches("[A-Za-z0-9.:\\[\\]-]{1,255}")
            ? " ws://" + host + " wss://" + host
            : "";
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .cacheControl(CacheControl.noStore())
        .header(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'"
                + sockets
                + "; font-src 'none'; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'; report-uri /csp")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .body(page);
  }

  private static String page(String name, String start, Region region) {
    try {
      String html =
          new ClassPathResource("static/" + name).getContentAsString(StandardCharsets.UTF_8);
      String rows = region.lines().stream().map(PageEndpoints::row).collect(Collectors.joining());
      return html.replace(START + "{}", START + start).replace("<!--crisis-lines-->", rows);
    } catch (IOException missing) {
      throw new UncheckedIOException("page " + name + " is not on the class path", missing);
    }
  }

  private static String start(CrisisLines lines) {
    Map<String, Object> start =
        Map.of(
            "minAge",
            18,
            "noticeVersion",
            1,
            "days",
            7,
            "flagDays",
            30,
            "limitMinutes",
            50,
            "languages",
            List.of("en"),
            "topics",
            TOPICS,
            "region",
            DEFAULT_REGION,
            "exitSite",
            EXIT_SITE,
            "regions",
            lines.regions());
    return JsonMapper.shared().writeValueAsString(start).replace("<", "\\u003c");
  }

  private static String row(CrisisLine line) {
    String name = HtmlUtils.htmlEscape(line.name());
    String value = HtmlUtils.htmlEscape(line.value());
    String digits = line.value().replaceAll("[^0-9+]", "");
    String link =
        switch (line.kind()) {
          case "chat" -> line.value();
          case "text" -> "sms:" + digits;
          default -> "tel:" + digits;
        };
    return "<li><a rel=\"noreferrer\" href=\"%s\">%s: %s</a></li>"
        .formatted(HtmlUtils.htmlEscape(link), name, value);
  }
}
