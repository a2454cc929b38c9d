package dev.connectedlenses.app;

import dev.connectedlenses.server.Config;
import dev.connectedlenses.server.ConfigReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of every command that opens the database. */
final class ServerOptions {
  @Option(
      names = "--postgres",
      paramLabel = "URL",
      description = "Use this PostgreSQL (15 or newer) instead of the embedded one.")
  @Nullable String postgres;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the embedded PostgreSQL keeps its data.")
  @Nullable Path dataDirectory;

  @Option(names = "--ephemeral", description = "Throw the data away at the stop.")
  boolean ephemeral;

  @Option(
      names = "--roles",
      paramLabel = "LIST",
      description = "What this process does, some of api, engine and scheduler. Default: all.")
  @Nullable String roles;

  Config read(@Nullable Integer port) {
    return new ConfigReader(System.getenv(), Path.of(System.getProperty("user.home")), isRoot())
        .read(new ConfigReader.Flags(postgres, port, dataDirectory, ephemeral, roles));
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
