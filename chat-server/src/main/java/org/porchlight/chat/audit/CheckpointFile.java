package org.porchlight.chat.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Checkpoints, a line each. Several nodes may share the file: a line is one write at its end. */
final class CheckpointFile {
  private final Path path;

  CheckpointFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  void append(Checkpoint checkpoint) throws IOException {
    Files.createDirectories(path.getParent());
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      file.write(ByteBuffer.wrap((checkpoint.line() + "\n").getBytes(StandardCharsets.UTF_8)));
      file.force(true);
    }
  }

  List<String> lines() throws IOException {
    return Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8) : List.of();
  }
}
