package dev.connectedlenses.server.keys;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.connectedlenses.database.TestDatabase;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.slf4j.LoggerFactory;

/** Secrets that must be nowhere in the open, and the hunt for them: rows, files, logs, threads. */
final class Canaries implements AutoCloseable {
  private final Map<String, List<String>> forms = new TreeMap<>();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getThreadName() + " " + event.getFormattedMessage());
          for (IThrowableProxy p = event.getThrowableProxy(); p != null; p = p.getCause()) {
            lines.add(String.valueOf(p.getMessage()));
          }
        }
      };

  /** Listens from now on to everything that the product logs with CLENS_LOG=DEBUG. */
  Canaries() {
    LoggerContext context = root.getLoggerContext();
    context.reset();
    context.putProperty("CLENS_LOG", "DEBUG");
    JoranConfigurator product = new JoranConfigurator();
    product.setContext(context);
    try {
      product.doConfigure(Path.of("../app/src/main/resources/logback.xml").toFile());
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
    root.detachAndStopAllAppenders();
    appender.setContext(context);
    appender.start();
    root.addAppender(appender);
  }

  /** One more secret to look for, in every form that data is usually written in. */
  String release(String name, String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    forms.put(
        name,
        List.of(
            secret,
            new StringBuilder(secret).reverse().toString(),
            HexFormat.of().formatHex(bytes),
            base64.substring(0, base64.length() - 2)));
    return secret;
  }

  int lines() {
    return lines.size();
  }

  /** Where which secret was found in texts, as {@code place: name}. */
  List<String> in(String place, Stream<String> texts) {
    List<String> found = new ArrayList<>();
    texts.forEach(text ->
        forms.forEach((name, all) -> {
          if (all.stream().anyMatch(text::contains)) {
            found.add(place + ": " + name);
          }
        }));
    return found.stream().distinct().toList();
  }

  /** Every place that outlives a request. */
  List<String> everywhere(TestDatabase database, Path folder) {
    List<String> found = new ArrayList<>(in("log", lines.stream()));
    found.addAll(in("threads", Thread.getAllStackTraces().keySet().stream().map(Thread::getName)));
    found.addAll(files(folder));
    database
        .admin()
        .useHandle(handle -> {
          for (String table :
              handle
                  .createQuery(
                      "select c.oid::regclass::text from pg_class c where c.relkind in ('r', 'p', 'm')"
                          + " and c.relnamespace <> 'information_schema'::regnamespace")
                  .mapTo(String.class)
                  .list()) {
            if (!table.startsWith("pg_") || table.equals("pg_stat_activity")) {
              found.addAll(
                  in(
                      table,
                      handle
                          .createQuery("select t::text from " + table + " t")
                          .mapTo(String.class)
                          .stream()));
            }
          }
          found.addAll(
              in(
                  "running statements",
                  handle
                      .createQuery("select coalesce(query, '') from pg_stat_activity")
                      .mapTo(String.class)
                      .stream()));
        });
    return found;
  }

  /**
   * Every byte that a backup would take along: the files of the database and the server's log of
   * changes.
   */
  List<String> inTheFilesOf(TestDatabase database) {
    List<String> place =
        database
            .admin()
            .withHandle(h -> {
              h.execute("checkpoint");
              return h.createQuery(
                      "select unnest(array[current_setting('data_directory'), (select oid::text from pg_database where datname = current_database())])")
                  .mapTo(String.class)
                  .list();
            });
    Path data = Path.of(place.getFirst());
    List<String> found = new ArrayList<>();
    for (Path folder :
        List.of(data.resolve("base").resolve(place.getLast()), data.resolve("pg_wal"))) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          found.addAll(in(folder.getFileName() + " on disk", Stream.of(bytes(file))));
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return found.stream().distinct().toList();
  }

  /** Files come and go while a server runs. */
  private static String bytes(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** What a logical dump writes: the rows of every table as COPY writes them, and the functions. */
  List<String> inADumpOf(TestDatabase database) {
    return database
        .admin()
        .withHandle(handle -> {
          List<String> found = new ArrayList<>();
          List<String> tables =
              handle
                  .createQuery(
                      "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname !~ '^pg_|^information_schema$'")
                  .mapTo(String.class)
                  .list();
          for (String table : tables) {
            StringWriter rows = new StringWriter();
            try {
              handle
                  .getConnection()
                  .unwrap(PGConnection.class)
                  .getCopyAPI()
                  .copyOut("copy " + table + " to stdout", rows);
            } catch (SQLException | IOException e) {
              throw new IllegalStateException(e);
            }
            found.addAll(in("dump of " + table, Stream.of(rows.toString())));
          }
          found.addAll(
              in(
                  "dump of functions",
                  handle
                      .createQuery(
                          "select pg_get_functiondef(p.oid) from pg_proc p where p.prokind = 'f' and p.proowner = 'clens_owner'::regrole")
                      .mapTo(String.class)
                      .stream()));
          return found;
        });
  }

  private List<String> files(Path folder) {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        found.addAll(in("file " + file.getFileName(), Stream.of(Files.readString(file))));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  @Override
  public void close() {
    root.getLoggerContext().reset();
    root.setLevel(Level.WARN);
  }
}
