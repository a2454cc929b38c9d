package dev.connectedlenses.database;

import java.time.Duration;

/**
 * How connections are kept.
 *
 * @param life how old one may become
 * @param rest how long one that nobody uses stays
 * @param prepares whether statements that come again are prepared in the server
 */
public record Keeping(Duration life, Duration rest, boolean prepares) {

  /** Half an hour, ten minutes of them without work. */
  public static final Keeping USUAL =
      new Keeping(Duration.ofMinutes(30), Duration.ofMinutes(10), true);
}
