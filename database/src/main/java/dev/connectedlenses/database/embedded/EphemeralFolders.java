package dev.connectedlenses.database.embedded;

import dev.connectedlenses.database.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Temporary data directories, named after the process that uses them. */
final class EphemeralFolders {

  private static final Logger LOG = LoggerFactory.getLogger(EphemeralFolders.class);
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
          delete(folder, binaries, account);
        }
      }
    }
  }

  private static boolean isAbandoned(Path folder) {
    String[] parts = folder.getFileName().toString().substring(PREFIX.length()).split("-", 2);
    return parts[0].matches("\\d{1,10}") && ProcessHandle.of(Long.parseLong(parts[0])).isEmpty();
  }

  /** Under the folder's lock: a process that we cannot see from here may still use it. */
  private static void delete(Path folder, Binaries binaries, ServerAccount account)
      throws IOException {
    try (DataDirectory directory = DataDirectory.open(folder, account)) {
      new Leftovers(directory.cluster(), binaries, account).clear();
      Trees.delete(directory.root());
    } catch (StartRefusedException e) {
      LOG.debug("{} stays: {}", folder, e.getMessage());
    }
  }
}
