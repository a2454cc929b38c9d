package dev.connectedlenses.app;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.rest.RestSettings;
import dev.connectedlenses.server.DataApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clens rest}: the data API alone, on a PostgreSQL that holds nothing of ours. */
@Command(
    description =
        "Serve a PostgreSQL of yours with the data API alone. The address's user must be allowed to"
            + " take on the roles of callers. PostgREST's settings are read from PGRST_* too.",
    mixinStandardHelpOptions = true)
final class RestCommand implements Callable<Integer> {
  private static final int DEFAULT_PORT = 3000;

  private final StopSignal stop = new StopSignal();

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      description = "The database, entered as the address says; also PGRST_DB_URI.")
  @Nullable String postgres;

  @Option(
      names = "--schemas",
      paramLabel = "A,B",
      description = "The schemas to serve; the first is the default. Default: public.")
  @Nullable String schemas;

  @Option(names = "--host", description = "The address to listen on. Default: 127.0.0.1.")
  @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port; 0 takes a free one. Default: 3000.")
  @Nullable Integer port;

  @Option(
      names = "--anon-role",
      paramLabel = "R",
      description = "The role of requests without a token; none refuses them.")
  @Nullable String anonRole;

  @Option(
      names = "--jwt-secret",
      paramLabel = "S",
      description = "What tokens are checked with: a secret of 32 bytes or more, a JWK or a JWKS.")
  @Nullable String jwtSecret;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Any other setting by PostgREST's name, as in --set db-max-rows=1000.")
  Map<String, String> others = new LinkedHashMap<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in PostgREST's form, name = \"value\"; flags and PGRST_* win.")
  @Nullable Path config;

  @Option(
      names = "--conformance",
      description = "Take the settings of the recorded exchanges with PostgREST, and no others.")
  boolean conformance;

  @Override
  public Integer call() throws InterruptedException {
    RestSettings settings = settings(System.getenv());
    try (DataApiServer server = DataApiServer.start(login(settings), settings, address(settings))) {
      ReloadSignals.call(server::reload);
      server.whenLost(settings, stop::ask);
      System.err.println("serving at " + server.url());
      stop.await();
    } finally {
      stop.finished();
    }
    return stop.wasAsked() ? 1 : 0;
  }

  /** Flags win over the environment. */
  RestSettings settings(Map<String, String> environment) {
    Map<String, String> flags = new LinkedHashMap<>(others);
    put(flags, "db-uri", postgres);
    put(flags, "server-host", host);
    put(flags, "server-port", port == null ? null : port.toString());
    if (conformance) {
      flags.keySet().removeAll(others.keySet());
      return RestSettings.CONFORMANCE.and(flags);
    }
    put(flags, "db-schemas", schemas);
    put(flags, "db-anon-role", anonRole);
    put(flags, "jwt-secret", jwtSecret);
    return file().and(RestSettings.environment(environment).values()).and(flags);
  }

  private RestSettings file() {
    if (config == null) {
      return RestSettings.NONE;
    }
    try {
      return RestSettings.file(Files.readString(config));
    } catch (IOException e) {
      throw new StartRefusedException("%s cannot be read; check --config".formatted(config), e);
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException("%s: %s".formatted(config, e.getMessage()), e);
    }
  }

  private static void put(Map<String, String> flags, String name, @Nullable String value) {
    if (value != null) {
      flags.put(name, value);
    }
  }

  private static ServerUrl login(RestSettings settings) {
    String url = settings.text("db_uri");
    if (url == null) {
      throw new StartRefusedException("no database given; use --postgres URL or PGRST_DB_URI");
    }
    return ServerUrl.parse(url);
  }

  private static DataApiServer.Address address(RestSettings settings) {
    String host = settings.text("server_host");
    String port = settings.text("server_port");
    if (port != null && !port.matches("\\d{1,5}")) {
      throw new StartRefusedException(
          "\"%s\" is no port; give one from 0 (any free one) to 65535".formatted(port));
    }
    return new DataApiServer.Address(
        host == null ? "127.0.0.1" : host, port == null ? DEFAULT_PORT : Integer.parseInt(port));
  }
}
