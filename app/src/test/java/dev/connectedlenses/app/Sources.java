package dev.connectedlenses.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's own source files, read once for the house rules. */
record Sources(List<File> mainJava, List<File> testJava, List<File> sqlFunctions) {
  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:public |final |sealed |non-sealed |abstract )*(?:class|record|interface|enum|@interface) ");

  /** One source file and its text. */
  record File(Path path, String text) {
    List<String> lines() {
      return text.lines().toList();
    }

    /** True when a comment ends right above the first type, annotations apart. */
    boolean hasTypeDoc() {
      String before = "";
      boolean annotation = false;
      for (String line : lines()) {
        if (TYPE.matcher(line).find()) {
          return before.endsWith("*/");
        }
        annotation =
            line.startsWith("@") || (annotation && !before.isEmpty() && line.matches("[\\s)}].*"));
        before = line.isBlank() || annotation ? before : line.strip();
      }
      return false;
    }
  }

  static Sources below(Path root) {
    return new Sources(
        read(root, "src/main/java", ".java"),
        read(root, "src/test/java", ".java"),
        read(root, "src/main/resources/db/code", ".sql").stream()
            .filter(f -> f.path().getFileName().toString().startsWith("R__function."))
            .toList());
  }

  Stream<File> allJava() {
    return Stream.concat(mainJava.stream(), testJava.stream());
  }

  boolean isNullMarked(Path directory) {
    return mainJava.stream()
        .filter(f -> f.path().equals(directory.resolve("package-info.java")))
        .anyMatch(f -> f.text().contains("@NullMarked"));
  }

  private static List<File> read(Path root, String folder, String ending) {
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .map(module -> module.resolve(folder))
          .filter(Files::isDirectory)
          .flatMap(Sources::walk)
          .filter(path -> path.toString().endsWith(ending))
          .sorted()
          .map(path -> new File(path, text(path)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
