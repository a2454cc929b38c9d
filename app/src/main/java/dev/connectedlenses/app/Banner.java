package dev.connectedlenses.app;

import dev.connectedlenses.server.Serve;
import java.nio.file.Path;

/** What {@code clens up} tells the person who started it. */
final class Banner {
  private Banner() {}

  static void progress(String line) {
    System.err.println("· " + line);
  }

  /**
   * Root can do more than any server needs.
   *
   * @param withDatabase true where PostgreSQL runs here too
   */
  static void warnOfRoot(boolean withDatabase) {
    System.err.println(
        "warning: running as root; start clens as an ordinary user where you can"
            + (withDatabase ? " (the database already runs as an unprivileged one)" : ""));
  }

  /**
   * @param fleeting true where the data goes away at the stop
   */
  static void print(Serve server, boolean withLink, boolean fleeting) {
    Path data = server.dataDirectory();
    System.err.println();
    System.out.println("ConnectedLenses is up at " + server.url());
    if (withLink) {
      System.out.println("  sign in   " + server.signInLink() + "  (works once)");
    }
    System.out.println("  data      " + (data == null ? "in your PostgreSQL" : data));
    System.out.println(
        "  try it    "
            + System.getProperty("clens.command", "java -jar connectedlenses.jar")
            + " demo");
    System.out.println("  stop      " + stop(fleeting));
    System.out.flush();
  }

  static String stop(boolean fleeting) {
    return fleeting ? "Ctrl-C; the data goes with it" : "Ctrl-C; the data stays";
  }
}
