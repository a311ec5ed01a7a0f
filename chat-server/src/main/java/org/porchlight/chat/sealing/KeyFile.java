package org.porchlight.chat.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A file with a key-encryption key: 32 bytes in base64, readable by its owner alone. */
public final class KeyFile {
  private static final int KEY_BYTES = 32;

  private KeyFile() {}

  /**
   * Reads the key.
   *
   * @throws IllegalStateException when the file is missing or holds no key of 32 bytes
   */
  public static byte[] read(Path file) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(Files.readString(file).strip());
    } catch (IOException | IllegalArgumentException unusable) {
      throw new IllegalStateException(
          "key file " + file + " cannot be used (expected: 32 bytes in base64)", unusable);
    }
    if (key.length != KEY_BYTES) {
      throw new IllegalStateException(
          "key file " + file + " holds " + key.length + " bytes (expected: 32)");
    }
    return key;
  }

  /** Makes the file with a new random key, readable by its owner alone, unless it is there. */
  public static void createIfMissing(Path file) {
    if (Files.exists(file)) {
      return;
    }
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          file, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.WRITE);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("key file " + file + " cannot be made", unwritable);
    }
  }
}
