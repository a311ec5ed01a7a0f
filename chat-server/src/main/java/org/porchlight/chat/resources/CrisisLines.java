package org.porchlight.chat.resources;

import static java.util.Comparator.comparingInt;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.porchlight.chat.resources.ShippedLines.Shipped;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The crisis lines that seekers see, in memory, so that they are there when PostgreSQL is not: as
 * they were last known, or as they shipped. What waits for a second coordinator is not among them.
 */
@Component
public class CrisisLines {
  private static final String ELSEWHERE = "elsewhere";
  private static final String ALL = "all";
  private static final List<String> YOUNG_FIRST = List.of("youth", ALL, "adult");
  private static final List<String> KINDS =
      List.of("emergency", "talk", "text", "chat", "directory");

  private final ShippedLines shipped;
  private final PostgresCrisisLines kept;
  private final String house;
  private final AtomicReference<List<Region>> known;

  CrisisLines(
      ShippedLines shipped, PostgresCrisisLines kept, @Value("${porchlight.region}") String house) {
    this.shipped = shipped;
    this.kept = kept;
    this.house = checked(house, shipped);
    this.known = new AtomicReference<>(regions(Set.of(), Map.of()));
  }

  /**
   * Every region that has a line, and those that have to be there without one: the house's own, and
   * that of whoever is in none of them. The same list until something is different.
   */
  public List<Region> regions() {
    return known.get();
  }

  /** The region that this house begins with: of whoever has not said where they are. */
  public String house() {
    return house;
  }

  /** Whether there is such a region, be it one of which no line is left. */
  public boolean has(String id) {
    return shipped.region(id).isPresent();
  }

  /**
   * The region of that id, the house's where it is empty; for one that is not known, or is not
   * offered for want of a line, what there is for everywhere. The house's own may have none.
   */
  public Region of(String id) {
    String wanted = id.isEmpty() ? house : id;
    return regions().stream()
        .filter(region -> region.id().equals(wanted))
        .findFirst()
        .orElseGet(() -> of(ELSEWHERE));
  }

  /**
   * The lines of a region for somebody who is, or may be, under 18: of each kind, what is for young
   * people comes first, and what is for adults last.
   */
  public List<CrisisLine> forYoung(String id) {
    return of(id).lines().stream()
        .sorted(
            comparingInt((CrisisLine line) -> KINDS.indexOf(line.kind()))
                .thenComparingInt(
                    line -> YOUNG_FIRST.indexOf(requireNonNullElse(line.audience(), ALL))))
        .toList();
  }

  /**
   * The lines of a region on a page in that language: of each kind, those come first that answer in
   * it, and those last that are known not to.
   */
  public static List<CrisisLine> onPage(Region region, String language) {
    return region.lines().stream()
        .sorted(
            comparingInt((CrisisLine line) -> KINDS.indexOf(line.kind()))
                .thenComparingInt(line -> answering(line, language)))
        .toList();
  }

  private static int answering(CrisisLine line, String language) {
    List<String> languages = line.languages();
    if (languages == null) {
      return 1;
    }
    return languages.contains(language) ? 0 : 2;
  }

  /** How many lines, of all regions, somebody has to check again. */
  public int due(LocalDate today) {
    return (int)
        regions().stream()
            .flatMap(region -> region.lines().stream())
            .filter(line -> KeptLine.isDue(LocalDate.parse(line.checkedOn()), today))
            .count();
  }

  /** Reads what the house has now; fails, and changes nothing, while PostgreSQL is away. */
  Mono<Void> refresh() {
    // In this order: a region that is touched in between is not taken for one without a line.
    return kept.ownRegions()
        .flatMap(own ->
            kept.all()
                .filter(line -> !line.waits())
                .collect(groupingBy(KeptLine::region))
                .doOnNext(lines -> {
                  List<Region> now = regions(own, lines);
                  known.updateAndGet(before -> before.equals(now) ? before : now);
                }))
        .then();
  }

  static String checked(String house, ShippedLines shipped) {
    if (shipped.region(house).isEmpty()) {
      throw new IllegalArgumentException(
          "porchlight.region: "
              + house
              + " (expected one of "
              + shipped.regions().stream().map(Shipped::id).toList()
              + ")");
    }
    return house;
  }

  private List<Region> regions(Set<String> own, Map<String, List<KeptLine>> kept) {
    return shipped.regions().stream()
        .map(region ->
            new Region(
                region.id(),
                region.name(),
                region.among(own, kept).stream()
                    .sorted(comparingInt(line -> KINDS.indexOf(line.text().kind())))
                    .map(KeptLine::shown)
                    .toList()))
        .filter(region ->
            !region.lines().isEmpty() || region.id().equals(house) || region.id().equals(ELSEWHERE))
        .toList();
  }
}
