package dev.connectedlenses.cli.local;

import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.ConfigFile;
import dev.connectedlenses.cli.api.LocalServer;
import dev.connectedlenses.cli.api.Settings;
import dev.connectedlenses.cli.api.Unreachable;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks at one thing after the other; what depends on a thing that is bad is left out. */
final class Checkup {
  private static final int JAVA = 25;
  private static final long ROOM = 1L << 30;
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Context context;
  private final List<Finding> findings = new ArrayList<>();

  Checkup(Context context) {
    this.context = context;
  }

  List<Finding> findings() {
    findings.add(java(Runtime.version().feature()));
    Settings settings = settings();
    if (settings != null) {
      findings.add(secrets(settings.credentialsFile()));
      local(settings);
      if (server(settings)) {
        findings.add(session(settings));
      }
    }
    return List.copyOf(findings);
  }

  static Finding java(int feature) {
    return feature >= JAVA
        ? Finding.good("java", "Java " + feature)
        : Finding.doubtful(
            "java",
            "Java " + feature + " runs the command line; the server needs " + JAVA,
            "install a JDK " + JAVA + " and set JAVA_HOME to its folder");
  }

  private @Nullable Settings settings() {
    try {
      Map<String, String> values = ConfigFile.merged(context.configDir(), Path.of(""));
      values.forEach(ConfigFile::check);
      Settings settings = context.settings();
      context.format();
      findings.add(Finding.good("settings", ConfigFile.users(settings.configDir()).toString()));
      return settings;
    } catch (CliError e) {
      findings.add(Finding.bad("settings", e.getMessage(), e.hint()));
      return null;
    }
  }

  private static Finding secrets(Path file) {
    try {
      if (!Files.exists(file)) {
        return Finding.good("sessions", "none is kept");
      }
      boolean posix = Files.getFileStore(file).supportsFileAttributeView("posix");
      return !posix || OWNERS.containsAll(Files.getPosixFilePermissions(file))
          ? Finding.good("sessions", file.toString())
          : Finding.bad("sessions", "others can read " + file, "run: chmod 600 " + file);
    } catch (IOException e) {
      return Finding.bad("sessions", file + " cannot be looked at: " + e.getMessage(), null);
    }
  }

  /** A server of this machine, if clens up has left word of one. */
  private void local(Settings settings) {
    Optional<LocalServer> known = LocalServer.read(settings.localServerFile());
    if (known.isEmpty()) {
      return;
    }
    LocalServer local = known.get();
    findings.add(
        local.process().isPresent()
            ? Finding.good("process", "process %d at %s".formatted(local.pid(), local.url()))
            : Finding.doubtful(
                "process",
                "process %d, which served %s, is gone".formatted(local.pid(), local.url()),
                "start it again with: clens up"));
    Path data = Path.of(local.dataDir());
    if (Files.isDirectory(data)) {
      findings.add(room(data));
      findings.add(Scheduling.look(Path.of("/"), local.pid()));
    }
  }

  private static Finding room(Path data) {
    try {
      return room(data, Files.getFileStore(data).getUsableSpace());
    } catch (IOException e) {
      return Finding.bad("room", data + " cannot be looked at: " + e.getMessage(), null);
    }
  }

  /**
   * @param free bytes
   */
  static Finding room(Path data, long free) {
    String found = "%d MiB are free at %s".formatted(free >> 20, data);
    return free >= ROOM
        ? Finding.good("room", found)
        : Finding.bad("room", found, "make room: the database stops when none is left");
  }

  private boolean server(Settings settings) {
    try {
      context.api().health();
      findings.add(Finding.good("server", settings.url() + " answers"));
      return true;
    } catch (Unreachable e) {
      String remedy = "start it with: clens up, or name another with: clens config set url URL";
      findings.add(Finding.bad("server", String.valueOf(e.getMessage()), remedy));
    } catch (CliError e) {
      findings.add(Finding.bad("server", settings.url() + ": " + e.getMessage(), e.hint()));
    }
    return false;
  }

  private Finding session(Settings settings) {
    try {
      JsonNode rows = context.api().rpc("fn_lensers_get_active_profile", Map.of());
      JsonNode row = rows.isArray() ? rows.path(0) : rows;
      return Finding.good("account", "signed in as " + row.path("handle").asString("nobody"));
    } catch (CliError e) {
      boolean given = settings.token() != null;
      return e.exit() == Exit.NOT_SIGNED_IN
          ? Finding.bad(
              "account",
              given ? "the token of CLENS_TOKEN is not taken" : "nobody is signed in",
              given ? "make another with: clens token create" : "run: clens login")
          : Finding.bad("account", e.getMessage(), e.hint());
    } catch (Unreachable e) {
      return Finding.bad("account", String.valueOf(e.getMessage()), null);
    }
  }
}
