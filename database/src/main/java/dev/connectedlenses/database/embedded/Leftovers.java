package dev.connectedlenses.database.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed application or server left running on a data directory that we now hold alone.
 *
 * <p>A server that outlived its application is stopped, not adopted: its clients are gone, it may
 * be of an older release with other settings, and as nobody's child its death would go unnoticed. A
 * fast stop costs less than a second and makes the next start free of crash recovery.
 */
record Leftovers(Path cluster, Binaries binaries, ServerAccount account) {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Duration FAST = Duration.ofSeconds(5);
  private static final Duration IMMEDIATE = Duration.ofSeconds(2);
  private static final Duration KILLED = Duration.ofSeconds(2);

  /**
   * Ends the server named by the pid file, removes a pid file that lies, ends orphaned backends.
   */
  void clear() throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    Long pid = firstNumber(pidFile);
    ProcessHandle named = pid == null ? null : ProcessHandle.of(pid).orElse(null);
    if (named != null && isServer(named)) {
      LOG.info("stopping the database server {} that an earlier start left behind", named.pid());
      stop(named);
    }
    for (ProcessHandle orphan : backends()) {
      end(orphan, KILLED);
    }
    Files.deleteIfExists(pidFile);
  }

  void stop(ProcessHandle server) {
    signal("INT", server);
    if (!ended(server, FAST)) {
      signal("QUIT", server);
      end(server, IMMEDIATE);
    }
  }

  private void signal(String signal, ProcessHandle server) {
    List<String> words =
        List.of(binaries.program("pg_ctl"), "kill", signal, Long.toString(server.pid()));
    Command.run(account.command(words), cluster, FAST);
  }

  private static void end(ProcessHandle process, Duration patience) {
    if (!ended(process, patience)) {
      process.destroyForcibly();
      ended(process, KILLED);
    }
  }

  private static boolean ended(ProcessHandle process, Duration patience) {
    CompletableFuture<ProcessHandle> exit = process.onExit();
    try {
      exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** A number that was given to another program since is no server of ours. */
  private boolean isServer(ProcessHandle process) {
    Path program = link(process.pid(), "exe");
    if (program != null) {
      return works(process.pid(), cluster);
    }
    return process.info().command().map(c -> c.contains("postgres")).orElse(false);
  }

  /** Every process of a server works in its cluster folder; only Linux lets us see it. */
  private List<ProcessHandle> backends() throws IOException {
    Path proc = Path.of("/proc");
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isDirectory(proc.resolve("self"))) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        if (works(pid, cluster)) {
          ProcessHandle.of(pid).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean works(long pid, Path folder) {
    Path program = link(pid, "exe");
    return program != null
        && program.getFileName().toString().matches("(postgres|initdb)( \\(deleted\\))?")
        && folder.equals(link(pid, "cwd"));
  }

  private static @Nullable Path link(long pid, String name) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), name));
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  private static @Nullable Long firstNumber(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    String first = Files.readString(file).lines().findFirst().orElse("").strip();
    return first.matches("\\d{1,10}") ? Long.valueOf(first) : null;
  }
}
