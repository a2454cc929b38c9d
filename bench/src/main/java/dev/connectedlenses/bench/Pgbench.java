package dev.connectedlenses.bench;

import dev.connectedlenses.database.ServerUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own load tool on the same server: what the rows alone cost, without any engine. */
final class Pgbench {
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

  private final ServerUrl url;
  private final Path scripts;

  Pgbench(ServerUrl server, Path scripts) {
    this.url = server.to("pgbench");
    this.scripts = scripts;
    try {
      execute(server, "create database pgbench");
      execute(url, Files.readString(scripts.resolve("schema.sql")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Pgbench(ServerUrl admin, ServerUrl url, Path scripts) {
    this.url = url;
    this.scripts = scripts;
    try {
      execute(admin, Files.readString(scripts.resolve("schema.sql")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The scripts of the gateway benchmark, on this database itself. */
  static Pgbench gateway(ServerUrl admin, Path scripts) {
    return new Pgbench(admin, admin.as("bench_door", "bench-door"), scripts);
  }

  static boolean isInstalled() {
    return java.util.Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
        .anyMatch(dir -> Files.isExecutable(Path.of(dir, "pgbench")));
  }

  /** What the rows of the 10-node run cost without an engine. */
  RunsResult.Ceiling ceiling(Duration time) {
    int seconds = Math.toIntExact(time.toSeconds());
    return new RunsResult.Ceiling(
        transactionsPerSecond("i_b_tx_per_node_cte.sql", seconds),
        transactionsPerSecond("iv_coalesce_32_nodes.sql", seconds) * 32 / 10);
  }

  /** Script executions a second, 16 clients on 2 threads. */
  double transactionsPerSecond(String script, int seconds) {
    ProcessBuilder builder =
        new ProcessBuilder(
            "pgbench",
            "-n",
            "-M",
            "prepared",
            "-c",
            "16",
            "-j",
            "2",
            "-T",
            Integer.toString(seconds),
            "-f",
            scripts.resolve(script).toString(),
            "-h",
            url.host(),
            "-p",
            Integer.toString(url.port()),
            "-U",
            url.user(),
            url.database());
    builder.environment().put("PGPASSWORD", url.password());
    builder.redirectErrorStream(true);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher tps = TPS.matcher(output);
      if (process.waitFor() != 0 || !tps.find()) {
        throw new IllegalStateException("pgbench failed on " + script + ": " + output);
      }
      return Double.parseDouble(tps.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void execute(ServerUrl where, String sql) {
    try (Connection connection = DriverManager.getConnection(where.jdbc(), where.login());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("preparing pgbench failed: " + e.getMessage(), e);
    }
  }
}
