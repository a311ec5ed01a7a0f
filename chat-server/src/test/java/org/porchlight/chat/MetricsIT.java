package org.porchlight.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.RunningServer;

/** METRICS.md and what is registered are the same. */
class MetricsIT {
  /** Meters of the platform; one that fits none of these is ours. */
  private static final List<String> PLATFORM =
      List.of(
          "jvm.",
          "system.",
          "process.",
          "disk.",
          "logback.",
          "application.",
          "executor.",
          "tasks.",
          "http.",
          "lettuce",
          "r2dbc.",
          "hikaricp.",
          "jdbc.",
          "spring.",
          "reactor.",
          "netty.");

  /** Its own: the management port of another may have gone with the first server that closed. */
  private static final RunningServer server = RunningServer.start();

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("Every meter of ours is in METRICS.md with its type and tags, and no other is")
  void pageAndRegistryAgree() throws IOException {
    try (Night night = new Night(server)) {
      night.pair(night.peer("peer")).seekerSays("Good evening.");
    }
    assertThat(registered()).isEqualTo(documented());
  }

  @Test
  @DisplayName("Commands to Redis are not observed: one that is cancelled as it begins would throw")
  void notObserved() {
    assertThat(server.bean(ClientResources.class).tracing().isEnabled()).isFalse();
  }

  @Test
  @DisplayName("What happens is counted")
  void counted() {
    try (Night night = new Night(server)) {
      MeterRegistry meters = server.bean(MeterRegistry.class);
      double kept = meters.get("messages.said").tag("outcome", "kept").timer().count();
      double matched = meters.get("tickets.matched").timer().count();
      night.pair(night.peer("peer")).seekerSays("Good evening.");
      assertThat(meters.get("messages.said").tag("outcome", "kept").timer().count())
          .isEqualTo((long) kept + 1);
      assertThat(meters.get("tickets.matched").timer().count()).isEqualTo((long) matched + 1);
      for (String counter : List.of("rules.judged", "rules.shadowed", "policies.read")) {
        assertThat(meters.get(counter).counters()).as(counter).isNotEmpty();
      }
      assertThat(meters.get("sockets.open").tag("role", "seeker").gauge().value())
          .isGreaterThanOrEqualTo(1);
      String page = prometheus();
      assertThat(page)
          .contains("messages_said_seconds_count{outcome=\"kept\"}")
          .contains("sockets_open{role=\"seeker\"}")
          .contains("frames_refused_total{reason=\"trouble\"}");
    }
  }

  private Map<String, String> registered() {
    return server.bean(MeterRegistry.class).getMeters().stream()
        .map(Meter::getId)
        .filter(id -> PLATFORM.stream().noneMatch(id.getName()::startsWith))
        .collect(
            Collectors.toMap(
                Meter.Id::getName, MetricsIT::typeAndTags, (one, same) -> one, TreeMap::new));
  }

  private static String typeAndTags(Meter.Id id) {
    return id.getType().name().toLowerCase(Locale.ROOT)
        + " "
        + id.getTags().stream().map(Tag::getKey).sorted().collect(Collectors.joining(", "));
  }

  private static Map<String, String> documented() throws IOException {
    return Files.readAllLines(Path.of("METRICS.md")).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
        .collect(
            Collectors.toMap(
                cells -> cells.get(1).replace("`", ""),
                cells -> cells.get(2) + " " + cells.get(3),
                (one, other) -> one + " and again " + other,
                TreeMap::new));
  }

  private String prometheus() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.management("/actuator/prometheus")).build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException failed) {
      throw new AssertionError("metrics could not be read", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }
}
