package dev.connectedlenses.database;

import dev.connectedlenses.database.embedded.EmbeddedPostgres;
import java.io.IOException;

/**
 * A migrated PostgreSQL server that belongs to one test, to be killed; it starts again by itself.
 */
public final class OwnServer implements AutoCloseable {
  private final EmbeddedPostgres server = TestServer.start(true);

  /** The address of the migrated database. */
  public ServerUrl url() {
    return server.url();
  }

  /** Its database as a test uses it. */
  public TestDatabase database() {
    return TestDatabase.at(server.url());
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
