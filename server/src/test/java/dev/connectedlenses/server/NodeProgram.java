package dev.connectedlenses.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of {@code src/test/node}. What it depends on is installed below {@code target} by npm,
 * exactly as the lock file says, once.
 */
public final class NodeProgram implements AutoCloseable {

  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final Path HOME = Path.of("target", "node");

  private final Process process;
  private final List<String> output = new ArrayList<>();
  private final Thread reader;

  private NodeProgram(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** Starts it. */
  public static NodeProgram start(Map<String, String> env, String... arguments) throws Exception {
    install();
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(HOME.toFile());
    builder.environment().putAll(env);
    builder.redirectErrorStream(true);
    return new NodeProgram(builder.start());
  }

  private static synchronized void install() throws Exception {
    Files.createDirectories(HOME);
    Path lock = HOME.resolve("node_modules/.installed");
    byte[] wanted = Files.readAllBytes(SOURCES.resolve("package-lock.json"));
    try (var files = Files.list(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, HOME.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (Files.exists(lock) && java.util.Arrays.equals(Files.readAllBytes(lock), wanted)) {
      return;
    }
    Process npm =
        new ProcessBuilder("npm", "ci", "--prefer-offline", "--no-progress")
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (npm.waitFor() != 0) {
      throw new AssertionError("npm ci failed:\n" + said);
    }
    Files.write(lock, wanted);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (output) {
          output.add(line);
          output.notifyAll();
        }
      }
    } catch (IOException e) {
      // the process is gone
    }
  }

  /** The first line that begins so, waited for. */
  public String line(String beginning) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    synchronized (output) {
      while (true) {
        for (String line : output) {
          if (line.startsWith(beginning)) {
            return line;
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || !process.isAlive()) {
          throw new AssertionError("no line \"" + beginning + "\" in " + output);
        }
        output.wait(Math.min(left, 500));
      }
    }
  }

  /** Waits for its end and returns what it printed; fails when it does. */
  public String succeed() throws InterruptedException {
    boolean ended = process.waitFor(180, TimeUnit.SECONDS);
    reader.join(5_000);
    String all;
    synchronized (output) {
      all = String.join("\n", output);
    }
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError(all);
    }
    return all;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
