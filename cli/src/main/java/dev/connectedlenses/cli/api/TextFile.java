package dev.connectedlenses.cli.api;

import dev.connectedlenses.cli.out.CliError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file whole or not at all; what a link points to is written, and rights stay. */
public final class TextFile {
  private static final Set<PosixFilePermission> USUAL =
      PosixFilePermissions.fromString("rw-r--r--");

  private TextFile() {}

  /** Writes text in UTF-8; a folder that is not there is made. */
  public static void write(Path file, String text) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      boolean posix = Files.exists(target) && isPosix(target);
      replace(target, text, posix ? Files.getPosixFilePermissions(target) : USUAL);
    } catch (IOException e) {
      throw CliError.usage("cannot write " + file + ": " + e.getMessage(), "check the path");
    }
  }

  /** Puts a new file with these rights in the place of an old one, if there is one. */
  static void replace(Path target, String text, Set<PosixFilePermission> rights)
      throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "clens", ".tmp");
    try {
      if (isPosix(fresh)) {
        Files.setPosixFilePermissions(fresh, rights);
      }
      Files.writeString(fresh, text);
      Files.move(
          fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static boolean isPosix(Path file) throws IOException {
    return Files.getFileStore(file).supportsFileAttributeView("posix");
  }
}
