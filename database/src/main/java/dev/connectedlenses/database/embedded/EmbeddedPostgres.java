package dev.connectedlenses.database.embedded;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server that belongs to this installation: started on an owned data directory,
 * restarted when it dies, stopped with the application.
 *
 * <p>It listens on 127.0.0.1 only, asks for a password (scram) and runs under an unprivileged user
 * when the application is root.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /** The database of the product inside the server. */
  public static final String DATABASE = "connectedlenses";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String NO_SUCH_DATABASE = "3D000";
  private static final Duration STABLE = Duration.ofSeconds(30);
  private static final int RESTARTS = 5;

  private final EmbeddedOptions options;
  private final DataDirectory directory;
  private final Cluster cluster;
  private final Leftovers leftovers;
  private final ReentrantLock lock = new ReentrantLock();
  private ServerProcess server;
  private long startedNanos;
  private int restarts;
  private boolean closed;

  private EmbeddedPostgres(EmbeddedOptions options, DataDirectory directory, Cluster cluster)
      throws IOException {
    this.options = options;
    this.directory = directory;
    this.cluster = cluster;
    this.leftovers = new Leftovers(directory.cluster(), cluster.binaries(), cluster.account());
    leftovers.clear();
    cluster.configure(options.durable());
    this.server = ServerProcess.start(cluster, lastPort());
    this.startedNanos = System.nanoTime();
  }

  /**
   * Starts the server, after recovering from whatever an earlier start left behind.
   *
   * @throws StartRefusedException with one line that says why and what to do
   */
  public static EmbeddedPostgres start(EmbeddedOptions options) {
    ServerAccount account = ServerAccount.detect(options.dataDirectory());
    DataDirectory directory = DataDirectory.open(options.dataDirectory(), account);
    try {
      Binaries binaries = binaries(options, directory);
      account.requireReach(binaries.home());
      EphemeralFolders.sweep(binaries, account);
      Cluster cluster = new Cluster(directory, binaries, account);
      cluster.prepare(options.durable());
      var postgres = new EmbeddedPostgres(options, directory, cluster);
      postgres.open();
      return postgres;
    } catch (IOException e) {
      release(directory);
      throw new StartRefusedException(
          "the database in %s did not start: %s".formatted(directory.root(), e.getMessage()), e);
    } catch (RuntimeException e) {
      release(directory);
      throw e;
    }
  }

  private static Binaries binaries(EmbeddedOptions options, DataDirectory directory) {
    if (options.installed() != null) {
      return Binaries.installed(options.installed());
    }
    Path cache = options.binaries();
    return Binaries.packaged(cache == null ? directory.root() : cache);
  }

  private static void release(DataDirectory directory) {
    try {
      directory.close();
    } catch (IOException e) {
      LOG.warn("the lock of {} was not released cleanly: {}", directory.root(), e.getMessage());
    }
  }

  private void open() {
    try {
      ensureDatabase();
    } catch (SQLException | RuntimeException e) {
      close();
      throw new StartRefusedException(
          "the database in %s started but cannot be entered: %s"
              .formatted(directory.root(), e.getMessage()),
          e);
    }
    watch(server);
  }

  private int lastPort() {
    try {
      String text = Files.exists(directory.port()) ? Files.readString(directory.port()) : "0";
      int port = Integer.parseInt(text.strip());
      return port > 0 && port < 65536 ? port : 0;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private void ensureDatabase() throws SQLException {
    ServerUrl url = url();
    try {
      DriverManager.getConnection(url.jdbc(), url.login()).close();
    } catch (SQLException e) {
      if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
        throw e;
      }
      ServerUrl maintenance = url.to("postgres");
      try (Connection admin = DriverManager.getConnection(maintenance.jdbc(), maintenance.login());
          Statement statement = admin.createStatement()) {
        statement.execute("create database " + DATABASE);
      }
    }
  }

  /** The product's database, entered as the server's superuser. */
  public ServerUrl url() {
    lock.lock();
    try {
      return new ServerUrl(
          "127.0.0.1", server.port(), DATABASE, Cluster.ADMIN, cluster.password(), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  /** The number of the server process; a restart changes it. */
  public long pid() {
    lock.lock();
    try {
      return server.pid();
    } finally {
      lock.unlock();
    }
  }

  /** The folder that holds everything. */
  public Path dataDirectory() {
    return directory.root();
  }

  private void watch(ServerProcess watched) {
    Thread.ofVirtual()
        .name("postgres-watch")
        .start(() -> {
          watched.process().onExit().join();
          restart(watched);
        });
  }

  /** Brings a server back that died under us, on the same port, so that pools simply reconnect. */
  private void restart(ServerProcess dead) {
    lock.lock();
    try {
      if (closed || server.pid() != dead.pid()) {
        return;
      }
      restarts = System.nanoTime() - startedNanos > STABLE.toNanos() ? 1 : restarts + 1;
      if (restarts > RESTARTS) {
        LOG.error("the database server keeps dying; its logs are in {}", directory.log());
        return;
      }
      LOG.warn("the database server {} died; starting it again", dead.pid());
      leftovers.clear();
      server = ServerProcess.start(cluster, dead.port());
      startedNanos = System.nanoTime();
      watch(server);
    } catch (IOException | RuntimeException e) {
      LOG.error("the database server could not be started again: {}", e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  /** Stops the server cleanly: no crash recovery at the next start. Twice is fine. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      ProcessHandle.of(server.pid()).ifPresent(leftovers::stop);
      if (options.ephemeral()) {
        Trees.delete(directory.root());
      }
    } catch (IOException e) {
      LOG.warn("{} was not deleted: {}", directory.root(), e.getMessage());
    } finally {
      release(directory);
      lock.unlock();
    }
  }
}
