package dev.connectedlenses.providers;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leaves one provider alone, under one key, while it fails or has asked for rest. Five failures in
 * a row open it; after a rest that doubles, one call at a time tries whether the provider is back.
 * Second tries are a tenth of the calls at most, so that trouble is never made worse by us; but the
 * calls that a provider put off itself may all come back, and one a second is let through in any
 * case, or what is left after a storm would wait for calls that nobody makes.
 */
public final class Breaker {
  static final int FAILURES = 5;
  static final Duration FIRST_REST = Duration.ofSeconds(2);
  static final Duration LONGEST_REST = Duration.ofSeconds(20);
  static final Duration SHORT_WAIT = Duration.ofSeconds(1);
  private static final double PER_SUCCESS = 0.1;
  private static final double MOST_TOKENS = 10;

  private final LongSupplier nanoTime;
  private int failures;
  private boolean open;
  private boolean probing;
  private long restsUntil;
  private Duration rest = FIRST_REST;
  private double tokens = MOST_TOKENS;
  private int putOff;
  private long sparedAt;

  Breaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.restsUntil = nanoTime.getAsLong();
    this.sparedAt = restsUntil;
  }

  /**
   * Asks for leave to call; whoever gets it says how the call ended.
   *
   * @param again whether this is another try after a failure
   * @return how long to wait before asking again, null where the call may begin
   */
  public synchronized @Nullable Duration enter(boolean again) {
    long left = restsUntil - nanoTime.getAsLong();
    if (left > 0) {
      return Duration.ofNanos(left);
    }
    if (open) {
      if (probing) {
        return SHORT_WAIT;
      }
      probing = true;
      return null;
    }
    return !again || mayTryAgain() ? null : SHORT_WAIT;
  }

  private boolean mayTryAgain() {
    if (putOff > 0) {
      putOff--;
      return true;
    }
    if (tokens >= 1) {
      tokens--;
      return true;
    }
    long now = nanoTime.getAsLong();
    boolean due = now - sparedAt >= SHORT_WAIT.toNanos();
    sparedAt = due ? now : sparedAt;
    return due;
  }

  /** The call was answered, be it with a refusal that is about the call and not the provider. */
  public synchronized void answered() {
    failures = 0;
    open = false;
    probing = false;
    rest = FIRST_REST;
    tokens = Math.min(MOST_TOKENS, tokens + PER_SUCCESS);
  }

  /** The call ended without anything being learned of the provider. */
  public synchronized void abandoned() {
    probing = false;
  }

  /** The call failed like this. */
  public void failed(ProviderException failure) {
    switch (failure.kind()) {
      case AUTH, BAD_REQUEST -> answered();
      case RATE_LIMIT -> restFor(failure.retryAfter());
      case TIMEOUT, PROVIDER_ERROR -> broke();
    }
  }

  private synchronized void restFor(@Nullable Duration asked) {
    probing = false;
    open = true;
    putOff++;
    long until = nanoTime.getAsLong() + (asked == null ? SHORT_WAIT : asked).toNanos();
    restsUntil = until - restsUntil > 0 ? until : restsUntil;
  }

  private synchronized void broke() {
    failures++;
    if (open || failures >= FAILURES) {
      open = true;
      probing = false;
      restsUntil = nanoTime.getAsLong() + rest.toNanos();
      Duration doubled = rest.multipliedBy(2);
      rest = doubled.compareTo(LONGEST_REST) < 0 ? doubled : LONGEST_REST;
    }
  }
}
