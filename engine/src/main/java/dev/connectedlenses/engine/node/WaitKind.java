package dev.connectedlenses.engine.node;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lets time pass, for a duration or until an instant, and hands its input on. */
public final class WaitKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("wait.schema.json");
  private static final Duration LONGEST = Duration.ofDays(366);

  private final InstantSource clock;

  public WaitKind(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "wait";
  }

  @Override
  public ObjectNode configSchema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public boolean callsOut() {
    return false;
  }

  @Override
  public AttemptResult run(Attempt attempt) {
    JsonNode config = attempt.node().config();
    Duration time =
        config.has("for_ms")
            ? Duration.ofMillis(config.path("for_ms").asLong())
            : until(attempt, config.path("until").asString());
    JsonNode value = attempt.input().get("value");
    return new AttemptResult.Waits(new Wait.Time(time, Envelope.of(value)), List.of());
  }

  private Duration until(Attempt attempt, String text) {
    try {
      Instant end = OffsetDateTime.parse(text).toInstant();
      Duration left = Duration.between(clock.instant(), end);
      if (left.compareTo(LONGEST) > 0) {
        throw bad(attempt, "it would wait until %s; 366 days is the longest".formatted(text));
      }
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeException e) {
      throw bad(
          attempt, "\"%s\" is no instant; write it like 2027-01-31T08:00:00Z".formatted(text));
    }
  }

  private static NodeException bad(Attempt attempt, String why) {
    return NodeException.invalid(
        "bad_config", "node \"%s\": %s".formatted(attempt.node().label(), why));
  }
}
