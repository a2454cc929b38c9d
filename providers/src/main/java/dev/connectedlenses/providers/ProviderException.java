package dev.connectedlenses.providers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that gave no answer, sorted by what the caller can do about it. Its message names the
 * provider and the remedy and never holds a credential or more than a line of the provider's reply.
 */
public final class ProviderException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as a retry or a person can act on it. */
  public enum Kind {
    /** Too many calls; wait {@link #retryAfter} if it is known. */
    RATE_LIMIT,
    /** No complete answer in the time allowed. */
    TIMEOUT,
    /** The provider failed, broke off or answered nonsense; another try may work. */
    PROVIDER_ERROR,
    /** The credential is missing, wrong or not allowed; a retry will not help. */
    AUTH,
    /** The provider refuses this request or model; a retry will not help. */
    BAD_REQUEST
  }

  private final Kind kind;
  private final transient @Nullable Duration retryAfter;

  public ProviderException(Kind kind, String message, @Nullable Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public ProviderException(Kind kind, String message) {
    this(kind, message, null);
  }

  public Kind kind() {
    return kind;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
