package dev.connectedlenses.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings in a file as PostgREST has them: {@code name = "value"}, one a line, {@code #} remarks.
 */
final class SettingsFile {

  private static final Pattern LINE =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9_.-]*)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\"#]+))\\s*(?:#.*)?");

  private SettingsFile() {}

  static Map<String, String> read(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      String plain = line.strip();
      if (plain.isEmpty() || plain.startsWith("#")) {
        continue;
      }
      Matcher parts = LINE.matcher(plain);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "line %d of the settings is none; write name = \"value\"".formatted(number));
      }
      String quoted = parts.group(2);
      settings.put(
          parts.group(1), quoted == null ? parts.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
    }
    return settings;
  }
}
