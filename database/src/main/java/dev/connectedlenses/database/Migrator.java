package dev.connectedlenses.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database to the schema of this release, or refuses to touch it. */
public final class Migrator {

  /** Flyway's own book-keeping stays out of the schemas that anybody can name. */
  static final String HISTORY_SCHEMA = "migration";

  private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

  /** Waited too long for a lock, or chosen as the one to give up in a deadlock. */
  private static final Set<String> LOCKED = Set.of("55P03", "40P01");

  private static final int ATTEMPTS = 5;

  /** Longer than any statement of ours waits for a lock under load, shorter than a user does. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String SESSION =
      "-c check_function_bodies=off -c synchronous_commit=off"
          + " -c client_min_messages=warning -c statement_timeout=0 -c lock_timeout=";

  private final ServerUrl admin;
  private final String session;

  /**
   * A migrator for one database.
   *
   * @param admin entered as a superuser, or as a user that owns the database and has CREATEROLE
   */
  public Migrator(ServerUrl admin) {
    this(admin, PATIENCE);
  }

  /**
   * A migrator that waits so long for each lock, several times.
   *
   * @param patience how long it holds up those who come after it at a table that is locked
   */
  Migrator(ServerUrl admin, Duration patience) {
    this.admin = admin;
    this.session = SESSION + patience.toMillis();
  }

  /**
   * Migrates and sets the passwords of the login roles. A database that a newer release has
   * migrated stays as it is: servers of two releases share it while an upgrade rolls, and the older
   * one must not put its functions in the place of newer ones.
   *
   * @return how many migrations were applied
   */
  public int migrate() {
    int applied = check() ? 0 : applyWithRetries();
    try (Connection connection = connect()) {
      new LoginRoles(admin).setPasswords(connection);
    } catch (SQLException e) {
      throw new StartRefusedException(
          "the passwords of the login roles in %s cannot be set (%s); the user needs CREATEROLE"
              .formatted(admin, line(e)),
          e);
    }
    return applied;
  }

  /** Refuses what is not ours; true when a newer release was here. */
  private boolean check() {
    try (Connection connection = connect()) {
      ServerFloor.require(Integer.parseInt(ask(connection, "show server_version_num")));
      if ("t".equals(ask(connection, FOREIGN))) {
        throw new StartRefusedException(
            "%s holds tables that are not ours; give an empty database in --postgres URL"
                .formatted(admin));
      }
      return newerRelease(connection);
    } catch (SQLException e) {
      throw new StartRefusedException(
          "%s cannot be reached or entered (%s); check address, user and password"
              .formatted(admin, line(e)),
          e);
    }
  }

  private boolean newerRelease(Connection connection) throws SQLException {
    if ("t".equals(ask(connection, "select to_regclass('migration.history') is null"))) {
      return false;
    }
    int there = Integer.parseInt(ask(connection, NEWEST));
    int ours = CodeFile.newestMigration();
    if (there > ours) {
      LOG.warn(
          "a newer release has brought {} to schema {}; this one knows {} and leaves it as it is",
          admin,
          there,
          ours);
    }
    return there > ours;
  }

  private static final String NEWEST =
      "select coalesce(max(h.version::int), 0) from migration.history h where h.success";

  /** True when somebody's relations or functions are here but not our history. */
  private static final String FOREIGN =
      """
      with others as (
        select n.oid
        from pg_catalog.pg_namespace n
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      ),
      objects as (
        select c.oid, 'pg_catalog.pg_class'::regclass as kind
        from pg_catalog.pg_class c where c.relnamespace in (select oid from others)
        union all
        select p.oid, 'pg_catalog.pg_proc'::regclass
        from pg_catalog.pg_proc p where p.pronamespace in (select oid from others)
      )
      select to_regclass('migration.history') is null
        and exists (
          select from objects o
          where not exists (
            select from pg_catalog.pg_depend d
            where d.classid = o.kind and d.objid = o.oid and d.deptype = 'e'))
      """;

  private static final String STILL_LOCKED =
      "; another session kept a table locked, end it (pg_stat_activity shows it by its xact_start) and start again";

  /** A table that somebody holds locked for longer than the timeout is tried again. */
  private int applyWithRetries() {
    for (int attempt = 1; ; attempt++) {
      try {
        return apply();
      } catch (FlywayException | SQLException e) {
        boolean locked = LOCKED.contains(String.valueOf(sqlState(e)));
        if (attempt == ATTEMPTS || !locked) {
          throw new StartRefusedException(
              "%s could not be migrated: %s%s"
                  .formatted(admin, line(e), locked ? STILL_LOCKED : ""),
              e);
        }
        LOG.info("a table was locked while migrating; trying again ({}/{})", attempt, ATTEMPTS);
      }
    }
  }

  /** Flyway takes a while to load, so it is asked only when a file of tables is new or changed. */
  private int apply() throws SQLException {
    try (Connection connection = connect(Map.of("preferQueryMode", "simple"))) {
      CodeRunner runner = new CodeRunner(connection);
      CodeFile tables = CodeFile.tables();
      if (runner.knows(tables)) {
        return runner.apply(CodeFile.all());
      }
      int applied = applySchema();
      if (applied > 0) {
        runner.forgetViews();
      }
      applied += runner.apply(CodeFile.all());
      runner.note(tables);
      return applied;
    }
  }

  private int applySchema() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(admin.jdbc());
    source.setUser(admin.user());
    source.setPassword(admin.password());
    source.setApplicationName("clens-migrate");
    source.setOptions(session);
    return Flyway.configure(Migrator.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/schema")
        .validateMigrationNaming(true)
        .ignoreMigrationPatterns("*:future", "repeatable:missing")
        .defaultSchema(HISTORY_SCHEMA)
        .table("history")
        .placeholderReplacement(false)
        // numbers are given out in ranges, so a lower one may come after a higher one
        .outOfOrder(true)
        .cleanDisabled(true)
        .load()
        .migrate()
        .migrationsExecuted;
  }

  private Connection connect() throws SQLException {
    return connect(Map.of());
  }

  private Connection connect(Map<String, String> options) throws SQLException {
    Properties properties = admin.login();
    properties.putAll(options);
    properties.setProperty("options", session);
    properties.setProperty("connectTimeout", "10");
    return DriverManager.getConnection(admin.jdbc(), properties);
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static @Nullable String sqlState(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql.getSQLState();
      }
    }
    return null;
  }

  private static String line(Throwable failure) {
    return String.valueOf(failure.getMessage())
        .replaceAll("-{3,}", ":")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
