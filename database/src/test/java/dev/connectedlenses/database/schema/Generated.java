package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the project that is written from the catalog; {@code -Drecord=true} writes it anew. */
final class Generated {
  private static final Path ROOT = Path.of("..");

  private Generated() {}

  static void check(String path, String wanted) {
    Path file = ROOT.resolve(path);
    try {
      if (Boolean.getBoolean("record")) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, wanted);
      }
      assertThat(Files.exists(file) ? Files.readString(file) : "")
          .as("%s is stale; write it again with -Drecord=true", path)
          .isEqualTo(wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
