package dev.connectedlenses.database;

import dev.connectedlenses.database.embedded.EmbeddedOptions;
import dev.connectedlenses.database.embedded.EmbeddedPostgres;
import dev.connectedlenses.testkit.Await;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL server that belongs to one test, to be killed; it starts again by itself. */
public final class OwnServer implements AutoCloseable {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql/15");

  private final EmbeddedPostgres server;

  /** A migrated one, of the release that is packaged. */
  public OwnServer() {
    this(TestServer.start(true));
  }

  private OwnServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Debian's PostgreSQL 15 with these settings, and without any object of ours. */
  public static OwnServer installed(String settings) throws IOException, InterruptedException {
    EmbeddedOptions options = EmbeddedOptions.temporary().withInstalled(DEBIAN).withoutFsync();
    OwnServer server = new OwnServer(EmbeddedPostgres.start(options));
    server.restart(settings);
    return server;
  }

  /** Ends it and lets it start again with other settings. */
  public void restart(String settings) throws IOException, InterruptedException {
    Files.writeString(server.dataDirectory().resolve("postgresql.local.conf"), settings);
    long before = server.pid();
    end("QUIT");
    Await.until("PostgreSQL is there again", () -> server.pid() != before);
  }

  /** The address of the product's database. */
  public ServerUrl url() {
    return server.url();
  }

  /** Its database as a test uses it. */
  public TestDatabase database() {
    return TestDatabase.at(server.url());
  }

  /** What pg_dump of the installed release writes of this server's database. */
  public String dump() throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
            DEBIAN.resolve("bin/pg_dump").toString(),
            "--host=" + url().host(),
            "--port=" + url().port(),
            "--username=" + url().user(),
            url().database());
    command.environment().put("PGPASSWORD", url().password());
    Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (InputStream out = process.getInputStream()) {
      String dump = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("pg_dump ended with " + process.exitValue());
      }
      return dump;
    }
  }

  /** The number of the server's first process; another one after a restart. */
  public long pid() {
    return server.pid();
  }

  /** Ends the server without any farewell to its clients: KILL, or QUIT for an immediate stop. */
  public void end(String signal) throws IOException, InterruptedException {
    int sent =
        new ProcessBuilder("kill", "-" + signal, String.valueOf(server.pid())).start().waitFor();
    if (sent != 0) {
      throw new IOException("no signal " + signal + " for the server");
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
