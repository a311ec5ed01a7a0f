package org.porchlight.chat.pages;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.porchlight.chat.house.House;
import org.porchlight.chat.house.HouseLook;
import org.porchlight.chat.house.HouseRules;
import org.porchlight.chat.house.Looks;
import org.porchlight.chat.house.Sentence;
import org.porchlight.chat.house.Words;
import org.porchlight.chat.resources.CrisisLine;
import org.porchlight.chat.resources.CrisisLines;
import org.porchlight.chat.resources.LineNote;
import org.porchlight.chat.resources.Region;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The pages with what they need to know at the start, and the doors out. */
@RestController
class PageEndpoints {
  private static final String TITLE = "<title>Porchlight</title>";
  private static final String NAME = "<span data-name>Porchlight</span>";

  /** As it stands in the page before it is known where an exit leads. */
  private static final String USUAL_EXIT = " www.bbc.co.uk ";

  /** True only where the door is closed without a supervisor. */
  private static final Pattern SUPERVISED =
      Pattern.compile("<p data-say=\"landing.who_sup\">[^<]*</p>");

  private static final String START = "<script type=\"application/json\" id=\"start\">";

  private final CrisisLines lines;
  private final House house;
  private final Words words;
  private final ExitSites exits;
  private final Looks looks;
  private final int usualMinutes;
  private final int threadDays;
  private final String seekerWithout;
  private final String seekerSpanishWithout;
  private final String deskWithout;
  private final String privacyWithout;
  private final String privacySpanishWithout;
  private final AtomicReference<Pages> pages;
  private final Counter violations;

  PageEndpoints(
      CrisisLines lines,
      House house,
      Words words,
      ExitSites exits,
      Looks looks,
      @Value("${porchlight.usual-minutes}") int usualMinutes,
      @Value("${porchlight.thread-days:90}") int threadDays,
      MeterRegistry meters) {
    this.threadDays = threadDays;
    this.violations = meters.counter("policies.violated");
    this.lines = lines;
    this.house = house;
    this.words = words;
    this.exits = exits;
    this.looks = looks;
    this.usualMinutes = usualMinutes;
    this.seekerWithout = file("seeker.html");
    this.seekerSpanishWithout = file("seeker.es.html");
    this.deskWithout = file("desk.html");
    this.privacyWithout = file("privacy.html");
    this.privacySpanishWithout = file("privacy.es.html");
    this.pages =
        new AtomicReference<>(with(lines.regions(), house.now(), words.now(), looks.now()));
  }

  /** The pages, and the crisis lines, rules, words and name of the house that are in them. */
  private record Pages(
      List<Region> regions,
      HouseRules rules,
      Map<String, Sentence> words,
      HouseLook look,
      String seeker,
      String seekerSpanish,
      String desk,
      String privacy,
      String privacySpanish) {}

  /** In Spanish for who asks so without JavaScript; with it, the page speaks either by itself. */
  @GetMapping("/")
  ResponseEntity<String> seeker(
      @RequestParam(name = "lang", defaultValue = "en") String language,
      ServerHttpRequest request) {
    return html(request).body(language.equals("es") ? now().seekerSpanish() : now().seeker());
  }

  /** What is kept and who reads it, in full; it needs no script. */
  @GetMapping("/privacy")
  ResponseEntity<String> privacy(ServerHttpRequest request) {
    return html(request).header("X-Robots-Tag", "noindex").body(now().privacy());
  }

  @GetMapping("/es/privacy")
  ResponseEntity<String> privacySpanish(ServerHttpRequest request) {
    return html(request).header("X-Robots-Tag", "noindex").body(now().privacySpanish());
  }

  /** For staff alone; only the front page is for who searches. */
  @GetMapping({"/desk", "/desk/{*path}"})
  ResponseEntity<String> desk(ServerHttpRequest request) {
    return html(request).header("X-Robots-Tag", "noindex").body(now().desk());
  }

  /** Quick exit without JavaScript. */
  @GetMapping("/leave")
  ResponseEntity<Void> leave() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(exit(looks.now()))
        .header("Clear-Site-Data", "\"cookies\", \"storage\"")
        .header("X-Robots-Tag", "noindex")
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

  private static ResponseEntity.BodyBuilder html(ServerHttpRequest request) {
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
        .header("Cross-Origin-Resource-Policy", "same-origin");
  }

  /** The pages are made anew when a line, a rule or a word is another one, which is seldom. */
  private Pages now() {
    List<Region> regions = lines.regions();
    HouseRules rules = house.now();
    Map<String, Sentence> own = words.now();
    Pages made = pages.get();
    HouseLook look = looks.now();
    if (made.regions().equals(regions)
        && made.rules().equals(rules)
        && made.words().equals(own)
        && made.look().equals(look)) {
      return made;
    }
    Pages anew = with(regions, rules, own, look);
    pages.set(anew);
    return anew;
  }

  private Pages with(
      List<Region> regions, HouseRules rules, Map<String, Sentence> own, HouseLook look) {
    String start = start(regions, rules, own, look);
    String rows = rowsHere(regions, "en");
    String english = said(front(seekerWithout, regions, rules, look, "en"), own, Sentence::en);
    String spanish =
        said(front(seekerSpanishWithout, regions, rules, look, "es"), own, Sentence::es);
    return new Pages(
        regions,
        rules,
        own,
        look,
        named(page(english, start, rows), look),
        named(page(spanish, start, rowsHere(regions, "es")), look),
        page(deskWithout, start, rows),
        privacyText(privacyWithout, regions, rules, look, "en"),
        privacyText(privacySpanishWithout, regions, rules, look, "es"));
  }

