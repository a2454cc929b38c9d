package dev.connectedlenses.bench;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.embedded.EmbeddedOptions;
import dev.connectedlenses.database.embedded.EmbeddedPostgres;
import dev.connectedlenses.rest.RestSettings;
import dev.connectedlenses.server.DataApiServer;
import dev.connectedlenses.server.http.Carriers;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code clens bench gateway}: the data API against pgbench with the same statements and role
 * switch, and against a PostgREST on the same database when its address is given.
 */
public final class GatewayBench {
  private static final String SECRET = "the-gateway-benchmark-signs-with-this-secret";
  private static final String USAGE =
      "usage: clens bench gateway [--seconds N] [--series N] [--postgres URL] [--postgrest URL]"
          + " [--only ratios|overload|hostile|limits]";
  private static final Set<String> OPTIONS =
      Set.of("--seconds", "--series", "--postgres", "--postgrest", "--only");
  private static final Duration WARM_UP = Duration.ofSeconds(4);

  /** Until the compiler has done its work on what all requests have in common. */
  static final Duration FROM_COLD = Duration.ofSeconds(20);

  private static final int CLIENTS = 16;
  private static final String PLACES = "16";

  private final Duration time;
  private final int series;
  private final Path folder;
  private final @Nullable URI postgrest;
  private final String only;
  private final PrintStream out;

  private GatewayBench(Map<String, String> options, Path folder, PrintStream out) {
    this.time = Duration.ofSeconds(Integer.parseInt(options.getOrDefault("--seconds", "10")));
    this.series = Integer.parseInt(options.getOrDefault("--series", "1"));
    this.folder = folder;
    String other = options.get("--postgrest");
    this.postgrest = other == null ? null : URI.create(other);
    this.only = options.getOrDefault("--only", "");
    this.out = out;
  }

  public static void main(String[] arguments) {
    Carriers.moreThanProcessors();
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < arguments.length; i += 2) {
      if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
        System.err.println(USAGE);
        System.exit(2);
      }
      options.put(arguments[i], arguments[i + 1]);
    }
    if (options.containsKey("--postgres") && "limits".equals(options.get("--only"))) {
      System.err.println("--only limits makes a database of its own; leave --postgres away");
      System.exit(2);
    }
    Path folder = Path.of(System.getProperty("bench.dir", "bench")).resolve("gateway");
    new GatewayBench(options, folder, System.out).run(options.get("--postgres"));
  }

  /** On a database of one's own, which PostgREST serves too, or on an embedded one. */
  void run(@Nullable String url) {
    if (url != null) {
      on(ServerUrl.parse(url));
      return;
    }
    if (only.equals("limits")) {
      limits();
      return;
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(EmbeddedOptions.temporary())) {
      on(postgres.url());
    }
    if (only.isEmpty()) {
      limits();
    }
  }

  /** A whole server makes its database itself. */
  private void limits() {
    out.println(GatewayLimits.measure(folder, time, series));
  }

  private void on(ServerUrl admin) {
    Pgbench pgbench = Pgbench.gateway(admin, folder);
    RestSettings settings =
        new RestSettings(
            Map.of(
                "db-schemas", "bench",
                "db-anon-role", "anon",
                "db-max-rows", "1000",
                "db-config", "false",
                "db-pool", Integer.toString(CLIENTS),
                "jwt-secret", SECRET));
    ServerUrl login = admin.as("bench_door", "bench-door");
    if (asked("ratios")) {
      ratios(login, settings, pgbench);
    }
    RestSettings limited = settings.and(Map.of("server-max-requests", PLACES));
    try (DataApiServer server = server(login, limited)) {
      GatewayPressure pressure = new GatewayPressure(server.url(), SECRET, time, series);
      if (asked("overload")) {
        out.println(pressure.overload());
      }
      if (asked("hostile")) {
        out.println(pressure.hostile());
      }
    }
  }

  private boolean asked(String part) {
    return only.isEmpty() || only.equals(part);
  }

  private void ratios(ServerUrl login, RestSettings settings, Pgbench pgbench) {
    try (DataApiServer server = server(login, settings)) {
      HttpLoad ours = new HttpLoad(server.url(), BenchToken.of(SECRET));
      HttpLoad theirs = postgrest == null ? null : new HttpLoad(postgrest, BenchToken.of(SECRET));
      ours.run(GatewayCase.RPC_POST, CLIENTS, FROM_COLD);
      out.println(GatewayFigures.HEAD);
      for (GatewayCase what : GatewayCase.values()) {
        if (what.hasScript()) {
          out.println(GatewayFigures.line(what.label(), row(what, ours, theirs, pgbench)));
        }
      }
    }
  }

  private static DataApiServer server(ServerUrl login, RestSettings settings) {
    return DataApiServer.start(login, settings, new DataApiServer.Address("127.0.0.1", 0));
  }

  /** Gateway, pgbench and PostgREST in turn, as often as there are series. */
  private Summary row(GatewayCase what, HttpLoad ours, @Nullable HttpLoad theirs, Pgbench pgbench) {
    List<Map<String, Double>> figures = new ArrayList<>();
    for (int number = 0; number < series; number++) {
      HttpLoad.Series us = measured(what, ours);
      double limit =
          Pgbench.isInstalled()
              ? pgbench.transactionsPerSecond(what.script(), Math.toIntExact(time.toSeconds()))
              : Double.NaN;
      figures.add(GatewayFigures.of(us, limit, theirs == null ? null : measured(what, theirs)));
    }
    return new Summary(figures);
  }

  private HttpLoad.Series measured(GatewayCase what, HttpLoad load) {
    load.run(what, CLIENTS, WARM_UP);
    HttpLoad.Series series = load.run(what, CLIENTS, time);
    if (series.failed() > 0 || series.shed() > 0) {
      throw new IllegalStateException(
          "%s: %d refused, %d shed".formatted(what.label(), series.failed(), series.shed()));
    }
    return series;
  }
}
