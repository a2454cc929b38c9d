package dev.connectedlenses.cli.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that {@code clens up} runs for this user, as its local.json describes it.
 *
 * @param token a one-time sign-in token of the local owner, null where the file has none
 */
public record LocalServer(
    String url, long pid, String dataDir, String startedAt, @Nullable String token) {

  public static Optional<LocalServer> read(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(JsonMapper.shared().readTree(file.toFile())))
          .filter(server -> !server.url().isEmpty());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static LocalServer of(JsonNode json) {
    return new LocalServer(
        json.path("url").asString(""),
        json.path("pid").asLong(0),
        json.path("data_dir").asString(""),
        json.path("started_at").asString(""),
        json.path("token").isNull() ? null : json.path("token").asString(null));
  }

  /** The server's process, while it is alive. */
  public Optional<ProcessHandle> process() {
    return pid <= 0 ? Optional.empty() : ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
  }
}
