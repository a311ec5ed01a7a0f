package org.porchlight.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which redis-server to run: the one on the path when it is 7 or newer (sharded pub/sub, scripts
 * with a shebang), else the static 7.0.15 that comes with the class path.
 *
 * @param command what to start
 * @param description which one it is, for a person to read
 */
public record RedisBinary(String command, String description) {
  private static final int OLDEST_MAJOR = 7;
  private static final String BUNDLED = "redis-server-7.0.15";
  private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)\\.(\\d+)");

  /**
   * Finds it.
   *
   * @param cache where a bundled one is unpacked
   * @throws IOException when none is bundled for this machine
   */
  public static RedisBinary find(Path cache) throws IOException {
    String version = versionOnPath();
    Matcher matcher = VERSION.matcher(version);
    if (matcher.find() && Integer.parseInt(matcher.group(1)) >= OLDEST_MAJOR) {
      return new RedisBinary(
          "redis-server", "redis-server " + matcher.group().substring(2) + " of the path");
    }
    return new RedisBinary(extract(cache).toString(), "bundled " + BUNDLED);
  }

  private static String versionOnPath() {
    try {
      Process process = new ProcessBuilder("redis-server", "--version").start();
      try (InputStream output = process.getInputStream()) {
        return new String(output.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException notThere) {
      return "";
    }
  }

  private static Path extract(Path cache) throws IOException {
    String name = BUNDLED + "-" + system() + "-" + processor();
    Path binary = Secrets.directory(cache).resolve(name);
    if (Files.isExecutable(binary)) {
      return binary;
    }
    try (InputStream bundled = RedisBinary.class.getResourceAsStream("/" + name)) {
      if (bundled == null) {
        throw new IOException(
            "no redis-server 7 on the path, and none bundled for this machine: " + name);
      }
      Path whole = Files.createTempFile(cache, name, ".part");
      Files.copy(bundled, whole, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rwx------"));
      return Files.move(whole, binary, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")
        ? "darwin"
        : "linux";
  }

  private static String processor() {
    return System.getProperty("os.arch").contains("aarch64") ? "arm64" : "amd64";
  }
}
