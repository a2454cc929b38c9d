package dev.connectedlenses.engine.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Seeds under which a test has failed once. They stay in the source and are tried first ever after.
 */
record KeptSeeds(Path file) {

  static KeptSeeds of(Class<?> test) {
    return new KeptSeeds(
        Path.of("src", "test", "resources", "seeds", test.getSimpleName() + ".txt"));
  }

  List<Long> all() {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream()
              .filter(line -> !line.isBlank())
              .map(Long::valueOf)
              .toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Plays a case; a seed that fails is named and kept. */
  void play(long seed, LongConsumer test) {
    try {
      test.accept(seed);
    } catch (AssertionError | RuntimeException e) {
      keep(seed);
      throw new AssertionError("seed " + seed + ", kept in " + file + ": " + e.getMessage(), e);
    }
  }

  private void keep(long seed) {
    if (all().contains(seed)) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, seed + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
