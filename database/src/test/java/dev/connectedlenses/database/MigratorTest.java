package dev.connectedlenses.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.testkit.Await;
import dev.connectedlenses.testkit.Signal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MigratorTest {

  private static ServerUrl emptyDatabase(String name, String owner) {
    ServerUrl server = TestServer.template().to("postgres");
    Jdbi jdbi = TestServer.jdbi(server);
    jdbi.useHandle(h -> {
      h.execute("drop database if exists " + name + " with (force)");
      h.execute("create database " + name + " template template0 owner " + owner);
    });
    return server.to(name);
  }

  private static void drop(ServerUrl url) {
    TestServer.jdbi(TestServer.template().to("postgres"))
        .useHandle(h -> h.execute("drop database " + url.database() + " with (force)"));
  }

  @Test
  void theSecondTimeThereIsNothingToDo() {
    try (TestDatabase test = TestDatabase.create()) {
      assertThat(new Migrator(test.url()).migrate()).isZero();
    }
  }

  @Test
  void everythingBelongsToTheOwnerRoleAndNobodyElse() {
    try (TestDatabase test = TestDatabase.create()) {
      List<String> strays =
          test.admin()
              .withHandle(h ->
                  h.createQuery(
                          """
                          select n.nspname || '.' || c.relname
                          from pg_class c join pg_namespace n on n.oid = c.relnamespace
                          where n.nspname !~ '^pg_|information_schema|migration'
                            and c.relowner <> 'clens_owner'::regrole
                          union all
                          select n.nspname || '.' || p.proname
                          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                          where n.nspname !~ '^pg_|information_schema|migration'
                            and p.proowner <> 'clens_owner'::regrole
                          """)
                      .mapTo(String.class)
                      .list());
      assertThat(strays).isEmpty();
    }
  }

  @Test
  void aForeignDatabaseIsRefusedAndStaysAsItWas() {
    ServerUrl url = emptyDatabase("foreign_database", "postgres");
    Jdbi jdbi = TestServer.jdbi(url);
    jdbi.useHandle(h -> h.execute("create table customers (id int)"));
    assertThatThrownBy(() -> new Migrator(url).migrate())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContainingAll("foreign_database", "not ours", "empty database")
        .hasMessageNotContaining(url.password());
    String schemas =
        jdbi.withHandle(h ->
            h.createQuery(
                    "select string_agg(nspname, ',') from pg_namespace"
                        + " where nspname !~ '^pg_|information_schema'")
                .mapTo(String.class)
                .one());
    assertThat(schemas).isEqualTo("public");
    drop(url);
  }

  @Test
  void anExtensionDoesNotMakeADatabaseForeign() {
    ServerUrl url = emptyDatabase("with_extension", "postgres");
    TestServer.jdbi(url).useHandle(h -> h.execute("create extension pgcrypto schema public"));
    assertThat(new Migrator(url).migrate()).isPositive();
    drop(url);
  }

  @Test
  void twoMigratorsAtOnceApplyEverythingOnce() throws Exception {
    ServerUrl url = emptyDatabase("raced", "postgres");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> migrate = () -> new Migrator(url).migrate();
      List<Future<Integer>> both = threads.invokeAll(List.of(migrate, migrate));
      int applied = both.get(0).get() + both.get(1).get();
      List<String> scripts =
          TestServer.jdbi(url)
              .withHandle(h ->
                  h.createQuery(
                          "select script from migration.history where type = 'SQL' union all select name from migration.code where name <> 'db/schema'")
                      .mapTo(String.class)
                      .list());
      assertThat(scripts).doesNotHaveDuplicates().hasSize(applied).isNotEmpty();
    }
    drop(url);
  }

  @Test
  void onlyTheEditedFileIsAppliedAgain() throws SQLException {
    ServerUrl url = emptyDatabase("edited", "postgres");
    List<CodeFile> files = new ArrayList<>(List.of(answers("one", 1), answers("two", 2)));
    Jdbi jdbi = schemas(url);
    assertThat(apply(url, files)).isEqualTo(2);
    jdbi.useHandle(h -> h.execute("drop function public.two()"));

    files.set(0, answers("one", 11));
    assertThat(apply(url, files)).isEqualTo(1);
    assertThat(apply(url, files)).isZero();

    int one = jdbi.withHandle(h -> h.createQuery("select public.one()").mapTo(Integer.class).one());
    assertThat(one).isEqualTo(11);
    assertThatThrownBy(() -> jdbi.useHandle(h -> h.execute("select public.two()")))
        .hasMessageContaining("does not exist");
    drop(url);
  }

  @Test
  void anOlderReleaseLeavesTheFunctionsOfANewerOneAlone() {
    try (TestDatabase test = TestDatabase.create()) {
      Jdbi jdbi = TestServer.jdbi(test.url());
      String edited = "update migration.code set checksum = 'newer' where name = 'db/schema'";
      String function =
          "update migration.code set checksum = 'newer' where name = 'R__function.auth.uid.sql'";
      jdbi.useHandle(h -> h.execute(edited));
      jdbi.useHandle(h -> h.execute(function));
      jdbi.useHandle(h -> h.execute(NEWER));

      assertThat(new Migrator(test.url()).migrate()).isZero();
      assertThat(newerFiles(jdbi)).isEqualTo(2);

      jdbi.useHandle(h -> h.execute("delete from migration.history where version = '9999'"));
      assertThat(new Migrator(test.url()).migrate()).isPositive();
      assertThat(newerFiles(jdbi)).isZero();
    }
  }

  private static final String NEWER =
      """
      insert into migration.history (installed_rank, version, description, type, script, checksum,
        installed_by, execution_time, success)
      values (9999, '9999', 'of a newer release', 'SQL', 'V9999__newer.sql', 1, 'x', 1, true)
      """;

  private static int newerFiles(Jdbi jdbi) {
    return jdbi.withHandle(h ->
        h.createQuery("select count(*) from migration.code where checksum = 'newer'")
            .mapTo(Integer.class)
            .one());
  }

  @Test
  void aBrokenFileIsNamedAndNothingIsKept() {
    ServerUrl url = emptyDatabase("broken", "postgres");
    Jdbi jdbi = schemas(url);
    List<CodeFile> files = List.of(answers("one", 1), new CodeFile("R__broken.sql", "selct"));
    assertThatThrownBy(() -> apply(url, files)).hasMessageStartingWith("R__broken.sql: ");
    assertThatThrownBy(() -> apply(url, List.of(files.getLast())))
        .hasMessageStartingWith("R__broken.sql: ");
    assertThatThrownBy(() -> jdbi.useHandle(h -> h.execute("select public.one()")))
        .hasMessageContaining("does not exist");
    int known =
        jdbi.withHandle(
            h -> h.createQuery("select count(*) from migration.code").mapTo(Integer.class).one());
    assertThat(known).isZero();
    drop(url);
  }

  private static CodeFile answers(String name, int number) {
    return new CodeFile(
        "R__function.public." + name + ".sql",
        "create or replace function public.%s() returns int language sql as $$ select %d $$;"
            .formatted(name, number));
  }

  private static Jdbi schemas(ServerUrl url) {
    Jdbi jdbi = TestServer.jdbi(url);
    jdbi.useHandle(h -> {
      h.execute("create schema migration");
      h.execute("grant create on schema public to clens_owner");
    });
    return jdbi;
  }

  private static int apply(ServerUrl url, List<CodeFile> files) throws SQLException {
    Properties properties = url.login();
    properties.setProperty("preferQueryMode", "simple");
    try (Connection connection = DriverManager.getConnection(url.jdbc(), properties)) {
      return new CodeRunner(connection).apply(files);
    }
  }

  @Test
  void theFilesAreReadInTheOrderInWhichTheyAreMade() {
    List<String> names = CodeFile.all().stream().map(CodeFile::name).toList();
    assertThat(names).isSorted().doesNotHaveDuplicates();
    assertThat(names).contains("R__function.auth.uid.sql", "R__view.ai.catalog.sql");
    assertThat(CodeFile.all()).extracting(CodeFile::checksum).allMatch(c -> c.length() == 64);
  }

  @Test
  void theLoginRolesEnterWithTheDerivedPasswordsAndNoOthers() throws SQLException {
    try (TestDatabase test = TestDatabase.create()) {
      for (String role : RolePasswords.LOGIN_ROLES) {
        String entered =
            TestServer.jdbi(RolePasswords.enter(test.url(), role))
                .withHandle(h -> h.createQuery("select session_user").mapTo(String.class).one());
        assertThat(entered).isEqualTo(role);
        Jdbi wrong = TestServer.jdbi(test.url().as(role, test.url().password()));
        assertThatThrownBy(() -> wrong.useHandle(h -> h.execute("select 1")))
            .rootCause()
            .hasMessageContaining("password authentication failed");
      }
      assertThat(RolePasswords.enter(test.url(), "authenticator").password())
          .isNotEqualTo(RolePasswords.enter(test.url(), "engine_worker").password());
    }
  }

  @Test
  void anAddressWithoutPasswordOrWithTheWrongOneIsRefused() {
    ServerUrl url = TestServer.template();
    assertThatThrownBy(() -> new Migrator(url.as("postgres", "wrong")).migrate())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("check address, user and password");
    assertThatThrownBy(() -> RolePasswords.enter(url.as("postgres", ""), "authenticator"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("carries no password");
  }

  @Test
  void aTableThatIsLockedForAWhileOnlyDelaysTheMigration() throws Exception {
    ServerUrl url = emptyDatabase("locked", "postgres");
    new Migrator(url).migrate();
    Jdbi jdbi = TestServer.jdbi(url);
    jdbi.useHandle(h -> h.execute("delete from migration.code where name ~ 'trigger'"));
    Signal<String> locked = new Signal<>("code is locked");
    Thread holder =
        Thread.ofVirtual()
            .start(() ->
                jdbi.useTransaction(h -> {
                  h.execute("lock table migration.code in access exclusive mode");
                  locked.emit("locked");
                  String since = Await.value("a migrator waits", () -> waitsSince(url));
                  Await.until("its patience ends", () -> !since.equals(waitsSince(url)));
                }));
    locked.await();
    assertThat(new Migrator(url).migrate()).isPositive();
    holder.join();
    drop(url);
  }

  /**
   * Since when a statement has waited for a lock, seen from outside the holder's transaction, which
   * sees one picture of all activity throughout.
   */
  private static @Nullable String waitsSince(ServerUrl url) {
    return TestServer.jdbi(url)
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select min(query_start)::text from pg_stat_activity
                    where pid <> pg_backend_pid() and datname = current_database() and wait_event_type = 'Lock'
                    """)
                .mapTo(String.class)
                .one());
  }
}
