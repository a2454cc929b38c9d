package dev.connectedlenses.rest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of somebody who asks: how often of late, how long it took, in all and for each
 * of the last shapes of request, and how much is under way. Two minutes of silence and all is
 * forgotten.
 */
final class Caller {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** What was used loses two thirds of its weight in this time. */
  private static final double FADING = Duration.ofSeconds(10).toNanos();

  private static final int SHAPES = 8;

  /** How often in a row one is told to come back later, and comes at once. */
  private static final int TOLERATED = 3;

  private long paidUntil;
  private final Pace pace = new Pace();
  private final SequencedMap<Pace, Pace> shapes = new LinkedHashMap<>(2 * SHAPES, 0.75f, true);
  private double used;
  private int inside;

  /** The moments at which those inside came, added up. */
  private double came;

  private final Impatience impatience;
  private long at;

  Caller(long now) {
    this.at = now;
    this.paidUntil = now;
    this.impatience = new Impatience(now, TOLERATED);
  }

  /**
   * Where a caller stands in the eyes of the door.
   *
   * @param known whether earlier requests were answered
   * @param used how long requests have kept places of late and until now, in nanoseconds
   * @param inside how many are under way
   */
  record Standing(boolean known, double used, int inside) {}

  /**
   * What a request has taken, in nanoseconds.
   *
   * @param took how long it kept its place
   * @param share how long it would have taken with a processor to itself
   */
  record Time(long took, long share) {}

  /** Counts one request; the answer is for how many nanoseconds it comes too early, or 0. */
  synchronized long early(long now, int perMinute) {
    long next = Math.max(paidUntil, now) + MINUTE / perMinute;
    at = now;
    if (next - now > MINUTE) {
      return next - now - MINUTE;
    }
    paidUntil = next;
    return 0;
  }

  synchronized Standing standing(long now) {
    fade(now);
    return new Standing(pace.known(), used + (double) inside * now - came, inside);
  }

  /**
   * Whether a request of this shape is slow: as those of this caller and shape were; when there
   * were none, as this caller's were or as those of others were of this shape, which also decide
   * when there were one or two that may have been hiccups, and in a crowd as long as this caller's
   * were not quick: whatever is slow among others may be less when it is alone.
   *
   * @param crowd whether all processors have something to do
   */
  synchronized boolean slow(long now, @Nullable Pace shape, double limit, BooleanSupplier crowd) {
    Pace own = shape == null ? null : shapes.get(shape);
    boolean others = shape != null && shape.slow(now, limit);
    if (own == null) {
      return pace.slow(now, limit) || others;
    }
    boolean open = !own.proven(limit) || (!own.quick(limit) && crowd.getAsBoolean());
    return own.slow(now, limit) || (others && open);
  }

  /** Whether its requests were quick, far from this limit. */
  synchronized boolean quick(double limit) {
    return pace.quick(limit);
  }

  /** Whether its requests of this shape were quick, if there were any. */
  synchronized boolean quick(Pace shape, double limit) {
    Pace own = shapes.get(shape);
    return own == null || own.quick(limit);
  }

  Impatience impatience() {
    return impatience;
  }

  /** One request begins. */
  synchronized void enters(long now) {
    inside++;
    came += now;
  }

  /** One request is answered. */
  synchronized void leaves(long now, @Nullable Pace shape, Time time) {
    fade(now);
    inside--;
    came = inside == 0 ? 0 : came - (now - time.took());
    used += time.took();
    pace.took(now, time.share());
    if (shape != null) {
      shape.took(now, time.share());
      shapes.computeIfAbsent(shape, _ -> new Pace()).took(now, time.share());
      if (shapes.size() > SHAPES) {
        shapes.pollFirstEntry();
      }
    }
  }

  private void fade(long now) {
    used *= Math.exp((at - now) / FADING);
    at = now;
  }

  /** Whether nothing would change if it were forgotten. */
  synchronized boolean idle(long now) {
    return inside == 0 && now - at > 2 * MINUTE;
  }
}
