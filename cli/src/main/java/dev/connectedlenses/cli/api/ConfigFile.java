package dev.connectedlenses.cli.api;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Format;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/** The settings files: the project's .clens.toml over the user's config.toml. */
public final class ConfigFile {
  private static final Set<String> KEYS = Set.of("url", "output");

  private ConfigFile() {}

  public static Map<String, String> merged(Path userDir, Path projectDir) {
    Map<String, String> values = new HashMap<>(read(userDir.resolve("config.toml")));
    values.putAll(read(projectDir.resolve(".clens.toml")));
    return values;
  }

  public static Format format(String name) {
    return Arrays.stream(Format.values())
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            CliError.usage(
                "no output format \"" + name + "\"", "one of " + Arrays.toString(Format.values())));
  }

  public static URI url(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw CliError.usage("\"" + text + "\" is no URL", "give one like http://127.0.0.1:8080");
    }
  }

  private static Map<String, String> read(Path file) {
    if (!Files.isReadable(file)) {
      return Map.of();
    }
    Map<String, String> values = new HashMap<>();
    try {
      TomlMapper.shared()
          .readTree(file.toFile())
          .properties()
          .forEach(entry -> values.put(entry.getKey(), entry.getValue().asString("")));
    } catch (JacksonException e) {
      throw CliError.usage(file + " is not valid TOML: " + e.getOriginalMessage(), "mend the file");
    }
    refuseUnknown(file, values);
    return values;
  }

  private static void refuseUnknown(Path file, Map<String, String> values) {
    for (String key : values.keySet()) {
      if (!KEYS.contains(key)) {
        throw CliError.usage(file + " has an unknown key \"" + key + "\"", "known: " + KEYS);
      }
    }
  }
}
