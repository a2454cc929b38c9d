package dev.connectedlenses.database;

import dev.connectedlenses.database.embedded.EmbeddedOptions;
import dev.connectedlenses.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one embedded server of a test JVM, with the migrated template database inside.
 *
 * <p>Setting up and migrating is paid once per change of the migrations and machine: the finished
 * files are kept in the temporary folder under a hash of all migrations, and each JVM starts on a
 * copy of its own.
 */
final class TestServer {

  private static final int KEPT = 3;
  private static final String CLUSTER = "cluster-";

  private static @Nullable EmbeddedPostgres running;

  private TestServer() {}

  /** The administrator's address of the migrated template. */
  static synchronized ServerUrl template() {
    EmbeddedPostgres server = running;
    if (server == null) {
      server = start(false);
      running = server;
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop test database"));
    }
    return server.url();
  }

  /** A JDBI without a pool. */
  static Jdbi jdbi(ServerUrl url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url.jdbc());
    source.setUser(url.user());
    source.setPassword(url.password());
    source.setApplicationName("clens-test");
    return PostgresTypes.jdbi(source);
  }

  /**
   * Starts a server on a copy of the prepared files.
   *
   * @param durable whether what it acknowledges survives its end
   */
  static EmbeddedPostgres start(boolean durable) {
    try {
      Path cache = cache();
      EmbeddedOptions wanted =
          EmbeddedOptions.temporary().withBinariesIn(cache.resolve("programs"));
      EmbeddedOptions options = durable ? wanted : wanted.withoutFsync();
      copy(prepared(cache), options.dataDirectory());
      return EmbeddedPostgres.start(options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path cache() throws IOException {
    String name = "clens-test-" + System.getProperty("user.name");
    return Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), name));
  }

  private static Path prepared(Path cache) throws IOException {
    Path ready = cache.resolve(CLUSTER + Migrations.fingerprint());
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!Files.exists(ready) && lock.isValid()) {
        prepare(cache, ready);
      }
    }
    return ready;
  }

  private static void prepare(Path cache, Path ready) throws IOException {
    Path making = cache.resolve("making");
    delete(making);
    EmbeddedOptions options =
        EmbeddedOptions.in(making).withoutFsync().withBinariesIn(cache.resolve("programs"));
    try (EmbeddedPostgres server = EmbeddedPostgres.start(options)) {
      new Migrator(server.url()).migrate();
    }
    Files.move(making, ready, StandardCopyOption.ATOMIC_MOVE);
    try (Stream<Path> entries = Files.list(cache)) {
      List<Path> old =
          entries
              .filter(path -> path.getFileName().toString().startsWith(CLUSTER))
              .sorted(Comparator.comparingLong(TestServer::age))
              .skip(KEPT)
              .toList();
      for (Path folder : old) {
        delete(folder);
      }
    }
  }

  private static long age(Path path) {
    return -path.toFile().lastModified();
  }

  private static void copy(Path from, Path to) {
    run(List.of("cp", "-a", from + "/.", to.toString()));
  }

  private static void delete(Path folder) {
    run(List.of("rm", "-rf", folder.toString()));
  }

  private static void run(List<String> words) {
    try {
      int exit = new ProcessBuilder(words).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException(String.join(" ", words) + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
