package dev.connectedlenses.bench;

import dev.connectedlenses.database.Identity;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code clens bench waiting}: a server with many runs in flight at once, each in a call of a model
 * that streams slowly.
 */
public final class WaitingBench {
  private static final Flags FLAGS = Flags.of("waiting", Map.of("runs", 10_000, "seconds", 5));
  private static final String HEAP = "1g";

  private static final String OUTCOME =
      """
      with said as (
        select e.run_id, string_agg(e.payload ->> 'text', '' order by e.event_id) as text
        from lenses.workflow_run_events e where e.type = 'node.stream.delta' group by e.run_id
      )
      select count(*) filter (where r.status = 'completed') as completed,
        count(*) filter (where r.status = 'completed' and rtrim(s.text) is distinct from rtrim(n.output_data ->> 'output')) as lost,
        extract(epoch from max(n.completed_at) - min(n.completed_at)) as spread
      from lenses.workflow_runs r
      join lenses.workflow_node_results n on n.run_id = r.id
      left join said s on s.run_id = r.id
      """;

  private final BenchHost host;
  private final Flags flags;
  private final Statement look;

  private WaitingBench(BenchHost host, Flags flags, Statement look) {
    this.host = host;
    this.flags = flags;
    this.look = look;
  }

  public static void main(String[] arguments) throws Exception {
    SeriesMain.run(FLAGS, arguments, WaitingBench::series);
  }

  static Map<String, Double> series(Flags flags) throws SQLException, IOException {
    try (BenchHost host = BenchHost.start();
        SlowModel model = SlowModel.start(Duration.ofSeconds(flags.count("seconds")));
        Connection connection = DriverManager.getConnection(host.url().jdbc(), host.url().login());
        Statement look = connection.createStatement();
        ServerNode node = ServerNode.launch(host.url(), List.of(engine(model))).getFirst()) {
      return new WaitingBench(host, flags, look).measure(model, node);
    }
  }

  private static ServerNode.Kind engine(SlowModel model) {
    Map<String, String> provider = Map.of("CLENS_PROVIDERS", "bench=" + model.base());
    return new ServerNode.Kind(ServerNode.class, "engine", provider, HEAP, List.of());
  }

  private Map<String, Double> measure(SlowModel model, ServerNode node) throws SQLException {
    int runs = flags.count("runs");
    until("select ai.find_model('bench/" + SlowModel.MODEL + "') is not null");
    Identity user = host.somebody();
    Chain chain = Chain.asking(host.database(), user, "bench/" + SlowModel.MODEL);
    long begun = System.nanoTime();
    chain.start(host.database(), user, runs);
    Looks.until(() -> model.calls() >= runs ? 1 : Double.NaN);
    double opened = seconds(begun);
    double waiting = node.rssMegabytes();
    long gone = System.nanoTime();
    model.go();
    until("select not exists (select from engine.run_queue)");
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("runs_in_flight", (double) runs);
    figures.put("all_in_their_calls_s", opened);
    figures.put("rss_mb_waiting", waiting);
    figures.put("rss_mb_at_the_end", node.rssMegabytes());
    figures.put("answered_and_over_s", seconds(gone));
    figures.put("calls_per_run", (double) model.calls() / runs);
    figures.putAll(outcome());
    return figures;
  }

  private void until(String condition) throws SQLException {
    Looks.until(() -> {
      try (ResultSet row = look.executeQuery(condition)) {
        row.next();
        return row.getBoolean(1) ? 1 : Double.NaN;
      }
    });
  }

  private Map<String, Double> outcome() throws SQLException {
    try (ResultSet row = look.executeQuery(OUTCOME)) {
      row.next();
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("completed", row.getDouble("completed"));
      figures.put("runs_that_lost_a_delta", row.getDouble("lost"));
      figures.put("completions_per_s", row.getDouble("completed") / row.getDouble("spread"));
      return figures;
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
