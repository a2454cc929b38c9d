package dev.connectedlenses.database.embedded;

import dev.connectedlenses.database.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One running server process, from its start to its end. */
record ServerProcess(Process process, long pid, int port) {

  /** Recovery after a crash may read a whole gigabyte of log; it must not be cut short. */
  private static final Duration READY_WITHIN = Duration.ofMinutes(10);

  /**
   * In bytes, for glibc. As it comes, it gives what a large answer took back to the system after
   * each statement and asks for it again in the next: a fifth of the processor for a hundred rows.
   * A session keeps at most four megabytes.
   */
  private static final Map<String, String> KEEPS_ITS_MEMORY =
      Map.of("MALLOC_TRIM_THRESHOLD_", "4194304", "MALLOC_MMAP_THRESHOLD_", "2097152");

  private static final long LOOK_EVERY_MILLIS = 10;
  private static final int PORTS_TO_TRY = 5;

  /** Starts the server on the wished port if that is free, on another one otherwise. */
  static ServerProcess start(Cluster cluster, int wishedPort) {
    int port = wishedPort;
    for (int attempt = 1; ; attempt++) {
      port = free(port);
      try {
        return launch(cluster, port);
      } catch (PortTakenException e) {
        if (attempt == PORTS_TO_TRY) {
          throw new StartRefusedException(
              "PostgreSQL found no free port on 127.0.0.1 (last tried %d)".formatted(port), e);
        }
        port = 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static int free(int wished) {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (ServerSocket socket = new ServerSocket(wished, 1, loopback)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      if (wished == 0) {
        throw new StartRefusedException("no free port on 127.0.0.1: " + e.getMessage(), e);
      }
      return free(0);
    }
  }

  private static ServerProcess launch(Cluster cluster, int port)
      throws IOException, PortTakenException {
    DataDirectory directory = cluster.directory();
    Path log = directory.log().resolve("start.log");
    Files.deleteIfExists(log);
    ProcessBuilder builder =
        Command.builder(words(cluster, port), directory.root())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(KEEPS_ITS_MEMORY);
    Process process = builder.start();
    Long pid = awaitReady(process, directory.cluster().resolve("postmaster.pid"));
    if (pid != null) {
      Files.writeString(directory.port(), Integer.toString(port));
      return new ServerProcess(process, pid, port);
    }
    new Leftovers(directory.cluster(), cluster.binaries(), cluster.account()).clear();
    throw failure(cluster, log);
  }

  /**
   * In a session of its own where that can be had: Ctrl-C in a terminal reaches every process of
   * the session, and the server must outlive the work that the application drains.
   */
  private static List<String> words(Cluster cluster, int port) {
    List<String> words = new ArrayList<>();
    Path setsid = Command.find("setsid");
    if (setsid != null) {
      words.add(setsid.toString());
    }
    words.addAll(
        cluster
            .account()
            .command(
                List.of(
                    cluster.binaries().program("postgres"),
                    "-D",
                    cluster.directory().cluster().toString(),
                    "-p",
                    Integer.toString(port))));
    return words;
  }

  /** The server's number once it accepts connections, null if it ended or never got there. */
  private static @Nullable Long awaitReady(Process process, Path pidFile) throws IOException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        if (process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
          return null;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
      List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
      if (lines.size() >= 8 && lines.get(7).startsWith("ready")) {
        return Long.valueOf(lines.get(0).strip());
      }
    }
    return null;
  }

  private static RuntimeException failure(Cluster cluster, Path log)
      throws IOException, PortTakenException {
    String text = Files.exists(log) ? Files.readString(log) : "";
    if (text.contains("Address already in use")) {
      throw new PortTakenException();
    }
    String why =
        text.lines()
            .filter(line -> line.contains("FATAL") || line.contains("PANIC"))
            .reduce((first, second) -> second)
            .orElse("see " + log);
    return new StartRefusedException(
        "PostgreSQL did not start on %s: %s (logs in %s)"
            .formatted(cluster.directory().root(), why.strip(), cluster.directory().log()));
  }

  /** The port was free a moment ago and is not any more. */
  private static final class PortTakenException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
