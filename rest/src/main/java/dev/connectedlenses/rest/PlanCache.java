package dev.connectedlenses.rest;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.connectedlenses.rest.request.Shape;
import dev.connectedlenses.rest.sql.Prepared;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The plans of the shapes of request that come again and again. There are two halves: when the
 * young one is full it becomes the old one, and what is asked for moves back, so shapes that stay
 * away are forgotten without a lock.
 */
final class PlanCache {

  /** A plan, and how long its requests take. */
  record Known(Prepared prepared, Pace pace) {}

  private final int half;
  private volatile ConcurrentMap<Shape, Known> young = new ConcurrentHashMap<>();
  private volatile ConcurrentMap<Shape, Known> old = new ConcurrentHashMap<>();

  PlanCache(int most) {
    this.half = Math.max(1, most / 2);
  }

  Known get(Shape shape, Function<Shape, Prepared> maker) {
    Known known = find(shape);
    if (known != null) {
      return known;
    }
    // whoever else made the same plan meanwhile measures the same pace
    return put(shape, new Known(maker.apply(shape), new Pace()));
  }

  private @Nullable Known find(Shape shape) {
    Known known = young.get(shape);
    if (known == null) {
      known = old.get(shape);
      if (known != null) {
        put(shape, known);
      }
    }
    return known;
  }

  @CanIgnoreReturnValue
  private Known put(Shape shape, Known known) {
    if (young.size() >= half) {
      turn();
    }
    Known first = young.putIfAbsent(shape, known);
    return first == null ? known : first;
  }

  private synchronized void turn() {
    if (young.size() >= half) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }

  int size() {
    return young.size() + old.size();
  }
}
