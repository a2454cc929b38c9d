package dev.connectedlenses.engine.run;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.engine.Troubles;
import dev.connectedlenses.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An engine in a JVM of its own, to be killed. It prints one line for each attempt that it makes.
 */
final class EngineProcess implements AutoCloseable {
  private static final String DATABASE = "CLENS_TEST_DATABASE";
  private static final String LEASE = "CLENS_TEST_LEASE_MS";
  private static final String FAULT = "CLENS_TEST_FAULT";

  /** How the lines of attempts begin; there may be others, as of a log. */
  private static final String ATTEMPT = "attempt ";

  private final Process process;
  private final Set<String> lines = ConcurrentHashMap.newKeySet();

  private EngineProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().name("lines of an engine").start(this::read);
  }

  /** The process's own main method; the environment names the database and what goes wrong. */
  public static void main(String[] arguments) {
    ScriptedKind scripted = new ScriptedKind();
    Database database =
        Database.open(ServerUrl.parse(System.getenv(DATABASE)), DatabaseOptions.defaults());
    String fault = System.getenv(FAULT);
    if (fault != null) {
      Troubles.arm(fault);
    }
    Duration lease = Duration.ofMillis(Long.parseLong(System.getenv(LEASE)));
    Engine engine =
        new Engine(
            Stage.QUICK.withLease(lease).withPatience(Duration.ofSeconds(2)),
            database,
            ScriptedKind.kinds(scripted),
            Stage.host());
    Runtime.getRuntime().addShutdownHook(new Thread(engine::stop));
    engine.start();
    Thread.ofPlatform().daemon().start(() -> obey(scripted, engine));
    while (true) {
      ScriptedKind.Call call = scripted.calls().await(Duration.ofMinutes(10));
      System.out.println(ATTEMPT + call.runId() + " " + call.label() + " " + call.attempt());
    }
  }

  /** Does what the test types: {@code release 5} or {@code held}. */
  private static void obey(ScriptedKind scripted, Engine engine) {
    try (BufferedReader typed =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = typed.readLine(); line != null; line = typed.readLine()) {
        if (line.startsWith("release ")) {
          scripted.release(Integer.parseInt(line.substring(8)));
        } else {
          Await.until("no run is held", () -> engine.held() == 0);
          System.out.println("holds none");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EngineProcess start(ServerUrl url) throws IOException {
    return start(url, Duration.ofSeconds(2), null);
  }

  /**
   * @param fault what ends the process by itself, as {@code PLACE:time}, or null
   */
  static EngineProcess start(ServerUrl url, Duration lease, @Nullable String fault)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-Dclens.failpoints=true",
            "-cp",
            System.getProperty("java.class.path"),
            EngineProcess.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(DATABASE, url.secretText());
    builder.environment().put(LEASE, String.valueOf(lease.toMillis()));
    if (fault != null) {
      builder.environment().put(FAULT, fault);
    }
    return new EngineProcess(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      reader.lines().forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it tells of this attempt. */
  void awaitAttempt(UUID run, String label, int attempt) {
    awaitLine(ATTEMPT + run + " " + label + " " + attempt);
  }

  void awaitLine(String line) {
    Await.until("the process says \"" + line + "\"", () -> lines.contains(line));
  }

  /** Kills it as kill -9 does and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends a signal by name, as STOP, CONT or TERM. */
  void signal(String name) throws IOException, InterruptedException {
    int sent =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    if (sent != 0) {
      throw new IOException("no signal " + name + " for process " + process.pid());
    }
  }

  /** Types a line to it. */
  void type(String line) throws IOException {
    process.outputWriter().write(line + System.lineSeparator());
    process.outputWriter().flush();
  }

  /** How many attempts it has told of. */
  int attempts() {
    return Math.toIntExact(lines.stream().filter(line -> line.startsWith(ATTEMPT)).count());
  }

  /** Waits for its end and gives its exit code. */
  int exit(Duration deadline) throws InterruptedException {
    if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + deadline);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
