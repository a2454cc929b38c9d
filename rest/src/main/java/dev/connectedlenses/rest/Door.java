package dev.connectedlenses.rest;

import dev.connectedlenses.rest.Caller.Standing;
import dev.connectedlenses.rest.error.ApiError;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Who may come in: nobody too often, and nobody at the cost of others. Callers whose requests
 * usually take longer than a second, and much longer than those of others, share a few places of
 * their own.
 */
final class Door {

  private static final int REMEMBERED = 10_000;
  private static final double LONG = Duration.ofSeconds(1).toNanos();
  private static final int MUCH_LONGER = 4;
  private static final double NEWEST = 0.05;

  private final int perMinute;
  private final Crowd crowd;
  private final Admission usual;
  private final Admission slow;
  private final LongSupplier nanos;
  private final Map<Object, Caller> callers = new ConcurrentHashMap<>();
  private final LongAdder tooOften = new LongAdder();
  private volatile int sweepAt = REMEMBERED;

  /** How long requests take of those who are known and not slow; a busy machine lengthens it. */
  private volatile double level;

  Door(RequestLimits limits, LongSupplier nanos) {
    this.perMinute = limits.perMinute();
    this.crowd = limits.crowd();
    this.usual = new Admission(crowd);
    this.slow = new Admission(crowd.part(8));
    this.nanos = nanos;
  }

  /** Whether it lets in as these limits say. */
  boolean keeps(RequestLimits limits) {
    return perMinute == limits.perMinute() && crowd.equals(limits.crowd());
  }

  /** Counts one request of this caller, or refuses it. */
  void count(Object caller) {
    if (perMinute == Integer.MAX_VALUE) {
      return;
    }
    long early = of(caller).early(nanos.getAsLong(), perMinute);
    if (early > 0) {
      tooOften.increment();
      throw tooOften(early).asException();
    }
  }

  private ApiError tooOften(long early) {
    long seconds = Math.max(1, Duration.ofNanos(early).plusMillis(999).toSeconds());
    return ApiError.of(429, "over_request_rate_limit", "Too many requests")
        .details("One caller may send %d requests a minute.".formatted(perMinute))
        .hint("Send the next one in %d s.".formatted(seconds))
        .header("Retry-After", Long.toString(seconds));
  }

  /** Does this work for a caller when there is a place, or refuses. */
  <T> T through(Object who, Supplier<T> work) {
    if (crowd.equals(Crowd.UNLIMITED)) {
      return usual.admit(Admission.Guest.FIRST, work);
    }
    Caller caller = of(who);
    Standing standing = caller.standing(nanos.getAsLong());
    boolean slowly = standing.usual() > Math.max(LONG, MUCH_LONGER * level);
    boolean quick = standing.known() && !slowly;
    boolean trusted = quick && standing.inside() < crowd.atOnce() / 2;
    return (slowly ? slow : usual)
        .admit(
            new Admission.Guest(who, trusted || slowly, standing.used()),
            () -> timed(caller, quick, work));
  }

  private <T> T timed(Caller caller, boolean quick, Supplier<T> work) {
    long began = nanos.getAsLong();
    caller.enters();
    try {
      return work.get();
    } finally {
      long now = nanos.getAsLong();
      caller.leaves(now, now - began);
      if (quick) {
        learn(now - began);
      }
    }
  }

  private synchronized void learn(long took) {
    level += NEWEST * (took - level);
  }

  private Caller of(Object key) {
    Caller known = callers.get(key);
    if (known != null) {
      return known;
    }
    if (callers.size() >= sweepAt) {
      sweep();
    }
    return callers.computeIfAbsent(key, k -> new Caller(nanos.getAsLong()));
  }

  /** Forgets who has been silent. */
  private void sweep() {
    long now = nanos.getAsLong();
    callers.values().removeIf(caller -> caller.idle(now));
    sweepAt = Math.max(REMEMBERED, 2 * callers.size());
  }

  /** How many are under way. */
  int inside() {
    return usual.inside() + slow.inside();
  }

  /** How many wait in line. */
  int waiting() {
    return usual.waiting() + slow.waiting();
  }

  /** How many were sent away so far. */
  long turnedAway() {
    return usual.turnedAway() + slow.turnedAway() + tooOften.sum();
  }

  /** How many callers are remembered. */
  int remembered() {
    return callers.size();
  }
}
