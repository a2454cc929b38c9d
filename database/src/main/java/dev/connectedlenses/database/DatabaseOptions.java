package dev.connectedlenses.database;

import java.time.Duration;

/**
 * Sizes and limits of the two pools.
 *
 * @param gatewayConnections for statements of users
 * @param engineConnections for statements of the engine
 * @param waitForConnection how long a caller waits for a free connection
 * @param silence how long the server may stay silent before a connection counts as lost; longer
 *     than any statement may run
 * @param keeping how long connections are kept
 */
public record DatabaseOptions(
    int gatewayConnections,
    int engineConnections,
    Duration waitForConnection,
    Duration silence,
    Keeping keeping) {

  /** Sizes and limits; connections are kept as usual. */
  public DatabaseOptions(
      int gatewayConnections, int engineConnections, Duration waitForConnection, Duration silence) {
    this(gatewayConnections, engineConnections, waitForConnection, silence, Keeping.USUAL);
  }

  private static final int WAITING_FOR_DISK = 16;

  /**
   * Two connections for each processor and one more, as many as can work at once, for the engine,
   * which commits much at a time. Users commit one by one, and a connection that waits for the disk
   * does no work: they have some more, so that the disk writes many of their commits at once.
   */
  public static DatabaseOptions defaults() {
    int busy = Runtime.getRuntime().availableProcessors() * 2 + 1;
    return new DatabaseOptions(
        Math.max(busy, WAITING_FOR_DISK), busy, Duration.ofSeconds(5), Duration.ofSeconds(12));
  }

  /** The same limits with other pool sizes. */
  public DatabaseOptions withConnections(int gateway, int engine) {
    return new DatabaseOptions(gateway, engine, waitForConnection, silence, keeping);
  }

  /** The same sizes for callers who wait as long, and connections that are kept so. */
  public DatabaseOptions with(Duration wait, Keeping kept) {
    return new DatabaseOptions(gatewayConnections, engineConnections, wait, silence, kept);
  }
}
