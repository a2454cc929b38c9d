package dev.connectedlenses.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many lines of hand-written code there are, and how many lines of tests try them. What counts
 * as what is said in docs/decisions.md, 7; whatever is written by a program counts as neither.
 */
record Pace(long main, long test) {
  private static final Set<String> NOT_OURS = Set.of("node_modules", "target", "dist", ".git");

  private static final Pattern WRITTEN =
      Pattern.compile("web/src/api/(database\\.types|enums)\\.ts");

  /** Support for tests counts as test code, wherever it lives. */
  private static final Pattern TEST =
      Pattern.compile(
          "[a-z]+/src/test/java/.*\\.java"
              + "|testkit/src/main/java/.*\\.java"
              + "|[a-z]+/src/test/resources/.*\\.sql"
              + "|[a-z]+/src/test/node/.*\\.mjs"
              + "|web/src/.*\\.(test|fixture)\\.tsx?"
              + "|web/e2e/.*\\.mjs");

  private static final Pattern MAIN =
      Pattern.compile("[a-z]+/src/main/java/.*\\.java|web/src/.*\\.tsx?");

  double testLinesPerMainLine() {
    return (double) test / main;
  }

  static Pace of(Path root) {
    long[] lines = new long[2];
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
              Path name = folder.getFileName();
              return name != null && NOT_OURS.contains(name.toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes unused)
                throws IOException {
              Boolean test = isTest(root.relativize(file).toString());
              if (test != null) {
                lines[test ? 1 : 0] += Files.readString(file).lines().count();
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Pace(lines[0], lines[1]);
  }

  /** Whether a file is test code; null where it is neither that nor code that is tested. */
  static @Nullable Boolean isTest(String path) {
    if (TEST.matcher(path).matches()) {
      return true;
    }
    boolean main = MAIN.matcher(path).matches() && !WRITTEN.matcher(path).matches();
    return main ? false : null;
  }
}
