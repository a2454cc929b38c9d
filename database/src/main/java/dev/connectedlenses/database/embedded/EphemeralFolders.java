package dev.connectedlenses.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Temporary data directories, named after the process that uses them. */
final class EphemeralFolders {

  private static final String PREFIX = "clens-ephemeral-";

  private EphemeralFolders() {}

  static Path create() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      return Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops and deletes what processes that are gone have left behind. */
  static void sweep(Binaries binaries, ServerAccount account) throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (isAbandoned(folder) && Files.isWritable(folder)) {
          new Leftovers(folder.resolve("cluster"), binaries, account).clear();
          Trees.delete(folder);
        }
      }
    }
  }

  private static boolean isAbandoned(Path folder) {
    String[] parts = folder.getFileName().toString().substring(PREFIX.length()).split("-", 2);
    return parts[0].matches("\\d{1,10}") && ProcessHandle.of(Long.parseLong(parts[0])).isEmpty();
  }
}
