package dev.connectedlenses.bench;

import dev.connectedlenses.database.Identity;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code clens bench crash}: two servers of one database move many runs, one of them is killed in
 * the middle; a line for each look, and what came of it.
 */
public final class CrashBench {
  private final CrashBenchOptions options;
  private long begun;

  CrashBench(CrashBenchOptions options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws SQLException {
    CrashBenchOptions options;
    try {
      options = CrashBenchOptions.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    ObjectNode result = new CrashBench(options).run();
    if (options.json()) {
      System.out.println(result);
    } else {
      result.properties().forEach(e -> System.out.printf("%-42s %s%n", e.getKey(), e.getValue()));
    }
  }

  ObjectNode run() throws SQLException {
    try (BenchHost host = BenchHost.start();
        CrashRows rows = new CrashRows(host.url());
        ServerNode first = node(host)) {
      rows.firstServerIsTheVictim();
      System.err.println("     s      over   held by 1   held by 2   taken over   outcomes");
      begin(host);
      rows.await(frame -> frame.first() > 0, this::tell);
      try (ServerNode _ = node(host)) {
        return new Summary(List.of(killed(rows, first))).json();
      }
    }
  }

  private static ServerNode node(BenchHost host) {
    return ServerNode.launch(host.url(), "engine", 1).getFirst();
  }

  /** Starts the runs while there is one server, which then surely holds some when it is killed. */
  private void begin(BenchHost host) {
    Identity user = host.somebody();
    SlowChain chain = SlowChain.create(host.database(), user);
    begun = System.nanoTime();
    chain.start(host.database(), user, options.runs());
  }

  private Map<String, Double> killed(CrashRows rows, ServerNode victim) throws SQLException {
    rows.awaitServers(2);
    CrashRows.Frame before =
        rows.await(frame -> frame.outcomes() >= 2L * options.runs(), this::tell);
    victim.kill();
    rows.killed();
    System.err.printf(Locale.ROOT, "%6.1f  the first server is killed%n", seconds());
    double killedAt = seconds();
    rows.await(frame -> frame.over() == options.runs(), this::tell);
    rows.failures().forEach(System.err::println);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("runs", (double) options.runs());
    figures.put("in_flight", (double) options.runs() - before.over());
    figures.put("held_by_the_killed", (double) before.first());
    figures.put("all_over_s_after", seconds() - killedAt);
    figures.putAll(rows.figures());
    return figures;
  }

  private boolean tell(CrashRows.Frame frame) {
    System.err.printf(
        Locale.ROOT,
        "%6.1f  %8d  %10d  %10d  %11d  %9d%n",
        seconds(),
        frame.over(),
        frame.first(),
        frame.second(),
        frame.takenOver(),
        frame.outcomes());
    return true;
  }

  private double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }
}
