package org.porchlight.chat.access;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * What somebody likes about their desk, as their account keeps it (PROTOCOL.md, G140). What there
 * is to like is a closed set, so that nothing else can be left there.
 */
@RestController
@RequestMapping("/api/staff/settings")
class OwnSettingsEndpoints {
  private static final Set<String> ON_OR_OFF = Set.of("on", "off");
  private static final Set<String> VOLUMES = Set.of("off", "soft", "normal");

  /** Not the letters under which browsers have their menus and the field for addresses. */
  private static final Set<String> KEYS =
      Stream.concat(
              Stream.of("off", "usual"), "ACGIJKLMNOPQRUWXYZ".chars().mapToObj(Character::toString))
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<String, Set<String>> KNOWN =
      Map.ofEntries(
          Map.entry("lines-hidden", ON_OR_OFF),
          Map.entry("side-by-side", ON_OR_OFF),
          Map.entry("ctrl-enter", ON_OR_OFF),
          Map.entry("hold", ON_OR_OFF),
          Map.entry("keys-off", ON_OR_OFF),
          Map.entry("sound.offer", VOLUMES),
          Map.entry("sound.message", VOLUMES),
          Map.entry("sound.now", VOLUMES),
          Map.entry("key.next", KEYS),
          Map.entry("key.previous", KEYS),
          Map.entry("key.offers", KEYS),
          Map.entry("key.guide", KEYS),
          Map.entry("key.hand", KEYS),
          Map.entry("key.note", KEYS),
          Map.entry("key.break", KEYS),
          Map.entry("key.phrases", KEYS),
          Map.entry("key.list", KEYS),
          Map.entry("key.now", KEYS),
          Map.entry("key.claim", KEYS),
          Map.entry("key.apply", KEYS),
          Map.entry("key.whisper", KEYS),
          Map.entry("key.join", KEYS),
          Map.entry("theme", Set.of("dark", "light", "device")),
          Map.entry("size", Set.of("usual", "large", "largest")));

  private final PostgresStaff staff;

  OwnSettingsEndpoints(PostgresStaff staff) {
    this.staff = staff;
  }

  /** Settings by name: all of them, or those that are to be others from now on. */
  record Settings(@Nullable Map<String, String> settings) {
    @Override
    public String toString() {
      return "Settings";
    }
  }

  @GetMapping
  Mono<Settings> mine(@AuthenticationPrincipal Visitor.Staff me) {
    return staff.settingsOf(me.id()).map(Settings::new);
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> keep(@RequestBody Settings wanted, @AuthenticationPrincipal Visitor.Staff me) {
    Map<String, String> settings = wanted.settings();
    if (settings == null || !areKnown(settings)) {
      return Mono.error(Refusals.bad("settings", "expected known settings with known values"));
    }
    return staff.keepSettings(me.id(), settings);
  }

  private static boolean areKnown(Map<String, String> settings) {
    return settings.entrySet().stream()
        .allMatch(setting ->
            // What came may say null for a value, which a Set does not take to look for.
            KNOWN.getOrDefault(setting.getKey(), Set.of()).stream()
                .anyMatch(value -> value.equals(setting.getValue())));
  }
}
