package dev.connectedlenses.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Signal;
import dev.connectedlenses.testkit.TcpProxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A real database that goes away and comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwayTest {

  private static final RestSettings SETTINGS =
      new RestSettings(Map.of("db-schemas", "app", "db-anon-role", "anon", "db-config", "false"));

  private final TestDatabase database = TestDatabase.empty();

  @BeforeAll
  void prepare() {
    database
        .admin()
        .useHandle(h -> {
          h.execute("create schema app");
          h.execute("grant usage on schema app to anon");
        });
    table("first");
  }

  @AfterAll
  void close() {
    database.close();
  }

  private void table(String name) {
    database
        .admin()
        .useHandle(h -> {
          h.execute("create table app." + name + " (id int primary key)");
          h.execute("grant select on app." + name + " to anon");
        });
  }

  private Database through(TcpProxy proxy) {
    ServerUrl url = database.url();
    ServerUrl detour =
        new ServerUrl(
            "127.0.0.1",
            proxy.port(),
            url.database(),
            url.user(),
            url.password(),
            url.parameters());
    DatabaseOptions options = DatabaseOptions.defaults().withConnections(2, 1);
    return Database.guest(detour, options.with(Duration.ofSeconds(2), options.keeping()));
  }

  private static RestResponse get(RestService service, String path) {
    return service.handle(RestRequest.of("GET", path, ""));
  }

  private static String code(RestResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8)
        .replaceAll(".*\"code\":\"(\\w+)\".*", "$1");
  }

  @Test
  void itIsFoundAgainAndItsCatalogsAreReadAnew() {
    try (TcpProxy proxy = TcpProxy.to(database.url().port());
        Database far = through(proxy);
        RestService service = RestService.open(far, SETTINGS, InstantSource.system())) {
      Signal<String> lost = new Signal<>("the database is lost");
      service.whenLost(() -> lost.emit("lost"));
      assertThat(get(service, "/first").status()).isEqualTo(200);

      proxy.refuse();
      RestResponse broken = get(service, "/first");
      assertThat(broken.status()).isEqualTo(503);
      assertThat(broken.header("Retry-After")).isNotNull();
      lost.await();
      assertThat(service.ready()).isFalse();
      for (String path : java.util.List.of("/first", "/", "/rpc/nothing")) {
        RestResponse refused = get(service, path);
        assertThat(refused.status()).as(path).isIn(503, 404);
      }
      RestResponse refused = get(service, "/first");
      assertThat(code(refused)).isEqualTo("PGRST000");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).matches("[1-9]\\d*");
      assertThat(service.batch(batch()).status()).isEqualTo(503);

      table("second");
      proxy.restore();
      Await.until("the new table is known", () -> get(service, "/second").status() == 200);
      assertThat(service.ready()).isTrue();
      assertThat(get(service, "/first").status()).isEqualTo(200);
    }
  }

  private static RestRequest batch() {
    byte[] body = "[{\"method\":\"GET\",\"path\":\"/first\"}]".getBytes(StandardCharsets.UTF_8);
    return new RestRequest("POST", "/", null, Headers.NONE, body);
  }

  @Test
  void whoStartsFirstWaitsForIt() {
    try (TcpProxy proxy = TcpProxy.to(database.url().port())) {
      proxy.refuse();
      try (Database far = through(proxy);
          RestService service = RestService.open(far, SETTINGS, InstantSource.system())) {
        RestResponse early = get(service, "/first");
        assertThat(early.status()).isEqualTo(503);
        assertThat(code(early)).isEqualTo("PGRST002");
        assertThat(early.header("Retry-After")).matches("[1-9]\\d*");
        proxy.restore();
        Await.until("it answers", () -> get(service, "/first").status() == 200);
      }
    }
  }

  @Test
  void aSessionThatIsEndedIsNoLossOfTheDatabase() {
    try (Database own = Database.guest(database.url(), DatabaseOptions.defaults());
        RestService service = RestService.open(own, SETTINGS, InstantSource.system())) {
      assertThat(get(service, "/first").status()).isEqualTo(200);
      database
          .admin()
          .useHandle(h ->
              h.execute(
                  "select pg_terminate_backend(pid) from pg_stat_activity"
                      + " where pid <> pg_backend_pid() and datname = current_database()"));
      service.doubt();
      Await.until("it answers again", () -> get(service, "/first").status() == 200);
      assertThat(service.ready()).isTrue();
    }
  }
}
