package dev.connectedlenses.server.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that hold secrets: whole or not at all, and for their owner's eyes only. */
public final class OwnFile {

  private OwnFile() {}

  /** Writes the file, in the place of an older one. */
  public static void write(Path file, String text) throws IOException {
    Path fresh = fresh(file, text);
    try {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Writes the file unless there is one; false when there is. */
  static boolean offer(Path file, String text) throws IOException {
    if (Files.exists(file)) {
      return false;
    }
    Path fresh = fresh(file, text);
    try {
      Files.createLink(file, fresh);
      return true;
    } catch (java.nio.file.FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(fresh);
    }
  }

  private static Path fresh(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "own", ".tmp");
    if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
    }
    return Files.writeString(fresh, text);
  }
}
