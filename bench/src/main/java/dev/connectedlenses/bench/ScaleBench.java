package dev.connectedlenses.bench;

import dev.connectedlenses.database.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@code clens bench scale}: the same runs of ten nodes that need a processor, moved by one process
 * with one processor, and by two with one each; PostgreSQL shares the processors with them.
 */
public final class ScaleBench {
  private static final Flags FLAGS =
      Flags.of("scale", Map.of("runs", 300, "rounds", 20_000, "processes", 2));
  private static final Path BIND = Path.of("/usr/bin/taskset");
  private static final int NODES = 10;

  private ScaleBench() {}

  public static void main(String[] arguments) throws Exception {
    SeriesMain.run(FLAGS, arguments, ScaleBench::series);
  }

  static Map<String, Double> series(Flags flags) throws SQLException {
    try (BenchHost host = BenchHost.start()) {
      Identity user = host.somebody();
      // the first processes load classes from a cold disk
      seconds(host, user, flags, 1, Math.max(1, flags.count("runs") / 10));
      double one = seconds(host, user, flags, 1, flags.count("runs"));
      double more = seconds(host, user, flags, flags.count("processes"), flags.count("runs"));
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("bound_to_processors", Files.isExecutable(BIND) ? 1.0 : 0.0);
      figures.put("runs", (double) flags.count("runs"));
      figures.put("processes", (double) flags.count("processes"));
      figures.put("one_nodes_per_s", NODES * flags.count("runs") / one);
      figures.put("all_nodes_per_s", NODES * flags.count("runs") / more);
      figures.put("ratio", one / more);
      return figures;
    }
  }

  /** How long so many processes take for runs that wait for them in the queue. */
  private static double seconds(BenchHost host, Identity user, Flags flags, int processes, int runs)
      throws SQLException {
    Chain chain = Chain.create(host.database(), user, NODES);
    chain.start(host.database(), user, runs);
    List<ServerNode> nodes =
        ServerNode.launch(
            host.url(),
            IntStream.range(0, processes).mapToObj(i -> kind(flags.count("rounds"), i)).toList());
    try (Connection connection =
            DriverManager.getConnection(host.url().jdbc(), host.url().login());
        Statement statement = connection.createStatement()) {
      return Looks.until(() -> took(statement, chain, runs));
    } finally {
      nodes.forEach(ServerNode::close);
    }
  }

  private static double took(Statement statement, Chain chain, int runs) throws SQLException {
    String sql =
        """
        select count(*) filter (where status = 'completed'),
          extract(epoch from max(completed_at) - min(started_at))
        from lenses.workflow_runs where workflow_id = '%s'
        """
            .formatted(chain.workflowId());
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1) == runs ? row.getDouble(2) : Double.NaN;
    }
  }

  private static ServerNode.Kind kind(int rounds, int processor) {
    List<String> bound =
        Files.isExecutable(BIND)
            ? List.of(BIND.toString(), "-c", String.valueOf(processor))
            : List.of();
    return new ServerNode.Kind(BurnNode.class, String.valueOf(rounds), Map.of(), "256m", bound);
  }
}
