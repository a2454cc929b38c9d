package dev.connectedlenses.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedPostgresTest {

  /** What a user waits for after a crash, on a machine that does nothing else, times three. */
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  private final Folders folders;
  private final Path made;

  EmbeddedPostgresTest() throws IOException {
    folders = new Folders();
    made = folders.fresh();
  }

  /** A data directory with one row in it, cleanly stopped; tests work on copies. */
  @BeforeAll
  void makeOne() throws SQLException {
    try (EmbeddedPostgres postgres = start(made)) {
      ask(postgres.url(), "create table kept as select 42 as answer; select 'made'");
    }
  }

  @AfterAll
  void close() throws IOException {
    folders.close();
  }

  private static EmbeddedPostgres start(Path folder) {
    return EmbeddedPostgres.start(EmbeddedOptions.in(folder).withBinariesIn(Folders.programs()));
  }

  private static String ask(ServerUrl url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url.jdbc(), url.login());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      while (statement.getResultSet() == null) {
        statement.getMoreResults();
      }
      ResultSet rows = statement.getResultSet();
      rows.next();
      return rows.getString(1);
    }
  }

  private static String kept(EmbeddedPostgres postgres) throws SQLException {
    return ask(postgres.url(), "select answer from kept");
  }

  @Test
  void dataAndPortSurviveARestart() throws Exception {
    Path folder = folders.copyOf(made);
    int port;
    try (EmbeddedPostgres postgres = start(folder)) {
      port = postgres.url().port();
      assertThat(kept(postgres)).isEqualTo("42");
    }
    try (EmbeddedPostgres postgres = start(folder)) {
      assertThat(postgres.url().port()).isEqualTo(port);
      assertThat(kept(postgres)).isEqualTo("42");
    }
    String log = Files.readString(newest(folder.resolve("log")));
    assertThat(log).contains("database system was shut down").doesNotContain("interrupted");
  }

  private static Path newest(Path logs) throws IOException {
    try (var files = Files.newDirectoryStream(logs, "postgresql-*.log")) {
      return files.iterator().next();
    }
  }

  @Test
  void theServerIsClosedToEverybodyElse() throws Exception {
    Path folder = folders.copyOf(made);
    try (EmbeddedPostgres postgres = start(folder)) {
      ServerUrl url = postgres.url();
      assertThat(ask(url, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(url, "show unix_socket_directories")).isEmpty();
      assertThat(ask(url, "show fsync")).isEqualTo("on");
      assertThat(ask(url, "show client_connection_check_interval")).isEqualTo("1s");
      assertThat(ask(url, "select concat(datlocprovider, datlocale) from pg_database limit 1"))
          .isEqualTo("bC.UTF-8");
      assertThat(mode(folder)).isEqualTo("rwx------");
      assertThat(mode(folder.resolve("admin-password"))).isEqualTo("rw-------");
      ServerUrl guess = url.as("postgres", "guess");
      assertThatThrownBy(() -> DriverManager.getConnection(guess.jdbc(), guess.login()))
          .hasMessageContaining("password authentication failed");
      String owner = ProcessHandle.of(postgres.pid()).orElseThrow().info().user().orElseThrow();
      assertThat(owner).isNotEqualTo("root").isEqualTo(Files.getOwner(folder).getName());
    }
  }

  /** The application's environment may hold secrets. */
  @Test
  void theServerIsToldToKeepItsMemoryAndNothingOfOurEnvironment() throws Exception {
    try (EmbeddedPostgres postgres = start(folders.copyOf(made))) {
      String all = Files.readString(Path.of("/proc", Long.toString(postgres.pid()), "environ"));
      assertThat(all.split("\0"))
          .contains("MALLOC_TRIM_THRESHOLD_=4194304", "MALLOC_MMAP_THRESHOLD_=2097152")
          .allMatch(
              one -> one.matches("(MALLOC_\\w+|PATH|LC_ALL|PG\\w+)=.*"), "not the application's");
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aServerLeftByAKilledApplicationIsReplaced() throws Exception {
    Path folder = folders.copyOf(made);
    ProcessHandle left;
    try (EmbeddedApp app = EmbeddedApp.start(folder)) {
      left = app.server();
      app.kill();
    }
    assertThat(left.isAlive()).isTrue();
    try (EmbeddedPostgres postgres = start(folder)) {
      assertThat(postgres.pid()).isNotEqualTo(left.pid());
      assertThat(left.isAlive()).isFalse();
      assertThat(kept(postgres)).isEqualTo("42");
    }
  }

  @Test
  void acknowledgedWorkSurvivesTheDeathOfApplicationAndServer() throws Exception {
    Path folder = folders.copyOf(made);
    try (EmbeddedApp app = EmbeddedApp.start(folder)) {
      ServerUrl url = url(folder);
      ask(url, "insert into kept select generate_series(100, 199); select 'acknowledged'");
      app.server().destroyForcibly();
      app.kill();
    }
    long begin = System.nanoTime();
    try (EmbeddedPostgres postgres = start(folder)) {
      assertThat(ask(postgres.url(), "select count(*) from kept")).isEqualTo("101");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(RECOVERY);
    }
  }

  private static ServerUrl url(Path folder) throws IOException {
    int port = Integer.parseInt(Files.readString(folder.resolve("port")).strip());
    String password = Files.readString(folder.resolve("admin-password")).strip();
    return new ServerUrl(
        "127.0.0.1", port, EmbeddedPostgres.DATABASE, "postgres", password, java.util.Map.of());
  }

  @Test
  void aServerThatDiesComesBackOnItsPort() throws Exception {
    Path folder = folders.copyOf(made);
    try (EmbeddedPostgres postgres = start(folder)) {
      ServerUrl url = postgres.url();
      long first = postgres.pid();
      ask(url, "insert into kept values (7); select 'acknowledged'");
      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      String count =
          Await.value(
              "the first write after the crash",
              RECOVERY,
              () -> ask(url, "insert into kept values (8); select count(*) from kept"));
      assertThat(count).isEqualTo("3");
      assertThat(postgres.pid()).isNotEqualTo(first);
    }
    assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
  }

  @Test
  void aPidFileThatNamesSomebodyElseIsNoObstacle() throws Exception {
    Path folder = folders.copyOf(made);
    long someoneElse = ProcessHandle.current().pid();
    Files.writeString(folder.resolve("cluster/postmaster.pid"), someoneElse + "\n" + folder + "\n");
    try (EmbeddedPostgres postgres = start(folder)) {
      assertThat(kept(postgres)).isEqualTo("42");
    }
  }

  @Test
  void aTakenPortIsAvoided() throws Exception {
    Path folder = folders.copyOf(made);
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Files.writeString(folder.resolve("port"), Integer.toString(other.getLocalPort()));
      try (EmbeddedPostgres postgres = start(folder)) {
        assertThat(postgres.url().port()).isNotEqualTo(other.getLocalPort());
        assertThat(kept(postgres)).isEqualTo("42");
      }
    }
  }

  @Test
  void settingsOfTheOperatorComeLast() throws Exception {
    Path folder = folders.copyOf(made);
    Files.writeString(folder.resolve("postgresql.local.conf"), "max_connections = 33\n");
    try (EmbeddedPostgres postgres = start(folder)) {
      assertThat(ask(postgres.url(), "show max_connections")).isEqualTo("33");
    }
  }

  @Test
  void anEphemeralServerLeavesNothing() throws Exception {
    Path folder;
    EmbeddedOptions options =
        EmbeddedOptions.temporary().withBinariesIn(Folders.programs()).withoutFsync();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
      folder = postgres.dataDirectory();
      assertThat(ask(postgres.url(), "show fsync")).isEqualTo("off");
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void whatADeadProcessLeftInTheTemporaryFolderIsSwept() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path left = Files.createTempDirectory("clens-ephemeral-" + dead.pid() + "-");
    try (EmbeddedPostgres postgres = start(folders.copyOf(made))) {
      assertThat(kept(postgres)).isEqualTo("42");
      assertThat(left).doesNotExist();
    }
  }
}
