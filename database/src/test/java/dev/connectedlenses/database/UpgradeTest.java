package dev.connectedlenses.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A database of every released version comes to today's schema with its rows, also while people and
 * engines use it.
 */
class UpgradeTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Identity OWNER =
      Identity.of(UUID.fromString("a0000000-0000-7000-8000-000000000001"));

  static List<Path> releases() throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(UpgradeTest.class.getResource("/releases"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.filter(file -> file.toString().endsWith(".sql.gz")).sorted().toList();
    }
  }

  /** Databases that hold a release's dump, to be copied. */
  private static final Map<Path, ServerUrl> LOADED = new HashMap<>();

  @AfterAll
  static void dropLoaded() {
    LOADED.values().forEach(UpgradeTest::drop);
    LOADED.clear();
  }

  /** A database as that release left it. */
  private static ServerUrl load(Path release) throws IOException, SQLException {
    ServerUrl loaded = LOADED.get(release);
    if (loaded == null) {
      loaded = restored(release);
      LOADED.put(release, loaded);
    }
    return create("upgraded_" + NUMBER.incrementAndGet(), loaded.database());
  }

  private static ServerUrl create(String name, String template) {
    ServerUrl server = TestServer.template();
    TestServer.jdbi(server.to("postgres"))
        .useHandle(h ->
            h.execute("create database " + name + " template " + template + " strategy file_copy"));
    return server.to(name);
  }

  private static ServerUrl restored(Path release) throws IOException, SQLException {
    ServerUrl url = create("released_" + NUMBER.incrementAndGet(), "template1");
    String script;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(release))) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Properties properties = url.login();
    properties.setProperty("preferQueryMode", "simple");
    try (Connection connection = DriverManager.getConnection(url.jdbc(), properties);
        Statement statement = connection.createStatement()) {
      statement.execute(script);
    }
    return url;
  }

  private static void drop(ServerUrl url) {
    TestServer.jdbi(url.to("postgres"))
        .useHandle(h -> h.execute("drop database " + url.database() + " with (force)"));
  }

  private static List<String> catalog(ServerUrl url) throws IOException {
    String query;
    try (InputStream in = UpgradeTest.class.getResourceAsStream("/golden.sql")) {
      query = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    return TestServer.jdbi(url)
        .withHandle(h ->
            h.createQuery(query)
                .map((row, _) -> plain(row.getString("line")))
                .filter(line -> !line.startsWith("function uuidv7 "))
                .list());
  }

  /** Without what a dump of version 15 writes in another way: the id function, and brackets. */
  private static String plain(String line) {
    return line.replace("public.uuidv7()", "uuidv7()").replaceAll("[()]", "");
  }

  private static List<String> without(List<String> lines, List<String> others) {
    List<String> rest = new ArrayList<>(lines);
    others.forEach(rest::remove);
    return rest;
  }

  private static List<String> rows(ServerUrl url) {
    return TestServer.jdbi(url)
        .withHandle(h ->
            h.createQuery(
                    """
                    select 'lenses ' || (select count(*) from lenses.lenses) || ', runs ' || (select count(*) from lenses.workflow_runs)
                      || ', people ' || (select count(*) from auth.users) || ', memories ' || (select count(*) from agents.memories)
                      || ', audit ' || (select count(*) from audit.log) || ', keys ' || (select count(*) from ai.keys)
                    """)
                .mapTo(String.class)
                .list());
  }

  @ParameterizedTest
  @MethodSource("releases")
  void aReleasedDatabaseBecomesTodays(Path release) throws Exception {
    ServerUrl url = load(release);
    List<String> before = rows(url);
    assertThat(before.getFirst()).doesNotContain("lenses 0").doesNotContain("keys 0");

    assertThat(new Migrator(url).migrate()).isPositive();

    assertThat(new Migrator(url).migrate()).as("the second time").isZero();
    assertThat(rows(url)).isEqualTo(before);
    try (TestDatabase fresh = TestDatabase.create()) {
      assertThat(without(catalog(url), catalog(fresh.url()))).as("left over").isEmpty();
      assertThat(without(catalog(fresh.url()), catalog(url))).as("missing").isEmpty();
    }
    drop(url);
  }

  @Test
  void everyReleaseHasItsDump() throws Exception {
    assertThat(releases())
        .extracting(file -> file.getFileName().toString())
        .contains("0.1.0.sql.gz");
  }

  @Test
  void peopleAndEnginesNoticeNothingOfAnUpgrade() throws Exception {
    ServerUrl url = load(releases().getFirst());
    new LoginRoles(url).setPasswords(DriverManager.getConnection(url.jdbc(), url.login()));
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger done = new AtomicInteger();
    try (Database database = Database.open(url, DatabaseOptions.defaults());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> traffic = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        String name = "lens " + thread;
        traffic.add(
            threads.submit(() -> {
              while (!over.get()) {
                write(database, name + " " + done.incrementAndGet());
                read(database);
              }
            }));
      }
      int during;
      try {
        Await.until("traffic flows", () -> done.get() > 20);
        int before = done.get();
        assertThat(new Migrator(url).migrate()).isPositive();
        during = done.get() - before;
      } finally {
        over.set(true);
      }
      for (Future<?> one : traffic) {
        one.get();
      }
      assertThat(during).as("requests answered while the schema changed").isPositive();
      assertThat(lenses(url)).as("every acknowledged lens").isEqualTo(done.get());
    }
    drop(url);
  }

  private static void write(Database database, String title) {
    database.asUser(
        OWNER,
        handle ->
            handle
                .createQuery("select public.fn_create_lens('private', 'Say: [[text]]', ?)")
                .bind(0, title)
                .mapTo(UUID.class)
                .one());
    database.asEngine(handle ->
        handle.createQuery("select count(*) from engine.run_queue").mapTo(Long.class).one());
  }

  private static void read(Database database) {
    database.asUser(
        OWNER,
        handle ->
            handle
                .createQuery("select count(*) from public.fn_get_my_lenses(0, 20)")
                .mapTo(Long.class)
                .one());
  }

  private static int lenses(ServerUrl url) {
    return TestServer.jdbi(url)
        .withHandle(h ->
            h.createQuery("select count(*) from lenses.lenses where title like 'lens %'")
                .mapTo(Integer.class)
                .one());
  }

  /** A table that got columns since every release. */
  private static final String READ = "select count(*) from lenses.workflow_schedules";

  private static long read(ServerUrl url) {
    return TestServer.jdbi(url).withHandle(h -> h.createQuery(READ).mapTo(Long.class).one());
  }

  @Test
  void aLongReadOnlyDelaysAnUpgradeAndHoldsNobodyElseUp() throws Exception {
    ServerUrl url = load(releases().getFirst());
    long before = read(url);
    Signal<String> reading = new Signal<>("a report reads");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> answered =
          threads.submit(() ->
              TestServer.jdbi(url)
                  .inTransaction(h -> {
                    h.createQuery(READ).mapTo(Long.class).one();
                    reading.emit("reading");
                    Await.until("the upgrade waits for a lock", () -> waiting(url) > 0);
                    // who comes now stands behind the upgrade, which gives up while the report
                    // reads
                    return read(url);
                  }));
      reading.await();
      assertThat(new Migrator(url).migrate()).isPositive();
      assertThat(answered.get(60, TimeUnit.SECONDS)).isEqualTo(before);
    }
    assertThat(new Migrator(url).migrate()).isZero();
    drop(url);
  }

  @Test
  void whoeverKeepsATableLockedIsNamedAsTheReason() throws Exception {
    ServerUrl url = load(releases().getFirst());
    TestServer.jdbi(url)
        .useTransaction(h -> {
          h.createQuery(READ).mapTo(Long.class).one();
          assertThatThrownBy(() -> new Migrator(url, Duration.ofMillis(50)).migrate())
              .isInstanceOf(StartRefusedException.class)
              .hasMessageContainingAll(
                  "could not be migrated", "kept a table locked", "start again");
        });
    assertThat(new Migrator(url).migrate()).as("once it is free").isPositive();
    drop(url);
  }

  /** Whether a price was read from its source is said of every price, and never claimed later. */
  @ParameterizedTest
  @MethodSource("releases")
  void pricesOfEarlierReleasesAreMarked(Path release) throws Exception {
    ServerUrl url = load(release);
    TestServer.jdbi(url)
        .useHandle(h ->
            h.execute(
                "update ai.models set metadata = metadata || '{\"price_verified\": true}' where key = 'llama3.2'"));
    assertThat(prices(url)).contains("writer null", "gpt-5-mini null", "llama3.2 true");

    new Migrator(url).migrate();

    assertThat(prices(url))
        .contains("writer true", "gpt-5-mini false", "llama3.2 true")
        .noneMatch(price -> price.endsWith(" null"));
    drop(url);
  }

  private static List<String> prices(ServerUrl url) {
    return TestServer.jdbi(url)
        .withHandle(h ->
            h.createQuery(
                    """
                    select m.key || ' ' || coalesce(m.metadata ->> 'price_verified', 'null') from ai.models m
                    where exists (select from ai.model_pricing p where p.model_id = m.id)
                    """)
                .mapTo(String.class)
                .list());
  }

  private static int waiting(ServerUrl url) {
    return TestServer.jdbi(url)
        .withHandle(h ->
            h.createQuery(
                    """
                    select count(*) from pg_stat_activity
                    where pid <> pg_backend_pid() and datname = current_database() and wait_event_type = 'Lock'
                    """)
                .mapTo(Integer.class)
                .one());
  }
}
