package org.porchlight.chat.policy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.audit.Act;
import org.porchlight.chat.audit.Audit;
import org.porchlight.moderation.Policy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Follows the policy file for as long as this node runs. What is written down comes first: a policy
 * whose change cannot be audited is not followed yet. A file that cannot be read, or names a rule
 * that does not exist, changes nothing but what is said about it.
 */
final class PolicyLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyLoop.class);

  private final LiveModeration moderation;
  private final Audit audit;
  private final PolicySettings settings;
  private final Counter followed;
  private final Counter refused;
  private final Disposable.Swap running = Disposables.swap();
  private @Nullable String seen;

  PolicyLoop(
      LiveModeration moderation, Audit audit, PolicySettings settings, MeterRegistry meters) {
    this.moderation = moderation;
    this.audit = audit;
    this.settings = settings;
    this.followed = meters.counter("policies.read", "outcome", "followed");
    this.refused = meters.counter("policies.read", "outcome", "refused");
  }

  void start() {
    Path file = settings.file();
    if (file == null) {
      return;
    }
    running.update(
        Flux.interval(Duration.ZERO, settings.lookEvery())
            .onBackpressureDrop()
            .concatMap(tick -> look(file).onErrorResume(PolicyLoop::later))
            .subscribe());
  }

  @Override
  public void close() {
    running.dispose();
  }

  /** Reads the file, and follows it when it says something else than before. */
  private Mono<Void> look(Path file) {
    return Mono.fromCallable(() -> read(file))
        .subscribeOn(Schedulers.boundedElastic())
        .filter(text -> !text.equals(seen))
        .flatMap(text -> follow(text).doOnSuccess(done -> seen = text));
  }

  private Mono<Void> follow(String text) {
    Policy policy;
    try {
      policy = Policy.read(text);
      requireKnown(policy);
    } catch (IllegalArgumentException unusable) {
      return refuse(unusable);
    }
    if (policy.equals(moderation.policy())) {
      // The same in other words, or the file was mended: nothing to write down.
      return Mono.fromRunnable(() -> moderation.follow(policy));
    }
    return audit
        .record(Act.of(Act.operator(), "policy.followed", "rules").detail(summary(policy)))
        .then(
            Mono.fromRunnable(() -> {
              moderation.follow(policy);
              followed.increment();
              LOG.info("policy followed: {}", summary(policy));
            }));
  }

  private Mono<Void> refuse(IllegalArgumentException unusable) {
    String why = String.valueOf(unusable.getMessage());
    LOG.error("policy file not followed, what was in force stays: {}", why);
    refused.increment();
    moderation.stay(why);
    return audit.record(Act.of(Act.operator(), "policy.refused", "rules"));
  }

  private void requireKnown(Policy policy) {
    List<String> unknown =
        policy.modes().keySet().stream()
            .filter(rule -> !moderation.ids().contains(rule))
            .sorted()
            .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("policy: " + unknown + " (expected: ids of rules)");
    }
  }

  /** A file that is not there says nothing, which lets every rule speak. */
  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException none) {
      return "";
    }
  }

  private static String summary(Policy policy) {
    return policy.modes().isEmpty()
        ? "every rule on"
        : new TreeMap<>(policy.modes())
            .entrySet().stream()
                .map(mode -> mode.getKey() + " " + mode.getValue().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
  }

  private static Mono<Void> later(Throwable problem) {
    LOG.warn("the policy file waits: {}", problem.getClass().getSimpleName());
    return Mono.empty();
  }
}
