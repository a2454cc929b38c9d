package dev.connectedlenses.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Temporary folders that an unprivileged server can reach, unlike those of JUnit under root. */
final class Folders implements AutoCloseable {

  private final Path root;
  private int number;

  Folders() throws IOException {
    root = Files.createTempDirectory("clens-embedded-test-");
    Trees.permit(root, "rwxr-xr-x");
  }

  /** A path below which nothing exists yet. */
  Path fresh() {
    number++;
    return root.resolve("data-" + number);
  }

  /** A copy with owners and modes. */
  Path copyOf(Path folder) throws IOException {
    Path copy = fresh();
    Command.Result result =
        Command.run(
            List.of("cp", "-a", folder.toString(), copy.toString()),
            root,
            java.time.Duration.ofMinutes(1));
    if (!result.ok()) {
      throw new IOException(result.output());
    }
    return copy;
  }

  /** Programs unpacked once for all tests of this machine. */
  static Path programs() {
    String name = "clens-test-" + System.getProperty("user.name");
    return Path.of(System.getProperty("java.io.tmpdir"), name, "programs");
  }

  /** Every file with size and time, to see whether anything was touched. */
  static List<String> listing(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
        lines.add(
            path
                + " "
                + (Files.isDirectory(path)
                    ? "folder"
                    : Files.size(path) + " bytes " + Files.getLastModifiedTime(path)));
      }
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    Trees.delete(root);
  }
}
