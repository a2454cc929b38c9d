package dev.connectedlenses.rest;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.rest.auth.TokenVerifier;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The data API behind one method: a request in, a response out; it never throws for bad input. */
public interface RestService extends AutoCloseable {

  /**
   * A data API on a database, its catalogs read once. If they could not be read it answers 503
   * until a {@link #reload} succeeds; a database that cannot be reached is looked for until then.
   */
  static RestService open(Database database, RestConfig config, TokenVerifier verifier) {
    return open(database, new SettingsSource.Fixed(config, verifier));
  }

  /** The same by named settings, to which the database may add its own. */
  static RestService open(Database database, RestSettings settings, InstantSource clock) {
    return open(database, new SettingsSource.Named(settings, clock));
  }

  private static RestService open(Database database, SettingsSource source) {
    DataApi api = new DataApi(database, source, System::nanoTime);
    api.reload();
    return api;
  }

  /** Answers one request. */
  RestResponse handle(RestRequest request);

  /**
   * Answers several requests, given as a list in one body, in one transaction: if one of them is
   * refused, none of them has happened, and the answer is its refusal.
   */
  RestResponse batch(RestRequest request);

  /**
   * Reads settings and catalogs again; requests are served from the old reading meanwhile, and keep
   * being so if it fails. Call it on every notification of channel {@code pgrst} and after a
   * migration.
   */
  void reload();

  /** Whether catalogs have been read and the database is there, so that requests are answered. */
  boolean ready();

  /** Says that the database may be away; it is looked for at once. */
  void doubt();

  /** What to do each time the database cannot be reached any more. */
  void whenLost(Runnable action);

  /**
   * Whether a call of this function cannot write: every function of the name in the exposed schemas
   * is stable or immutable, so that it runs in a read-only transaction whatever the method.
   */
  boolean onlyReads(String function);

  /** How it stands. */
  RestState state();

  /** The catalogs as they were read last, as JSON; null before the first reading. */
  byte @Nullable [] catalogs();

  /** Stops answering. */
  @Override
  void close();
}
