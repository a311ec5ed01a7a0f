package org.porchlight.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {

  @Test
  @DisplayName("bench/harnesses lists exactly the harnesses that there are")
  void listsWhatThereIs() throws Exception {
    List<String> listed =
        Files.readAllLines(Path.of("harnesses")).stream()
            .map(line -> line.split(" ", 2)[0])
            .toList();
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(Bench.commandLine().getSubcommands().keySet());
  }

  @Test
  @DisplayName("an option that does not exist is said so, with status 2")
  void refusesUnknownOptions() {
    StringWriter errors = new StringWriter();
    CommandLine commandLine = Bench.commandLine().setErr(new PrintWriter(errors));
    assertThat(commandLine.execute("people", "--conversation", "3")).isEqualTo(2);
    assertThat(errors.toString()).contains("--conversation");
  }

  @Test
  @DisplayName("a number that makes no sense is said so, with status 2")
  void refusesNonsense() {
    StringWriter errors = new StringWriter();
    CommandLine commandLine = Bench.commandLine().setErr(new PrintWriter(errors));
    assertThat(commandLine.execute("people", "--rate", "0")).isEqualTo(2);
    assertThat(errors.toString()).contains("--rate");
  }
}
