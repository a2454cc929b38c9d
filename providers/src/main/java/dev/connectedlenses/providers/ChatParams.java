package dev.connectedlenses.providers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sampling settings of a call; null means the provider's own default. {@code attempt} counts
 * from 1 and is never sent: only the demo provider looks at it, to fail on the first attempt alone.
 *
 * @param topP the share of probability that tokens are drawn from, 0 to 1
 * @param stop texts at which the answer ends; none is the provider's default
 */
public record ChatParams(
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Integer maxTokens,
    @Nullable Integer seed,
    List<String> stop,
    int attempt) {

  public ChatParams {
    stop = List.copyOf(stop);
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt counts from 1, was " + attempt);
    }
  }

  public static ChatParams defaults() {
    return new ChatParams(null, null, null, null, List.of(), 1);
  }

  public ChatParams withAttempt(int number) {
    return new ChatParams(temperature, topP, maxTokens, seed, stop, number);
  }

  public ChatParams withMaxTokens(@Nullable Integer limit) {
    return new ChatParams(temperature, topP, limit, seed, stop, attempt);
  }
}
