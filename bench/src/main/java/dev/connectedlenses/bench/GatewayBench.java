package dev.connectedlenses.bench;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.embedded.EmbeddedOptions;
import dev.connectedlenses.database.embedded.EmbeddedPostgres;
import dev.connectedlenses.rest.RestSettings;
import dev.connectedlenses.server.DataApiServer;
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
      "usage: clens bench gateway [--seconds N] [--series N] [--postgres URL] [--postgrest URL]";
  private static final Set<String> OPTIONS =
      Set.of("--seconds", "--series", "--postgres", "--postgrest");
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final int CLIENTS = 16;
  private static final int CROWD = 400;
  private static final int HOSTILE = 50;
  private static final int FEW = 4;

  private final Duration time;
  private final int series;
  private final Path folder;
  private final @Nullable URI postgrest;
  private final PrintStream out;

  GatewayBench(int seconds, int series, Path folder, @Nullable URI postgrest, PrintStream out) {
    this.time = Duration.ofSeconds(seconds);
    this.series = series;
    this.folder = folder;
    this.postgrest = postgrest;
    this.out = out;
  }

  public static void main(String[] arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < arguments.length; i += 2) {
      if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
        System.err.println(USAGE);
        System.exit(2);
      }
      options.put(arguments[i], arguments[i + 1]);
    }
    String postgrest = options.get("--postgrest");
    new GatewayBench(
            Integer.parseInt(options.getOrDefault("--seconds", "10")),
            Integer.parseInt(options.getOrDefault("--series", "1")),
            Path.of(System.getProperty("bench.dir", "bench")).resolve("gateway"),
            postgrest == null ? null : URI.create(postgrest),
            System.out)
        .run(options.get("--postgres"));
  }

  /** On a database of one's own, which PostgREST serves too, or on an embedded one. */
  void run(@Nullable String url) {
    if (url != null) {
      on(ServerUrl.parse(url));
      return;
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(EmbeddedOptions.temporary())) {
      on(postgres.url());
    }
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
                "server-max-requests", "64",
                "jwt-secret", SECRET));
    ServerUrl login = admin.as("bench_door", "bench-door");
    try (DataApiServer server = server(login, settings)) {
      HttpLoad ours = new HttpLoad(server.url(), BenchToken.of(SECRET));
      HttpLoad theirs = postgrest == null ? null : new HttpLoad(postgrest, BenchToken.of(SECRET));
      out.println(GatewayFigures.HEAD);
      for (GatewayCase what : GatewayCase.values()) {
        out.println(GatewayFigures.line(what.label(), row(what, ours, theirs, pgbench)));
      }
      crowd(ours);
    }
    try (DataApiServer server = server(login, settings.and(Map.of("server-max-requests", "16")))) {
      hostile(server.url());
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

  /** A few who ask for one row at a time, alone and beside many who ask for what is dear. */
  private void hostile(URI server) {
    HttpLoad few = new HttpLoad(server, BenchToken.of(SECRET));
    List<Map<String, Double>> figures = new ArrayList<>();
    for (int number = 0; number < series; number++) {
      HttpLoad.Series calm = few.run(GatewayCase.ONE_ROW, FEW, time);
      try (HostileLoad hostile = new HostileLoad(server, SECRET, HOSTILE)) {
        few.run(GatewayCase.ONE_ROW, FEW, WARM_UP);
        HttpLoad.Series beside = few.run(GatewayCase.ONE_ROW, FEW, time);
        figures.add(GatewayFigures.hostile(calm, beside, hostile.served(), hostile.refused()));
      }
    }
    out.println(GatewayFigures.hostileLine(HOSTILE, FEW, new Summary(figures)));
  }

  /** Far more clients than can be served: the rest is told to come back, and does so later. */
  private void crowd(HttpLoad ours) {
    List<Map<String, Double>> figures = new ArrayList<>();
    boolean allSayWhen = true;
    for (int number = 0; number < series; number++) {
      HttpLoad.Series calm = ours.run(GatewayCase.ONE_ROW, CLIENTS, time);
      HttpLoad.Series crowd = ours.run(GatewayCase.ONE_ROW, CROWD, time);
      allSayWhen &= crowd.allSayWhen();
      figures.add(GatewayFigures.crowd(calm, crowd, time));
    }
    out.println(GatewayFigures.crowdLine(CROWD, new Summary(figures), allSayWhen));
  }
}
