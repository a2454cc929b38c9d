package dev.connectedlenses.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Runs the command line as a user would and keeps what it printed. */
final class Terminal {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final Map<String, String> env = new HashMap<>();
  private String input = "";

  /** How a command ended. */
  record Result(int exit, String out, String err) {}

  Terminal(FakeServer server, Path configDir) {
    env.put("CLENS_URL", server.url().toString());
    env.put("CLENS_CONFIG_DIR", configDir.toString());
  }

  static Terminal signedIn(FakeServer server, Path configDir) {
    return new Terminal(server, configDir).with("CLENS_TOKEN", "token-of-tests");
  }

  Terminal with(String name, String value) {
    env.put(name, value);
    return this;
  }

  Terminal without(String name) {
    env.remove(name);
    return this;
  }

  Terminal typing(String text) {
    input = text;
    return this;
  }

  Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Context.Surroundings surroundings =
        new Context.Surroundings(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            null,
            env,
            Clock.fixed(NOW, ZoneOffset.UTC));
    int exit = Cli.execute(surroundings, args);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
