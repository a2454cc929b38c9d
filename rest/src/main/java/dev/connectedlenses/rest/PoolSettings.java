package dev.connectedlenses.rest;

import dev.connectedlenses.database.DatabaseOptions;
import dev.connectedlenses.database.Keeping;
import java.time.Duration;

/**
 * How {@code clens rest} is connected with its database.
 *
 * @param recovers whether a database that is away is waited for
 * @param listens whether notifications are listened to
 */
public record PoolSettings(
    int connections, Duration patience, Keeping keeping, boolean recovers, boolean listens) {

  /** PostgREST's defaults. */
  static final PoolSettings DEFAULTS =
      new PoolSettings(
          10,
          Duration.ofSeconds(10),
          new Keeping(Duration.ofMinutes(30), Duration.ofSeconds(30), true),
          true,
          true);

  /** As the pool takes them. */
  public DatabaseOptions options() {
    return DatabaseOptions.defaults().withConnections(connections, 1).with(patience, keeping);
  }
}
