package dev.connectedlenses.cli;

import dev.connectedlenses.cli.api.Api;
import dev.connectedlenses.cli.api.ConfigFile;
import dev.connectedlenses.cli.api.LocalServer;
import dev.connectedlenses.cli.api.ReaderGone;
import dev.connectedlenses.cli.api.Settings;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Format;
import dev.connectedlenses.cli.out.Notes;
import dev.connectedlenses.cli.out.Printer;
import dev.connectedlenses.cli.out.Times;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What a command runs with: streams, environment, the chosen server and the chosen output. */
public final class Context {
  private static final URI LOCAL = URI.create("http://127.0.0.1:8080");

  private final GlobalOptions options;
  private final Surroundings surroundings;
  private @Nullable Api api;

  /**
   * The process around the command line; tests give their own.
   *
   * @param console null where there is no terminal
   */
  public record Surroundings(
      InputStream in,
      PrintStream out,
      PrintStream err,
      @Nullable Console console,
      Map<String, String> env,
      Clock clock) {
    public Surroundings {
      env = Map.copyOf(env);
    }
  }

  Context(GlobalOptions options, Surroundings surroundings) {
    this.options = options;
    this.surroundings = surroundings;
  }

  public Api api() {
    Api known = api;
    if (known == null) {
      known = new Api(settings(), surroundings.clock());
      api = known;
    }
    return known;
  }

  public Settings settings() {
    Path dir = configDir();
    return new Settings(serverUrl(dir), dir, env("CLENS_TOKEN"));
  }

  public Format format() {
    Format asked = options.output;
    if (asked != null) {
      return asked;
    }
    String wanted = surroundings.env().get("CLENS_OUTPUT");
    if (wanted == null || wanted.isBlank()) {
      wanted = config().get("output");
    }
    return wanted == null ? Format.table : ConfigFile.format(wanted);
  }

  /** The format for telling of errors: never fails itself. */
  @Nullable Format safeFormat() {
    try {
      return format();
    } catch (CliError e) {
      return null;
    }
  }

  private Times times() {
    return new Times(options.time, surroundings.clock());
  }

  public Printer printer() {
    return printer(format());
  }

  /** One that prints a table where the settings do not even tell the format. */
  public Printer safePrinter() {
    Format known = safeFormat();
    return printer(known == null ? Format.table : known);
  }

  private Printer printer(Format format) {
    return new Printer(surroundings.out(), format, options.fields, times(), atTerminal());
  }

  /** Whether a person reads what is printed. */
  private boolean atTerminal() {
    return surroundings.console() != null && surroundings.console().isTerminal();
  }

  /** Whether results are told in words; other formats are for programs. */
  public boolean inWords() {
    return switch (format()) {
      case table, wide, md -> true;
      case json, jsonl, yaml, name -> false;
    };
  }

  /** The first rows of a list, as many as {@code --limit} says. */
  public ArrayNode first(JsonNode rows) {
    ArrayNode some = JsonMapper.shared().createArrayNode();
    rows.valueStream().limit(limit()).forEach(some::add);
    return some;
  }

  /** Remarks for people; they go to standard error. */
  public Notes notes() {
    boolean terminal = atTerminal();
    boolean colour =
        switch (options.color) {
          case always -> true;
          case never -> false;
          case auto -> terminal && !surroundings.env().containsKey("NO_COLOR");
        };
    return new Notes(surroundings.err(), options.quiet, colour && !options.noColor, terminal);
  }

  public int limit() {
    return Math.clamp(options.limit, 1, 200);
  }

  public Instant now() {
    return surroundings.clock().instant();
  }

  public InputStream in() {
    return surroundings.in();
  }

  public PrintStream out() {
    return surroundings.out();
  }

  /** Prints a text, and ends the command when nobody reads any more. */
  public void print(String text) {
    out().print(text);
    if (out().checkError()) {
      throw new ReaderGone();
    }
  }

  public @Nullable Console console() {
    return surroundings.console();
  }

  /** A variable of the environment, null if it is blank or not there. */
  public @Nullable String env(String name) {
    return blankToNull(surroundings.env().get(name));
  }

  /** The folder of the user's settings. */
  public Path configDir() {
    return Settings.configDir(surroundings.env());
  }

  private URI serverUrl(Path dir) {
    String told = options.url != null ? options.url : env("CLENS_URL");
    String chosen = told != null ? told : config().get("url");
    if (chosen != null) {
      return ConfigFile.url(chosen);
    }
    return LocalServer.read(dir.resolve("local.json"))
        .map(local -> ConfigFile.url(local.url()))
        .orElse(LOCAL);
  }

  private Map<String, String> config() {
    return ConfigFile.merged(configDir(), Path.of(""));
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
