package org.porchlight.moderation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Which rules speak. Immutable: a changed policy is a new value, and the caller swaps one
 * moderation for another when it has read it.
 *
 * @param modes by rule id; a rule that is not named is on
 */
public record Policy(Map<String, Mode> modes) {

  /** Every rule speaks. */
  public static final Policy ALL_ON = new Policy(Map.of());

  /** What a rule may do. */
  public enum Mode {
    /** It speaks. */
    ON,
    /** It is only counted, in {@link Verdict#shadows()}. */
    SHADOW,
    /** It is not there. */
    OFF
  }

  public Policy {
    modes = Map.copyOf(modes);
  }

  /** What a rule may do. */
  public Mode mode(String rule) {
    return modes.getOrDefault(rule, Mode.ON);
  }

  /**
   * Reads a policy file: a map {@code rules} from rule id to {@code on}, {@code shadow} or {@code
   * off}. An empty file is {@link #ALL_ON}.
   *
   * @throws IllegalArgumentException saying what is wrong and where
   */
  public static Policy read(String yaml) {
    Object file;
    try {
      file = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    } catch (YAMLException unreadable) {
      throw new IllegalArgumentException("policy: " + unreadable.getMessage(), unreadable);
    }
    if (file == null) {
      return ALL_ON;
    }
    if (!(file instanceof Map<?, ?> map) || !(map.get("rules") instanceof Map<?, ?> rules)) {
      throw new IllegalArgumentException("policy: no rules (expected: a map named rules)");
    }
    Map<String, Mode> modes = new HashMap<>();
    rules.forEach((rule, mode) -> modes.put(String.valueOf(rule), mode(rule, mode)));
    return new Policy(modes);
  }

  /** YAML reads a bare on or off as true or false. */
  private static Mode mode(Object rule, Object mode) {
    return switch (String.valueOf(mode).toLowerCase(Locale.ROOT)) {
      case "on", "true" -> Mode.ON;
      case "shadow" -> Mode.SHADOW;
      case "off", "false" -> Mode.OFF;
      default ->
          throw new IllegalArgumentException(
              "policy: " + rule + ": " + mode + " (expected: on, shadow or off)");
    };
  }
}
