package dev.connectedlenses.cli.api;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the command line finds its server and keeps its files.
 *
 * @param token a bearer token given by the environment, used as it is
 */
public record Settings(URI url, Path configDir, @Nullable String token) {

  /** The folder of config.toml, credentials.json and local.json. */
  public static Path configDir(Map<String, String> env) {
    String own = env.get("CLENS_CONFIG_DIR");
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    String xdg = env.get("XDG_CONFIG_HOME");
    Path base =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".config");
    return base.resolve("clens");
  }

  public Path credentialsFile() {
    return configDir.resolve("credentials.json");
  }

  public Path localServerFile() {
    return configDir.resolve("local.json");
  }
}
