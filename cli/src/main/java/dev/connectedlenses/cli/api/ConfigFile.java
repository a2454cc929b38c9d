package dev.connectedlenses.cli.api;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Format;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** The settings files: the project's .clens.toml over the user's config.toml. */
public final class ConfigFile {
  /** Every key, in the order in which they are shown. */
  public static final List<String> KEYS = List.of("url", "output");

  private static final String USERS = "config.toml";
  private static final String PROJECTS = ".clens.toml";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private ConfigFile() {}

  public static Map<String, String> merged(Path userDir, Path projectDir) {
    Map<String, String> values = new HashMap<>(read(users(userDir)));
    values.putAll(read(projects(projectDir)));
    return values;
  }

  /** The user's file. */
  public static Path users(Path userDir) {
    return userDir.resolve(USERS);
  }

  /** The project's file. */
  public static Path projects(Path projectDir) {
    return projectDir.resolve(PROJECTS);
  }

  /** Refuses a key that is not there, or a value that means nothing for it. */
  public static void check(String key, String value) {
    switch (key) {
      case "url" -> url(value);
      case "output" -> format(value);
      default -> throw CliError.usage("there is no setting \"" + key + "\"", "known: " + KEYS);
    }
  }

  /**
   * Sets a key in a file, or takes it out; every other line stays as it is.
   *
   * @param value null takes it out
   */
  public static void write(Path file, String key, @Nullable String value) {
    Map<String, String> wanted = new HashMap<>(read(file));
    if (value == null) {
      wanted.remove(key);
    } else {
      wanted.put(key, value);
    }
    String old =
        Files.exists(file) ? Inputs.text(InputStream.nullInputStream(), file.toString()) : "";
    String text = changed(old.lines().toList(), key, value);
    if (!says(file, text, wanted)) {
      throw CliError.usage(
          file + " is written in a way that cannot be changed line by line", "change it by hand");
    }
    TextFile.write(file, text);
  }

  private static boolean says(Path file, String text, Map<String, String> wanted) {
    try {
      return wanted.equals(values(file, text));
    } catch (CliError e) {
      return false;
    }
  }

  private static String changed(List<String> old, String key, @Nullable String value) {
    String fresh =
        value == null ? null : key + " = " + JsonMapper.shared().writeValueAsString(value);
    List<String> lines = new ArrayList<>();
    for (String line : old) {
      if (!line.strip().startsWith(key)
          || !line.strip().substring(key.length()).strip().startsWith("=")) {
        lines.add(line);
      } else if (fresh != null) {
        lines.add(fresh);
        fresh = null;
      }
    }
    if (fresh != null) {
      lines.addFirst(fresh);
    }
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
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

  /** What a file says; nothing if it is not there. */
  public static Map<String, String> read(Path file) {
    if (!Files.isReadable(file)) {
      return Map.of();
    }
    Map<String, String> values =
        values(file, Inputs.text(InputStream.nullInputStream(), file.toString()));
    refuseUnknown(file, values);
    return values;
  }

  private static Map<String, String> values(Path file, String text) {
    Map<String, String> values = new HashMap<>();
    try {
      TomlMapper.shared()
          .readTree(text)
          .properties()
          .forEach(entry -> values.put(entry.getKey(), entry.getValue().asString("")));
      return values;
    } catch (JacksonException e) {
      throw CliError.usage(file + " is not valid TOML: " + e.getOriginalMessage(), "mend the file");
    }
  }

  private static void refuseUnknown(Path file, Map<String, String> values) {
    for (String key : values.keySet()) {
      if (!KEYS.contains(key)) {
        throw CliError.usage(file + " has an unknown key \"" + key + "\"", "known: " + KEYS);
      }
    }
  }
}
