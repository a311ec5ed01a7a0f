package org.porchlight.bench.system;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Sees to it that no process outlives the harness. It is a shell that reads from our pipe which
 * processes there are; when the pipe closes, because we closed it or were killed, it asks those
 * still running to end and, ten seconds later, ends them.
 */
public final class Guard implements AutoCloseable {
  private static final String SHELL =
      """
      trap '' INT TERM HUP
      pids=' '
      while read -r what pid; do
        case $what in
          watch) pids="$pids$pid " ;;
          forget) pids="${pids%% "$pid" *} ${pids#* "$pid" }" ;;
        esac
      done
      for pid in $pids; do kill -CONT $pid; kill -TERM $pid; done 2>/dev/null
      for tenth in 1 2 3 4 5 6 7 8 9 10; do
        alive=
        for pid in $pids; do kill -0 $pid 2>/dev/null && alive=yes; done
        [ -z "$alive" ] && exit
        sleep 1
      done
      for pid in $pids; do kill -KILL $pid; done 2>/dev/null
      """;

  private final Process shell;
  private final PrintWriter pipe;

  private Guard(Process shell) {
    this.shell = shell;
    this.pipe = new PrintWriter(shell.getOutputStream(), true, StandardCharsets.US_ASCII);
  }

  /** Starts the shell. */
  public static Guard start() throws IOException {
    return new Guard(
        new ProcessBuilder("sh", "-c", SHELL)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** This process must end with us. */
  public synchronized Process watch(Process process) {
    pipe.println("watch " + process.pid());
    return process;
  }

  /** This process has ended; its number may soon be somebody else's. */
  public synchronized void forget(Process process) {
    pipe.println("forget " + process.pid());
  }

  /** Ends what still runs, and waits for it. */
  @Override
  public void close() {
    pipe.close();
    try {
      shell.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
