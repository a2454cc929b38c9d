package dev.connectedlenses.app;

import dev.connectedlenses.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The product as a process of its own, started with the arguments that a user types. */
final class Launched implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String READY = "Ctrl-C";

  private final Process process;
  private final Path out;
  private final Path err;

  /** How a command ended and what it printed. */
  record Ended(int exit, String out, String err) {}

  /** Where a user's settings are, and what else the environment holds. */
  record Home(Path config, Map<String, String> env) {
    Home with(String name, String value) {
      Map<String, String> more = new HashMap<>(env);
      more.put(name, value);
      return new Home(config, more);
    }
  }

  private Launched(Home home, Path input, List<String> args) throws IOException {
    out = Files.createTempFile("clens-out", ".txt");
    err = Files.createTempFile("clens-err", ".txt");
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    words.add("--enable-native-access=ALL-UNNAMED");
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().keySet().removeIf(name -> name.startsWith("CLENS_"));
    builder.environment().put("CLENS_CONFIG_DIR", home.config().toString());
    builder.environment().putAll(home.env());
    process =
        builder
            .redirectInput(input.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
  }

  /** Starts a server and waits until it says that it is up. */
  static Launched server(Home home, String... args) {
    List<String> words = new ArrayList<>(List.of("up", "--port", "0", "--no-open"));
    words.addAll(List.of(args));
    Launched server = start(home, Path.of("/dev/null"), words);
    Await.until(
        "the server is up",
        PATIENCE,
        () -> server.out().contains(READY) || !server.process.isAlive());
    if (!server.process.isAlive()) {
      throw new AssertionError("the server ended: " + server.err());
    }
    return server;
  }

  /** Runs a command to its end. */
  static Ended command(Home home, String... args) {
    return commandReading(home, Path.of("/dev/null"), args);
  }

  /** Runs a command to its end with a file as its standard input. */
  static Ended commandReading(Home home, Path input, String... args) {
    try (Launched command = start(home, input, List.of(args))) {
      return command.ended();
    }
  }

  private static Launched start(Home home, Path input, List<String> args) {
    try {
      return new Launched(home, input, args);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create(after("is up at "));
  }

  /** The one-time link that was printed for the person who started the server. */
  String signInLink() {
    return after("sign in   ");
  }

  private String after(String words) {
    int at = out().indexOf(words);
    return at < 0 ? "" : out().substring(at + words.length()).split("\\s", 2)[0];
  }

  long pid() {
    return process.pid();
  }

  /** Waits for the end that something else brings about. */
  Ended ended() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running; said " + out() + err());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Ended(process.exitValue(), out(), err());
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to stop, as Ctrl-C does, and waits. */
  @Override
  public void close() {
    process.destroy();
    ended();
    try {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