  /** With the days of this house, which are the same that its notice says. */
  private String privacyText(
      String html, List<Region> regions, HouseRules rules, HouseLook look, String language) {
    String rows = rowsHere(regions, language);
    String filled =
        html.replace("{days}", days(rules.retention().days(), language))
            .replace("{flag_days}", days(rules.retention().flagDays(), language))
            .replace("{thread_days}", days(threadDays, language))
            .replace("<!--other-regions-->", otherRegions(regions, language))
            .replace("<!--crisis-lines-->", rows);
    return named(filled, look);
  }

  private static String days(int days, String language) {
    String day = language.equals("es") ? "día" : "day";
    return days == 1 ? "1 " + day : days + " " + day + "s";
  }

  /** What the front page says that another house, or another exit, would make untrue. */
  private String front(
      String html, List<Region> regions, HouseRules rules, HouseLook look, String language) {
    String host = HtmlUtils.htmlEscape(exit(look).getHost());
    String leads =
        html.replace(USUAL_EXIT, " " + host + " ")
            .replace("<!--other-regions-->", otherRegions(regions, language));
    return rules.requireSupervisor() ? leads : SUPERVISED.matcher(leads).replaceAll("");
  }

  /** Where a page leads that does not know the region; what the house says comes first. */
  private URI exit(HouseLook look) {
    return exit(look, lines.house());
  }

  private URI exit(HouseLook look, String region) {
    return look.exits().getOrDefault(region, exits.of(region));
  }

  /** For every region, so that no page has to know which of them go without their own. */
  private Map<String, URI> exitsByRegion(List<Region> regions, HouseLook look) {
    return regions.stream().collect(Collectors.toMap(Region::id, each -> exit(look, each.id())));
  }

  /** Each in its own fold, for a page that has no script to choose by. */
  private String otherRegions(List<Region> regions, String language) {
    return regions.stream()
        .filter(region -> !region.id().equals(lines.house()) && !region.lines().isEmpty())
        .map(region ->
            "<details><summary>%s</summary><ul class=\"lines\">%s</ul></details>"
                .formatted(HtmlUtils.htmlEscape(region.name()), rows(region, language)))
        .collect(Collectors.joining());
  }

  private String rowsHere(List<Region> regions, String language) {
    return regions.stream()
        .filter(region -> region.id().equals(lines.house()))
        .map(region -> rows(region, language))
        .collect(Collectors.joining());
  }

  private static String rows(Region region, String language) {
    return CrisisLines.onPage(region, language).stream()
        .map(line -> row(line, language))
        .collect(Collectors.joining());
  }

  private static String file(String name) {
    try {
      return new ClassPathResource("static/" + name).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException("page " + name + " is not on the class path", missing);
    }
  }

  /** The page of seekers under the name of the house, which needs no script for it. */
  private static String named(String html, HouseLook look) {
    return html.replace(TITLE, "<title>" + HtmlUtils.htmlEscape(look.title()) + "</title>")
        .replace(NAME, "<span data-name>" + HtmlUtils.htmlEscape(look.name()) + "</span>");
  }

  private static String page(String html, String start, String rows) {
    return html.replace(START + "{}", START + start).replace("<!--crisis-lines-->", rows);
  }

  /** What the page says before a script runs, and where none does, in the house's own words. */
  private String said(String html, Map<String, Sentence> own, Function<Sentence, String> language) {
    String page = html;
    for (Map.Entry<String, Sentence> each : own.entrySet()) {
      String words =
          language.apply(each.getValue()).replace("{limit}", Integer.toString(usualMinutes));
      page =
          Pattern.compile("(data-say=\"" + Pattern.quote(each.getKey()) + "\"[^>]*>)[^<]*")
              .matcher(page)
              .replaceAll("$1" + Matcher.quoteReplacement(HtmlUtils.htmlEscape(words)));
    }
    return page;
  }

  private String start(
      List<Region> regions, HouseRules rules, Map<String, Sentence> own, HouseLook look) {
    Map<String, Object> start =
        Map.ofEntries(
            Map.entry("minAge", rules.minimumAge()),
            Map.entry("noticeVersion", rules.notice()),
            Map.entry("days", rules.retention().days()),
            Map.entry("flagDays", rules.retention().flagDays()),
            Map.entry("threadDays", threadDays),
            Map.entry("limitMinutes", usualMinutes),
            Map.entry("languages", List.of("en")),
            Map.entry("topics", rules.topics()),
            Map.entry("words", own),
            Map.entry("questions", look.questions()),
            Map.entry("region", lines.house()),
            Map.entry("exitSite", exit(look)),
            Map.entry("exitSites", exitsByRegion(regions, look)),
            Map.entry("regions", regions));
    return JsonMapper.shared().writeValueAsString(start).replace("<", "\\u003c");
  }

  private static String row(CrisisLine line, String language) {
    String name = HtmlUtils.htmlEscape(line.name());
    String value = HtmlUtils.htmlEscape(line.value());
    String digits = line.value().replaceAll("[^0-9+]", "");
    String link =
        switch (line.kind()) {
          case "chat", "directory" -> line.value();
          case "text" -> "sms:" + digits;
          default -> "tel:" + digits;
        };
    LineNote note = line.note();
    String said = note == null ? null : note.on(language);
    String under =
        said == null
            ? ""
            : "<span class=\"quiet small\">%s</span>".formatted(HtmlUtils.htmlEscape(said));
    return "<li><a rel=\"noreferrer\" href=\"%s\">%s: %s</a>%s</li>"
        .formatted(HtmlUtils.htmlEscape(link), name, value, under);
  }
}
