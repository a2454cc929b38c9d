package dev.connectedlenses.providers;

import org.jspecify.annotations.Nullable;

/**
 * The sampling settings of a call; null means the provider's own default. {@code attempt} counts
 * from 1 and is never sent: only the demo provider looks at it, to fail on the first attempt alone.
 */
public record ChatParams(
    @Nullable Double temperature,
    @Nullable Integer maxTokens,
    @Nullable Integer seed,
    int attempt) {

  public ChatParams {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt counts from 1, was " + attempt);
    }
  }

  public static ChatParams defaults() {
    return new ChatParams(null, null, null, 1);
  }

  public ChatParams withAttempt(int number) {
    return new ChatParams(temperature, maxTokens, seed, number);
  }

  public ChatParams withMaxTokens(@Nullable Integer limit) {
    return new ChatParams(temperature, limit, seed, attempt);
  }
}
