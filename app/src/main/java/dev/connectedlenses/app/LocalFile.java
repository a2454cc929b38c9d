package dev.connectedlenses.app;

import dev.connectedlenses.cli.api.Settings;
import dev.connectedlenses.server.Serve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The file by which this user's command line finds the running server and signs in to it. */
final class LocalFile implements AutoCloseable {
  private final @Nullable Path file;

  private LocalFile(@Nullable Path file) {
    this.file = file;
  }

  /**
   * Writes it, readable by its owner only; a home that cannot be written to is no reason to fail.
   */
  static LocalFile write(Serve server) {
    Path file = Settings.configDir(System.getenv()).resolve("local.json");
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("url", server.url().toString()).put("pid", ProcessHandle.current().pid());
    json.put("data_dir", String.valueOf(server.dataDirectory()));
    json.put("started_at", Instant.now().toString()).put("token", server.cliToken());
    try {
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), "local", ".tmp");
      if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      }
      Files.write(fresh, JsonMapper.shared().writeValueAsBytes(json));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return new LocalFile(file);
    } catch (IOException e) {
      Banner.progress("cannot write " + file + ", so the command line needs a clens login");
      return new LocalFile(null);
    }
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        Banner.progress("cannot remove " + file);
      }
    }
  }
}
