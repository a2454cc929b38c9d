package dev.connectedlenses.server.sse;

import java.time.Duration;

/**
 * How streams behave: pause between signs of life, between checks of the caller's rights, between
 * polls when no hint comes, the least pause between two polls, and how many streams a user may
 * have.
 */
public record StreamSettings(
    Duration heartbeat, Duration recheck, Duration poll, Duration gap, int perUser) {

  /** What the API promises. */
  public static final StreamSettings STANDARD =
      new StreamSettings(
          Duration.ofSeconds(15),
          Duration.ofSeconds(4),
          Duration.ofMillis(500),
          Duration.ofMillis(20),
          10);
}
