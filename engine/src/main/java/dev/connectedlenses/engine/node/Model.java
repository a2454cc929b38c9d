package dev.connectedlenses.engine.node;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A model of the catalog with what a call needs to know.
 *
 * @param takesSchema whether it can be held to a JSON Schema
 * @param price null where the catalog has none, which counts as free
 */
record Model(
    String providerKey,
    String key,
    String dialect,
    @Nullable URI baseUrl,
    boolean takesSchema,
    @Nullable Integer maxOutputTokens,
    @Nullable Price price) {

  /** What a million tokens cost, in USD. */
  record Price(BigDecimal input, BigDecimal output) {}

  /** USD per million tokens to credits of 0.001 USD per token. */
  private static final BigDecimal PER_TOKEN = new BigDecimal("0.001");

  private static final int CREDIT_DIGITS = 6;

  /** Whether a call costs money, as far as the catalog knows. */
  boolean isPaid() {
    return price != null && price.input().add(price.output()).signum() > 0;
  }

  /** What a call has used, at this price. */
  Usage usage(long inputTokens, long outputTokens) {
    BigDecimal credits = BigDecimal.ZERO;
    if (price != null) {
      BigDecimal input = price.input().multiply(BigDecimal.valueOf(inputTokens));
      BigDecimal output = price.output().multiply(BigDecimal.valueOf(outputTokens));
      credits = input.add(output).multiply(PER_TOKEN).setScale(CREDIT_DIGITS, RoundingMode.HALF_UP);
    }
    return new Usage(providerKey, key, inputTokens, outputTokens, credits);
  }
}
