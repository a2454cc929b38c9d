package dev.connectedlenses.engine.node;

import java.math.BigDecimal;

/**
 * What one paid call used.
 *
 * @param costCredits in credits of 0.001 USD, at the price in force at call time
 */
public record Usage(
    String providerKey,
    String modelKey,
    long inputTokens,
    long outputTokens,
    BigDecimal costCredits) {}
