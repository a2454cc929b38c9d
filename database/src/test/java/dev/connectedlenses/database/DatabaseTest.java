package dev.connectedlenses.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.testkit.TcpProxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTest {

  private static final UserSettings ANON = UserSettings.of(Identity.ANONYMOUS);
  private static final String WHO =
      "select current_user || ' ' || coalesce(current_setting('request.jwt.claims', true), '')"
          + " || ' ' || current_setting('statement_timeout')";

  private final TestDatabase test = TestDatabase.create();
  private Database one = oneConnection(test.url(), Duration.ofSeconds(12));

  @BeforeAll
  void prepare() {
    test.admin()
        .useHandle(handle -> {
          handle.execute("create table public.notes (id int primary key, owner text)");
          handle.execute("grant select, insert on public.notes to authenticated, engine_worker");
          handle.execute("grant usage on schema public to authenticated, engine_worker");
          handle.execute("alter table public.notes enable row level security");
          handle.execute(
              "create policy own on public.notes to authenticated using (owner ="
                  + " current_setting('request.jwt.claims')::json ->> 'sub')");
          handle.execute("create policy all_rows on public.notes to engine_worker using (true)");
        });
  }

  @AfterAll
  void close() {
    one.close();
    test.close();
  }

  private static Database oneConnection(ServerUrl url, Duration silence) {
    return Database.open(url, new DatabaseOptions(1, 1, Duration.ofSeconds(10), silence));
  }

  private static String text(ResultSet rows) throws SQLException {
    rows.next();
    return rows.getString(1);
  }

  @Test
  void settingsHoldForTheStatementAndNoLonger() throws SQLException {
    UUID user = UUID.fromString("00000000-0000-7000-8000-000000000001");
    UserSettings settings = UserSettings.of(Identity.of(user)).with("statement_timeout", "1234ms");

    assertThat(one.asUser(settings, WHO, Binder.NONE, DatabaseTest::text))
        .startsWith("authenticated {")
        .contains(user.toString())
        .endsWith(" 1234ms");
    assertThat(
            one.asUser(
                new UserSettings(Map.of("role", "anon")), WHO, Binder.NONE, DatabaseTest::text))
        .isEqualTo("anon  8s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"read committed", "repeatable read", "serializable"})
  void aTransactionBeginsAtItsLevelOfIsolation(String level) throws SQLException {
    UserSettings settings = ANON.with("transaction_isolation", level);
    String ask = "select current_setting('transaction_isolation')";
    assertThat(one.asUser(settings, ask, Binder.NONE, DatabaseTest::text)).isEqualTo(level);
    String inSteps =
        one.asUser(settings, handle -> handle.createQuery(ask).mapTo(String.class).one());
    assertThat(inSteps).isEqualTo(level);
    assertThat(one.asUser(ANON, ask, Binder.NONE, DatabaseTest::text)).isEqualTo("read committed");
  }

  @Test
  void levelsOfIsolationAreOnlyThoseThereAre() {
    assertThatThrownBy(() -> ANON.with("transaction_isolation", "serializable; drop table x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("level of isolation");
  }

  @Test
  void aGuestEntersAsTheAddressSays() throws SQLException {
    String role = "guest_" + test.url().database();
    test.admin()
        .useHandle(handle -> {
          handle.execute("create role " + role + " login noinherit password 'x'");
          handle.execute("grant anon to " + role);
        });
    try (Database guest =
        Database.guest(
            test.url().as(role, "x"), DatabaseOptions.defaults().withConnections(1, 1))) {
      String who = "select session_user || ' ' || current_user";
      assertThat(guest.asUser(ANON, who, Binder.NONE, DatabaseTest::text))
          .isEqualTo(role + " anon");
      String other = guest.asEngine(h -> h.createQuery(who).mapTo(String.class).one());
      assertThat(other).isEqualTo(role + " " + role);
    }
  }

  @Test
  void settingsAreGoneAfterAFailureToo() throws SQLException {
    UserSettings settings = ANON.with("request.jwt.claims", "{\"sub\":\"x\"}");
    assertThatThrownBy(() -> one.asUser(settings, "select 1 / 0", Binder.NONE, DatabaseTest::text))
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22012");
    assertThat(
            one.asUser(
                new UserSettings(Map.of("role", "anon")), WHO, Binder.NONE, DatabaseTest::text))
        .isEqualTo("anon  8s");
  }

  @Test
  void settingsAndStatementShareOneRoundTrip() throws SQLException {
    SyncCounter counter = new SyncCounter();
    try (TcpProxy proxy = TcpProxy.to(test.url().port(), counter);
        Database database = oneConnection(through(proxy), Duration.ofSeconds(12))) {
      UserSettings settings = ANON.with("search_path", "public").with("request.method", "GET");
      database.asUser(settings, WHO, Binder.NONE, DatabaseTest::text);
      // The other door's connection says hello too; it must have done so before we count.
      database.asEngine(handle -> handle.execute("select 1"));
      int before = counter.trips();
      for (int i = 0; i < 20; i++) {
        database.asUser(
            settings, "select ?::int", (s, first) -> s.setInt(first, 7), DatabaseTest::text);
      }
      assertThat(counter.trips() - before).isEqualTo(20);
      assertThat(proxy.connections()).as("one for each door").isLessThanOrEqualTo(2);
    }
  }

  @Test
  void theRoleHoldsHoweverOftenAStatementRuns() throws SQLException {
    for (int i = 0; i < 20; i++) {
      String who =
          one.asUser(
              ANON,
              "select current_user::text || ?::text",
              (s, first) -> s.setObject(first, "!", Types.OTHER),
              DatabaseTest::text);
      assertThat(who).as("run %d of a statement with an untyped parameter", i).isEqualTo("anon!");
    }
  }

  @Test
  void aFailedStatementLeavesNoTransactionBehind() throws SQLException {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> one.asUser(ANON, "select 1 / 0", Binder.NONE, DatabaseTest::text))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("division by zero");
      assertThat(one.asUser(ANON, WHO, Binder.NONE, DatabaseTest::text)).startsWith("anon ");
    }
  }

  private ServerUrl through(TcpProxy proxy) {
    ServerUrl url = test.url();
    return new ServerUrl(
        url.host(),
        proxy.port(),
        url.database(),
        url.user(),
        url.password(),
        Map.of("sslmode", "disable", "gssEncMode", "disable"));
  }

  @Test
  void rowSecuritySeesTheCaller() throws SQLException {
    one.asEngine(
        handle -> handle.execute("insert into public.notes values (1, 'ann'), (2, 'bob')"));
    String count = "select count(*)::text from public.notes where id < 3";
    assertThat(one.asUser(as("ann"), count, Binder.NONE, DatabaseTest::text)).isEqualTo("1");
    assertThat(one.asUser(as("eve"), count, Binder.NONE, DatabaseTest::text)).isEqualTo("0");
    assertThatThrownBy(() -> one.asUser(ANON, count, Binder.NONE, DatabaseTest::text))
        .hasMessageContaining("permission denied");
  }

  private static UserSettings as(String sub) {
    return UserSettings.of(new Identity("authenticated", "{\"sub\":\"" + sub + "\"}", null));
  }

  @Test
  void theTimeLimitOfTheSettingsCutsTheStatement() {
    UserSettings settings = ANON.with("statement_timeout", "50ms");
    assertThatThrownBy(
            () -> one.asUser(settings, "select pg_sleep(20)", Binder.NONE, DatabaseTest::text))
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("57014");
  }

  @Test
  void aReadOnlyRequestWritesNothing() {
    UserSettings settings = as("ann").with("transaction_read_only", "on");
    assertThatThrownBy(() ->
            one.asUser(
                settings,
                "insert into public.notes values (10, 'ann') returning id::text",
                Binder.NONE,
                DatabaseTest::text))
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("25006");
  }

  @Test
  void aStatementThatOpensATransactionDoesNotPassItOn() throws SQLException {
    assertThatThrownBy(() -> one.asUser(ANON, "begin", Binder.NONE, DatabaseTest::text))
        .hasMessageContaining("returned no rows");
    assertThat(
            one.asUser(
                new UserSettings(Map.of("role", "anon")), WHO, Binder.NONE, DatabaseTest::text))
        .isEqualTo("anon  8s");
  }

  @Test
  void severalStatementsOfAUserAreOneTransaction() throws SQLException {
    Identity ann = new Identity("authenticated", "{\"sub\":\"ann\"}", null);
    assertThatThrownBy(() ->
            one.asUser(
                ann,
                handle -> {
                  handle.execute("insert into public.notes values (20, 'ann')");
                  return handle.execute("insert into public.notes values (20, 'ann')");
                }))
        .isInstanceOf(UnableToExecuteStatementException.class);
    int inserted =
        one.asUser(ann, handle -> handle.execute("insert into public.notes values (21, 'ann')"));
    assertThat(inserted).isEqualTo(1);
    List<Integer> kept =
        test.admin()
            .withHandle(h ->
                h.createQuery("select id from public.notes where id >= 20")
                    .mapTo(Integer.class)
                    .list());
    assertThat(kept).containsExactly(21);
    assertThat(
            one.asUser(
                new UserSettings(Map.of("role", "anon")), WHO, Binder.NONE, DatabaseTest::text))
        .isEqualTo("anon  8s");
  }

  @Test
  void oneCallersWorkInsideAnothersStaysApart() {
    Identity ann = new Identity("authenticated", "{\"sub\":\"ann\"}", null);
    List<String> seen =
        test.database()
            .asUser(
                ann,
                outer -> {
                  String inner =
                      test.database()
                          .asUser(
                              Identity.ANONYMOUS,
                              h -> h.createQuery(WHO).mapTo(String.class).one());
                  return List.of(inner, outer.createQuery(WHO).mapTo(String.class).one());
                });
    assertThat(seen.get(0)).startsWith("anon {");
    assertThat(seen.get(1)).startsWith("authenticated {").contains("ann");
  }

  @Test
  void aRoleThatTheGatewayMayNotTakeIsRefused() {
    UserSettings settings = new UserSettings(Map.of("role", "clens_owner"));
    assertThatThrownBy(() -> one.asUser(settings, "select 'in'", Binder.NONE, DatabaseTest::text))
        .hasMessageContaining("permission denied to set role");
  }

  @Test
  void theEngineDoorBindsUuidsAndArrays() {
    UUID first = new UUID(1, 2);
    UUID second = new UUID(3, 4);
    List<UUID> found =
        test.database()
            .asEngine(handle ->
                handle
                    .createQuery("select id from unnest(:ids) as id where id <> :not order by id")
                    .bindArray("ids", UUID.class, List.of(first, second))
                    .bind("not", first)
                    .mapTo(UUID.class)
                    .list());
    assertThat(found).containsExactly(second);
  }

  @Test
  void whoStandsInLineForTheEnginesConnectionsOutlastsThePoolsPatience() throws Exception {
    DatabaseOptions options =
        new DatabaseOptions(1, 1, Duration.ofMillis(500), Duration.ofSeconds(12));
    CountDownLatch busy = new CountDownLatch(1);
    try (Database database = Database.open(test.url(), options);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> longer =
          threads.submit(() ->
              database.asEngine(handle -> {
                busy.countDown();
                return handle
                    .createQuery("select pg_sleep(0.8) is not null")
                    .mapTo(Boolean.class)
                    .one();
              }));
      busy.await();
      Callable<Integer> question =
          () -> database.asEngine(h -> h.createQuery("select 1").mapTo(Integer.class).one());
      for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(20, question))) {
        assertThat(answer.get()).isEqualTo(1);
      }
      assertThat(longer.get()).isTrue();
      assertThat(
              database
                  .forKeeper()
                  .<String, RuntimeException>asEngine(
                      h -> h.createQuery("select session_user").mapTo(String.class).one()))
          .isEqualTo(RolePasswords.ENGINE);
    }
  }

  @Test
  void aLineThatFellSilentIsGivenUp() throws SQLException {
    try (TcpProxy proxy = TcpProxy.to(test.url().port());
        Database database = oneConnection(through(proxy), Duration.ofSeconds(1))) {
      assertThat(database.asUser(ANON, "select 'up'", Binder.NONE, DatabaseTest::text))
          .isEqualTo("up");
      proxy.silence();
      assertThatThrownBy(() -> database.asUser(ANON, "select 1", Binder.NONE, DatabaseTest::text))
          .isInstanceOf(SQLException.class);
      proxy.restore();
      assertThat(database.asUser(ANON, "select 'again'", Binder.NONE, DatabaseTest::text))
          .isEqualTo("again");
    }
  }

  @Test
  void aBackendThatWasKilledIsReplaced() throws SQLException {
    String pid = one.asUser(ANON, "select pg_backend_pid()::text", Binder.NONE, DatabaseTest::text);
    assertThatThrownBy(() ->
            one.asUser(
                as("ann"),
                handle -> {
                  test.admin()
                      .useHandle(h ->
                          h.execute(
                              "select pg_terminate_backend(?, 10000)", Integer.parseInt(pid)));
                  return handle.execute("select 1");
                }))
        .isInstanceOf(RuntimeException.class);
    assertThat(one.asUser(ANON, "select pg_backend_pid()::text", Binder.NONE, DatabaseTest::text))
        .isNotEqualTo(pid);
  }
}
