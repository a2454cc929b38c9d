package dev.connectedlenses.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * A fresh, migrated database of a test, copied from the template in a few hundredths of a second.
 *
 * <p>The server behind it is shared by all tests of a JVM; roles belong to the server, everything
 * else to this database alone. Works as root.
 */
public final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int MOST_KEPT = 80;

  /** Copying files costs a tenth of what block by block through the log does. */
  private static final String FILES = " strategy file_copy";

  private final ServerUrl url;
  private final @Nullable HikariDataSource kept;
  private final Jdbi admin;
  private final Database database;

  private TestDatabase(ServerUrl url, @Nullable HikariDataSource kept) {
    this.url = url;
    this.kept = kept;
    this.admin = kept == null ? TestServer.jdbi(url) : PostgresTypes.jdbi(kept);
    this.database = Database.open(url, DatabaseOptions.defaults());
  }

  /**
   * Makes a database from the template. Connections of the administrator and of personas are kept
   * for the next question: a new one costs more than most questions do. What a test sets in its
   * session it sets for one transaction.
   */
  public static TestDatabase create() {
    ServerUrl url = copy();
    HikariDataSource kept = new HikariDataSource();
    kept.setJdbcUrl(url.jdbc());
    kept.setUsername(url.user());
    kept.setPassword(url.password());
    kept.setMaximumPoolSize(MOST_KEPT);
    kept.setMinimumIdle(1);
    kept.setExceptionOverride(new Refusals());
    return new TestDatabase(url, kept);
  }

  private static ServerUrl copy() {
    ServerUrl template = TestServer.template();
    String name = "test_" + NUMBER.incrementAndGet();
    TestServer.jdbi(template.to("postgres"))
        .useHandle(handle ->
            handle.execute("create database " + name + " template " + template.database() + FILES));
    return template.to(name);
  }

  /** A migrated database that is there already; closing closes the doors and leaves it. */
  static TestDatabase at(ServerUrl url) {
    return new TestDatabase(url, null);
  }

  /**
   * Makes a database without any object of ours, for fixtures of their own; the roles are there.
   */
  public static TestDatabase empty() {
    ServerUrl server = TestServer.template();
    String name = "test_" + NUMBER.incrementAndGet();
    TestServer.jdbi(server.to("postgres"))
        .useHandle(handle -> handle.execute("create database " + name + FILES));
    return new TestDatabase(server.to(name), null);
  }

  /** The administrator's address, for code that opens the database itself. */
  public ServerUrl url() {
    return url;
  }

  /** The two doors. */
  public Database database() {
    return database;
  }

  /** The database as its superuser sees it, outside row security. */
  public Jdbi admin() {
    return admin;
  }

  /** Runs statements as any role with any claims, in one transaction that commits. */
  public <T, X extends Exception> T asPersona(Identity identity, HandleCallback<T, X> work)
      throws X {
    return admin.inTransaction(handle -> {
      UserSettings settings = UserSettings.of(identity);
      settings.values().forEach((name, value) -> set(handle, name, value));
      return work.withHandle(handle);
    });
  }

  /** As {@link #asPersona}, for work without a result. */
  public <X extends Exception> void usePersona(Identity identity, HandleConsumer<X> work) throws X {
    asPersona(
        identity,
        handle -> {
          work.useHandle(handle);
          return 0;
        });
  }

  private static void set(Handle handle, String name, String value) {
    handle
        .createQuery("select set_config(?, ?, true)")
        .bind(0, name)
        .bind(1, value)
        .mapTo(String.class)
        .one();
  }

  /** Closes the doors and drops the database. */
  @Override
  public void close() {
    database.close();
    if (kept != null) {
      kept.close();
    }
    if (!url.database().startsWith("test_")) {
      return;
    }
    TestServer.jdbi(url.to("postgres"))
        .useHandle(handle -> handle.execute("drop database " + url.database() + " with (force)"));
  }
}
