package dev.connectedlenses.app;

import dev.connectedlenses.database.Migrator;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.StartRefusedException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code clens migrate}: brings the schema of a PostgreSQL of one's own up to date, and no more.
 */
@Command(
    description = "Bring the schema of a PostgreSQL up to date.",
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
  @Option(
      names = "--postgres",
      paramLabel = "URL",
      description = "The administrator's address; also CLENS_POSTGRES.")
  @Nullable String postgres;

  @Override
  public Integer call() {
    String url = postgres == null ? System.getenv("CLENS_POSTGRES") : postgres;
    if (url == null) {
      throw new StartRefusedException(
          "no database given; use --postgres URL or CLENS_POSTGRES (up migrates the embedded one itself)");
    }
    Banner.progress(new Migrator(ServerUrl.parse(url)).migrate() + " migrations applied");
    return 0;
  }
}
