package dev.connectedlenses.rest;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.rest.auth.TokenVerifier;

/** The data API behind one method: a request in, a response out; it never throws for bad input. */
public interface RestService extends AutoCloseable {

  /**
   * A data API on a database, its catalogs read once. If they could not be read it answers 503
   * until a {@link #reload} succeeds.
   */
  static RestService open(Database database, RestConfig config, TokenVerifier verifier) {
    DataApi api = new DataApi(database, config, verifier);
    api.reload();
    return api;
  }

  /** Answers one request. */
  RestResponse handle(RestRequest request);

  /**
   * Reads the catalogs again; requests are served from the old reading meanwhile, and keep being so
   * if it fails. Call it on every notification of channel {@code pgrst} and after a migration.
   */
  void reload();

  /** Stops answering. */
  @Override
  void close();
}
