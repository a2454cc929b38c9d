package dev.connectedlenses.engine.run;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.engine.node.NodeKinds;
import dev.connectedlenses.engine.node.TransformKind;
import dev.connectedlenses.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An engine in a JVM of its own, to be killed. It prints one line for each attempt that it makes.
 */
final class EngineProcess implements AutoCloseable {
  private static final String DATABASE = "CLENS_TEST_DATABASE";

  private final Process process;
  private final Set<String> lines = ConcurrentHashMap.newKeySet();

  private EngineProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().name("lines of an engine").start(this::read);
  }

  /** The process's own main method; the environment names the database. */
  public static void main(String[] arguments) {
    ScriptedKind scripted = new ScriptedKind();
    Database database =
        Database.open(ServerUrl.parse(System.getenv(DATABASE)), DatabaseOptions.defaults());
    Engine engine =
        new Engine(
            Stage.QUICK.withLease(Duration.ofSeconds(2)),
            database,
            new NodeKinds(new TransformKind(), scripted),
            Stage.host());
    engine.start();
    while (true) {
      ScriptedKind.Call call = scripted.calls().await(Duration.ofMinutes(1));
      System.out.println(call.runId() + " " + call.label() + " " + call.attempt());
    }
  }

  static EngineProcess start(ServerUrl url) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            EngineProcess.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(DATABASE, withLogin(url));
    return new EngineProcess(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private static String withLogin(ServerUrl url) {
    return url.jdbc()
        + (url.parameters().isEmpty() ? "?" : "&")
        + "user="
        + URLEncoder.encode(url.user(), StandardCharsets.UTF_8)
        + "&password="
        + URLEncoder.encode(url.password(), StandardCharsets.UTF_8);
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      reader.lines().forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitLine(String line) {
    Await.until("the process says \"" + line + "\"", () -> lines.contains(line));
  }

  /** Kills it as kill -9 does and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
