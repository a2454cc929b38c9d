package dev.connectedlenses.cli.config;

import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.ConfigFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A setting as it holds here.
 *
 * @param value null if nobody has set it
 * @param from the variable or the file that says so; null if nobody does
 */
record Setting(String key, @Nullable String value, @Nullable String from) {
  private static final Path HERE = Path.of("");

  /** Looks where the command line looks: environment, project, user. */
  static Setting of(Context context, String key) {
    String variable = "CLENS_" + key.toUpperCase(Locale.ROOT);
    String given = context.env(variable);
    if (given != null) {
      return new Setting(key, given, variable);
    }
    for (Path file :
        new Path[] {ConfigFile.projects(HERE), ConfigFile.users(context.configDir())}) {
      Map<String, String> values = ConfigFile.read(file);
      if (values.containsKey(key)) {
        return new Setting(key, values.get(key), file.toAbsolutePath().toString());
      }
    }
    return new Setting(key, null, null);
  }

  ObjectNode json() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("name", key)
        .put("value", value)
        .put("from", from);
  }

  /** The file that a change goes to. */
  static Path file(Context context, boolean project) {
    return project ? ConfigFile.projects(HERE) : ConfigFile.users(context.configDir());
  }
}
