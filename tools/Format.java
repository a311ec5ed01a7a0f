import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format over every Java source below the working directory: {@code check} lists
 * what is not formatted and fails, {@code replace} rewrites it.
 */
class Format {
  static void main(String[] arguments) throws Exception {
    var files = new ArrayList<String>();
    try (var walk = Files.walk(Path.of("."))) {
      walk.map(Path::toString).filter(Format::isOurs).sorted().forEach(files::add);
    }
    var options =
        arguments[0].equals("replace")
            ? List.of("--replace")
            : List.of("--dry-run", "--set-exit-if-changed");
    files.addAll(0, options);
    var out = new PrintWriter(System.out, true);
    var err = new PrintWriter(System.err, true);
    int status = new Main(out, err, System.in).format(files.toArray(String[]::new));
    if (status != 0) {
      err.println("Not formatted. To format in place: mvn -N verify -Dformat.mode=replace");
    }
    System.exit(status);
  }

  private static boolean isOurs(String path) {
    return path.endsWith(".java")
        && !path.contains("/target/")
        && !path.contains("/node_modules/")
        && (path.contains("/src/") || path.startsWith("./tools/"));
  }
}
