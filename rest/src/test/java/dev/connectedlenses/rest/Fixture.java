package dev.connectedlenses.rest;

import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.rest.DbSettings.TxEnd;
import dev.connectedlenses.rest.auth.JwtKey;
import dev.connectedlenses.rest.auth.JwtSettings;
import dev.connectedlenses.rest.auth.TokenVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;

/** The database of the recorded exchanges, and the data API on it. */
public final class Fixture implements AutoCloseable {

  private static final List<String> SCHEMAS =
      List.of("public", "lensers", "agents", "lenses", "ai");

  private final TestDatabase database = TestDatabase.empty();
  private final RestService service;

  private Fixture(RestConfig config) {
    load();
    service =
        RestService.open(
            database.database(), config, new TokenVerifier(config.jwt(), InstantSource.system()));
  }

  /** With exactly the settings of the recorded exchanges. */
  public static Fixture conformance() {
    return new Fixture(config());
  }

  /** With other settings. */
  public static Fixture with(RestConfig config) {
    return new Fixture(config);
  }

  /** The settings of the recorded exchanges. */
  public static RestConfig config() {
    JwtKey key = JwtKey.hs256(Tokens.SECRET.getBytes(StandardCharsets.UTF_8));
    return RestConfig.of(
            DbSettings.of(SCHEMAS, "anon")
                .withMaxRows(1000L)
                .withTxEnd(TxEnd.COMMIT_ALLOW_OVERRIDE),
            JwtSettings.of(List.of(key)))
        .withHttp(HttpSettings.DEFAULTS.withPlansAndAggregates(true, true));
  }

  public RestService service() {
    return service;
  }

  public TestDatabase database() {
    return database;
  }

  /** Answers a request given as the client writes it. */
  public RestResponse get(String pathAndQuery, String... headers) {
    return send("GET", pathAndQuery, null, headers);
  }

  /** Answers a request with a body. */
  public RestResponse send(
      String method,
      String pathAndQuery,
      @org.jspecify.annotations.Nullable String body,
      String... headers) {
    int question = pathAndQuery.indexOf('?');
    return service.handle(
        new RestRequest(
            method,
            question < 0 ? pathAndQuery : pathAndQuery.substring(0, question),
            question < 0 ? null : pathAndQuery.substring(question + 1),
            Headers.of(headers),
            body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8)));
  }

  private void load() {
    load(database);
  }

  /** Puts the recorded exchanges' objects and rows into an empty database. */
  public static void load(TestDatabase database) {
    String name = "\"" + database.url().database() + "\"";
    String script = resource("fixture.sql").replace(":\"DBNAME\"", name);
    database
        .admin()
        .useHandle(handle -> {
          try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute("alter role service_role bypassrls");
            statement.execute(script);
          } catch (SQLException e) {
            throw new IllegalStateException("the fixture does not load", e);
          }
        });
  }

  /** A file of the recorded exchanges. */
  static String resource(String name) {
    try (InputStream in = Fixture.class.getResourceAsStream("/data-api/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    service.close();
    database.close();
  }
}
