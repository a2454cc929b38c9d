package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.node.Usage;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Tokens and credits that were used up. */
public record Spend(long inputTokens, long outputTokens, BigDecimal credits) {
  public static final Spend NONE = new Spend(0, 0, BigDecimal.ZERO);

  public static Spend of(Usage usage) {
    return new Spend(usage.inputTokens(), usage.outputTokens(), usage.costCredits());
  }

  /** What a {@code cost.recorded} event tells. */
  static Spend fromJson(JsonNode payload) {
    return new Spend(
        payload.path("inputTokens").asLong(),
        payload.path("outputTokens").asLong(),
        payload.path("costCredits").decimalValue());
  }

  public Spend plus(Spend other) {
    return new Spend(
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        credits.add(other.credits));
  }
}
