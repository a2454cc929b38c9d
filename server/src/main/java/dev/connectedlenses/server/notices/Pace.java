package dev.connectedlenses.server.notices;

import java.time.Duration;

/**
 * How often the outbox is looked at, and how long a message that was taken is left to whoever took
 * it: longer than a try may take.
 */
public record Pace(Duration gap, Duration lease) {
  public static final Pace STANDARD = new Pace(Duration.ofSeconds(1), Duration.ofMinutes(1));
}
