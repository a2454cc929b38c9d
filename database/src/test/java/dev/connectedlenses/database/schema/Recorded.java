package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A reviewed folder of text files, one per schema, that says what the catalog must look like.
 *
 * <p>{@code -Drecord=true} writes it anew; the difference is then reviewed like code.
 */
final class Recorded {
  private static final Path SOURCES = Path.of("src", "test", "resources");
  private final String folder;

  Recorded(String folder) {
    this.folder = folder;
  }

  /** Compares, schema by schema, or records. */
  void check(Map<String, List<String>> actual) {
    if (Boolean.getBoolean("record")) {
      actual.forEach(this::write);
    }
    TreeSet<String> files =
        Resources.below(folder).stream()
            .map(file -> Resources.name(file).replace(".txt", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!Boolean.getBoolean("record")) {
      assertThat(files).as("files in %s", folder).isEqualTo(new TreeSet<>(actual.keySet()));
      actual.forEach(this::compare);
    }
  }

  private void compare(String schema, List<String> lines) {
    assertThat(lines)
        .as(
            "%s/%s.txt; if the change is meant, record it with -Drecord=true and review the"
                + " difference",
            folder, schema)
        .isEqualTo(Resources.text(folder + "/" + schema + ".txt").lines().toList());
  }

  private void write(String schema, List<String> lines) {
    try {
      Path target = SOURCES.resolve(folder);
      Files.createDirectories(target);
      Files.write(target.resolve(schema + ".txt"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
