package org.porchlight.moderation.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the YAML files that ship with the module. */
public final class Yamls {
  private Yamls() {}

  /** A file of the class path. */
  public static Map<String, Object> read(String name) {
    try (var stream = Yamls.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A map of texts under a key; empty when it is absent. */
  public static Map<String, String> texts(Map<String, Object> file, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    map(file, key).forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    return texts;
  }

  /** A map of lists of texts under a key; empty when it is absent. */
  public static Map<String, List<String>> lists(Map<String, Object> file, String key) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    map(file, key)
        .forEach((name, value) ->
            lists.put(
                String.valueOf(name), ((List<?>) value).stream().map(String::valueOf).toList()));
    return lists;
  }

  /** A map of maps under a key; empty when it is absent. */
  public static Map<String, Map<?, ?>> maps(Map<String, Object> file, String key) {
    Map<String, Map<?, ?>> maps = new LinkedHashMap<>();
    map(file, key).forEach((name, value) -> maps.put(String.valueOf(name), (Map<?, ?>) value));
    return maps;
  }

  private static Map<?, ?> map(Map<String, Object> file, String key) {
    return (Map<?, ?>) file.getOrDefault(key, Map.of());
  }
}
