package dev.connectedlenses.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A short-lived program run to its end. */
final class Command {

  private Command() {}

  /** How the program ended and what it printed. */
  record Result(int exit, String output) {
    boolean ok() {
      return exit == 0;
    }

    /** The last printed line that says something. */
    String lastLine() {
      return output.lines().map(String::strip).filter(l -> !l.isEmpty()).reduce("", (a, b) -> b);
    }

    /** The first printed line that tells of an error, else the last one. */
    String complaint() {
      return output
          .lines()
          .filter(l -> l.contains("error:") || l.contains("FATAL") || l.contains("PANIC"))
          .findFirst()
          .orElseGet(this::lastLine)
          .strip();
    }
  }

  static Result run(List<String> words, Path folder, Duration deadline) {
    try {
      Process process = builder(words, folder).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var output = new StringBuilder();
      Thread reader = Thread.ofVirtual().start(() -> output.append(read(process)));
      boolean ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      reader.join();
      return new Result(ended ? process.exitValue() : -1, output.toString());
    } catch (IOException e) {
      return new Result(-1, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(-1, "interrupted");
    }
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A builder with an empty environment: the application's may hold secrets. */
  static ProcessBuilder builder(List<String> words, Path folder) {
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin");
    environment.put("LC_ALL", "C");
    return builder;
  }

  /** The full path of a program of this machine, or null. */
  static @Nullable Path find(String program) {
    for (String folder : List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin")) {
      Path candidate = Path.of(folder, program);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
