package dev.connectedlenses.bench;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.server.ConfigReader;
import dev.connectedlenses.server.Serve;
import dev.connectedlenses.server.http.Carriers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own that does one thing and nothing else, as {@code clens serve
 * --roles scheduler} does. It ends when its standard input does, so it cannot outlive us.
 */
final class ServerNode implements AutoCloseable {
  private static final String DATABASE = "CLENS_POSTGRES";

  /** What a node says, with its address, when it works. */
  private static final String AT = "ready at ";

  private static final long PATIENCE_SECONDS = 30;

  /** All nodes of one database share it. */
  private static final String KEY = key();

  private final Process process;
  private String address = "";

  private ServerNode(Process process) {
    this.process = process;
  }

  /**
   * What a node is.
   *
   * @param main the class that is started; it calls {@link #work} or does the same
   * @param argument its only argument
   * @param settings further settings, as in the environment of a server
   * @param heap its largest heap
   * @param before what starts the process, such as a tool that binds it to a processor
   */
  record Kind(
      Class<?> main,
      String argument,
      Map<String, String> settings,
      String heap,
      List<String> before) {

    /** A server with one role. */
    static Kind server(String role) {
      return new Kind(ServerNode.class, role, Map.of(), "512m", List.of());
    }
  }

  /** The node itself; the argument is its role, the environment names its database. */
  public static void main(String[] arguments) throws IOException {
    Carriers.moreThanProcessors();
    ConfigReader reader = new ConfigReader(System.getenv(), Path.of("/nonexistent"), false);
    ConfigReader.Flags flags = new ConfigReader.Flags(null, 0, null, false, arguments[0]);
    try (Serve serve = Serve.start(reader.read(flags), line -> {})) {
      work(serve.url().toString());
    }
  }

  /** Says that the node answers at an address, and stays until its standard input ends. */
  static void work(String at) throws IOException {
    System.out.println(AT + at);
    System.in.transferTo(OutputStream.nullOutputStream());
  }

  /** The database that a node was started for. */
  static ServerUrl database() {
    return ServerUrl.parse(String.valueOf(System.getenv(DATABASE)));
  }

  /** Starts one; {@link #awaitReady} waits for it. */
  private static ServerNode launch(ServerUrl url, Kind kind) {
    List<String> command = new ArrayList<>(kind.before());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + kind.heap(),
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            kind.main().getName(),
            kind.argument()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("CLENS_"));
    builder.environment().putAll(settings(url));
    builder.environment().putAll(kind.settings());
    try {
      return new ServerNode(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> settings(ServerUrl url) {
    return Map.of(
        DATABASE,
        url.secretText(),
        "CLENS_MASTER_KEY",
        KEY,
        "CLENS_AUDIT_FILE",
        audit().toString());
  }

  private static String key() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  /** A file of this process's own, gone when it ends. */
  private static Path audit() {
    Path file =
        Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("clens-bench-%d.audit".formatted(ProcessHandle.current().pid()));
    file.toFile().deleteOnExit();
    return file;
  }

  /** Starts so many of one role and waits until all of them work. */
  static List<ServerNode> launch(ServerUrl url, String role, int count) {
    return launch(url, Collections.nCopies(count, Kind.server(role)));
  }

  /** Starts these and waits until all of them work. */
  static List<ServerNode> launch(ServerUrl url, List<Kind> kinds) {
    List<ServerNode> nodes = kinds.stream().map(kind -> launch(url, kind)).toList();
    nodes.forEach(ServerNode::awaitReady);
    return nodes;
  }

  private void awaitReady() {
    try {
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      String line = lines.readLine();
      while (line != null && !line.startsWith(AT)) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("a node ended before it was ready");
      }
      address = line.substring(AT.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it in the middle of what it does: SIGKILL, no clean-up, no farewell. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Where it answers. */
  String address() {
    return address;
  }

  /** Its resident memory in megabytes. */
  double rssMegabytes() {
    return RunsBench.rssMegabytes(Path.of("/proc", String.valueOf(process.pid()), "status"));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    try {
      process.outputWriter().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
