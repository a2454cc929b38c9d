package dev.connectedlenses.rest;

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

  private final int half;
  private volatile ConcurrentMap<Shape, Prepared> young = new ConcurrentHashMap<>();
  private volatile ConcurrentMap<Shape, Prepared> old = new ConcurrentHashMap<>();

  PlanCache(int most) {
    this.half = Math.max(1, most / 2);
  }

  Prepared get(Shape shape, Function<Shape, Prepared> maker) {
    Prepared known = find(shape);
    if (known != null) {
      return known;
    }
    Prepared made = maker.apply(shape);
    put(shape, made);
    return made;
  }

  private @Nullable Prepared find(Shape shape) {
    Prepared known = young.get(shape);
    if (known == null) {
      known = old.get(shape);
      if (known != null) {
        put(shape, known);
      }
    }
    return known;
  }

  private void put(Shape shape, Prepared prepared) {
    if (young.size() >= half) {
      turn();
    }
    young.put(shape, prepared);
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
