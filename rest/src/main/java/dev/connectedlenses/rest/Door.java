package dev.connectedlenses.rest;

import dev.connectedlenses.rest.Admission.Guest;
import dev.connectedlenses.rest.Caller.Standing;
import dev.connectedlenses.rest.error.ApiError;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in: nobody too often, and nobody at the cost of others. Requests that usually take
 * more of a processor than 0.1 s, and much more than those of others, share a few places of their
 * own; of those that nobody has sent before, the database is asked what it thinks when the caller
 * is unknown or has had much, and one of them at a time shows it. What only reads and was quick has
 * places of its own, few, as no more would make it quicker.
 */
final class Door {

  private static final int REMEMBERED = 10_000;

  private final int perMinute;
  private final Crowd crowd;
  private final Admission reading;
  private final Admission usual;
  private final Admission slow;
  private final Pace batches = new Pace();
  private final Trials trials;
  private final int processors;
  private final LongSupplier nanos;
  private final Pillory pillory;
  private final Map<Object, Caller> callers = new ConcurrentHashMap<>();
  private final LongAdder tooOften = new LongAdder();
  private final Level level;
  private final Processors shares;
  private volatile int sweepAt = REMEMBERED;

  /**
   * @param processors how many the machine has
   */
  Door(RequestLimits limits, int processors, LongSupplier nanos, Pillory pillory) {
    this.processors = processors;
    this.level = new Level(nanos.getAsLong());
    this.shares = new Processors(processors, nanos.getAsLong());
    this.pillory = pillory;
    this.perMinute = limits.perMinute();
    this.crowd = limits.crowd();
    this.reading = new Admission(crowd.readers(processors), nanos);
    this.usual = new Admission(crowd, nanos);
    this.slow = new Admission(crowd.slow(processors), nanos);
    this.trials = new Trials(processors, crowd.waiting());
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
    Caller known = of(caller);
    long now = nanos.getAsLong();
    long early = known.early(now, perMinute);
    if (early > 0) {
      tooOften.increment();
      pillory.keep(known.impatience(), now);
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

  /**
   * Who comes for what.
   *
   * @param pace how long requests of this shape take; null if it does not say much
   * @param reads whether it only reads
   * @param dear asks the database whether it expects much work
   */
  record Visit(Object who, @Nullable Pace pace, boolean reads, BooleanSupplier dear) {}

  /** Does a batch of requests when there is a place; all batches are of one shape. */
  <T> T batch(Object who, Supplier<T> work) {
    return through(new Visit(who, batches, false, () -> false), work);
  }

  /** Does this work for a caller when there is a place, or refuses. */
  <T> T through(Object who, Supplier<T> work) {
    return through(new Visit(who, null, false, () -> false), work);
  }

  /** Does this work for a visitor when there is a place, or refuses. */
  <T> T through(Visit visit, Supplier<T> work) {
    if (crowd.equals(Crowd.UNLIMITED)) {
      return usual.admit(Guest.FIRST, work);
    }
    Caller caller = of(visit.who());
    return isSlow(visit.pace(), caller)
        ? slowly(visit, caller, work)
        : notSlow(visit, caller, work);
  }

  private <T> T notSlow(Visit visit, Caller caller, Supplier<T> work) {
    Pace pace = visit.pace();
    if (pace == null || !doubtful(visit, pace, caller)) {
      return quickly(visit, caller, work);
    }
    if (!trials.enters(pace, limit(), crowd.patience())) {
      return pace.proven(limit()) ? asShown(visit, caller, work) : slowly(visit, caller, work);
    }
    try {
      if (pace.strange()) {
        Guest guest = guest(visit.who(), caller, usual);
        pace.guess(usual.admit(guest, visit.dear()::getAsBoolean, () -> sendsAway(caller)));
      }
      if (!isSlow(pace, caller)) {
        return quickly(visit, caller, work);
      }
    } finally {
      trials.leaves(pace);
    }
    return slowly(visit, caller, work);
  }

  /** Whether somebody unknown, or who has had much, brings what was never answered quickly. */
  private boolean doubtful(Visit visit, Pace pace, Caller caller) {
    return !pace.proven(limit()) && !usual.trusts(guest(visit.who(), caller, usual));
  }

  private <T> T asShown(Visit visit, Caller caller, Supplier<T> work) {
    return isSlow(visit.pace(), caller)
        ? slowly(visit, caller, work)
        : quickly(visit, caller, work);
  }

  private boolean isSlow(@Nullable Pace pace, Caller caller) {
    return caller.slow(nanos.getAsLong(), pace, limit(), this::isCrowd);
  }

  /** Whether all processors have something to do. */
  private boolean isCrowd() {
    return reading.inside() + usual.inside() >= processors;
  }

  /** Where those have their places who are not slow. */
  private Admission places(Visit visit, Caller caller) {
    Pace pace = visit.pace();
    boolean quick = pace != null && pace.quick(limit()) && caller.quick(pace, limit());
    return visit.reads() && quick ? reading : usual;
  }

  private double limit() {
    return level.limit();
  }

  /**
   * Refuses whoever would be refused anyway, before anybody has looked at what is asked; what reads
   * is taken for quick when its caller's requests were.
   */
  void glance(Object who, boolean reads) {
    if (crowd.equals(Crowd.UNLIMITED)) {
      return;
    }
    Caller caller = of(who);
    boolean usually = !isSlow(null, caller);
    Admission places = reads && caller.quick(limit()) ? reading : usual;
    if (usually && places.hopeless(guest(who, caller, places))) {
      sendsAway(caller);
      throw places.away();
    }
  }

  private void sendsAway(Caller caller) {
    pillory.keep(caller.impatience(), nanos.getAsLong());
  }

  private <T> T slowly(Visit visit, Caller caller, Supplier<T> work) {
    Standing standing = caller.standing(nanos.getAsLong());
    Guest guest = new Guest(visit.who(), true, standing.used());
    // when nobody waits for a place among the slow, they are not too many, but usual
    boolean tells = standing.known() && slow.waiting() == 0;
    return slow.admit(
        guest, () -> timed(caller, visit.pace(), tells, work), () -> sendsAway(caller));
  }

  private <T> T quickly(Visit visit, Caller caller, Supplier<T> work) {
    Pace pace = visit.pace();
    boolean proven = pace == null || pace.proven(limit());
    boolean tells = proven && caller.standing(nanos.getAsLong()).known();
    Admission places = places(visit, caller);
    return places.admit(
        guest(visit.who(), caller, places),
        () -> timed(caller, pace, tells, work),
        () -> sendsAway(caller));
  }

  /** Whoever is known may have the last places too, as long as it has not half of all. */
  private Guest guest(Object who, Caller caller, Admission places) {
    Standing standing = caller.standing(nanos.getAsLong());
    boolean trusted = standing.known() && standing.inside() < places.places() / 2;
    return new Guest(who, trusted, standing.used());
  }

  private <T> T timed(Caller caller, @Nullable Pace pace, boolean tells, Supplier<T> work) {
    long began = nanos.getAsLong();
    double entered = shares.enters(began);
    caller.enters(began);
    boolean answered = false;
    try {
      T answer = work.get();
      answered = true;
      return answer;
    } finally {
      long now = nanos.getAsLong();
      long share = shares.leaves(now, entered);
      // a refusal is quick and says nothing of those that are not refused, unless it took its time
      boolean says = answered || share > limit();
      caller.leaves(now, says ? pace : null, new Caller.Time(now - began, share));
      if (tells) {
        level.learn(now, share);
      }
    }
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
    return reading.inside() + usual.inside() + slow.inside();
  }

  /** How many wait in line. */
  int waiting() {
    return reading.waiting() + usual.waiting() + slow.waiting() + trials.waiting();
  }

  /** How many were sent away so far. */
  long turnedAway() {
    return reading.turnedAway() + usual.turnedAway() + slow.turnedAway() + tooOften.sum();
  }

  /** How many callers are remembered. */
  int remembered() {
    return callers.size();
  }
}
