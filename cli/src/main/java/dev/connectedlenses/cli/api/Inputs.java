package dev.connectedlenses.cli.api;

import dev.connectedlenses.cli.out.CliError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Values that people give on the command line: {@code name=value}, files and standard input. */
public final class Inputs {
  private Inputs() {}

  /**
   * Reads a file whole.
   *
   * @param file a path, or {@code -} for standard input
   */
  public static String text(InputStream in, String file) {
    try {
      return file.equals("-")
          ? new String(in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      throw CliError.usage("no file " + file, "check the path");
    } catch (MalformedInputException e) {
      throw CliError.usage(file + " is not text in UTF-8", "convert it, for example with iconv");
    } catch (IOException e) {
      throw CliError.usage("cannot read " + file + ": " + e.getMessage(), "check the path");
    }
  }

  /**
   * Reads run inputs.
   *
   * @param pairs {@code name=text}, {@code name=@file} for a file's text, {@code name:=json} for a
   *     typed value
   */
  public static ObjectNode values(InputStream in, List<String> pairs) {
    ObjectNode values = JsonMapper.shared().createObjectNode();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals <= 0 || pair.startsWith(":=")) {
        throw CliError.usage(
            "\"" + pair + "\" is no input", "write name=value, name=@file or name:=json");
      }
      put(values, in, pair, equals);
    }
    return values;
  }

  private static void put(ObjectNode values, InputStream in, String pair, int equals) {
    String value = pair.substring(equals + 1);
    if (pair.charAt(equals - 1) == ':') {
      values.set(pair.substring(0, equals - 1), json(pair, value));
    } else {
      String name = pair.substring(0, equals);
      values.put(name, value.startsWith("@") ? text(in, value.substring(1)) : value);
    }
  }

  private static JsonNode json(String pair, String value) {
    String why = "there is nothing after :=";
    try {
      JsonNode json = JsonMapper.shared().readTree(value);
      if (!json.isMissingNode()) {
        return json;
      }
    } catch (JacksonException e) {
      why = e.getOriginalMessage();
    }
    throw CliError.usage("\"" + pair + "\" holds no valid JSON: " + why, "quote it for the shell");
  }
}
