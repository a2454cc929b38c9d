package dev.connectedlenses.cli.api;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Format;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/** The settings files: the project's .clens.toml over the user's config.toml. */
public final class ConfigFile {
  private static final Set<String> KEYS = Set.of("url", "output");
  private static final Set<String> SCHEMES = Set.of("http", "https");

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

  /** The address of a server; {@code localhost:8080} is a URL too, but none that can be asked. */
  public static URI url(String text) {
    try {
      URI url = URI.create(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      if (url.getHost() != null && SCHEMES.contains(scheme)) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // told below, as for a URL without a host
    }
    throw CliError.usage(
        "\"" + text + "\" is no URL of a server", "give one like http://127.0.0.1:8080");
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
