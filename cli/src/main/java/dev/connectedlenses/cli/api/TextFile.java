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
      Files.createDirectories(target.getParent());
      Path fresh = Files.createTempFile(target.getParent(), "clens", ".tmp");
      try {
        Files.writeString(fresh, text);
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(
              fresh, Files.exists(target) ? Files.getPosixFilePermissions(target) : USUAL);
        }
        Files.move(
            fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw CliError.usage("cannot write " + file + ": " + e.getMessage(), "check the path");
    }
  }
}
