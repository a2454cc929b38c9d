package dev.connectedlenses.rest.request;

import org.jspecify.annotations.Nullable;

/** Which rows of an ordered result: so many (null: all) after skipping so many. */
public record RowRange(long offset, @Nullable Long limit) {

  /** Every row. */
  public static final RowRange ALL = new RowRange(0, null);

  /** The rows that are in both ranges. */
  public RowRange and(RowRange other) {
    long from = Math.max(offset, other.offset);
    Long end = smaller(end(), other.end());
    return new RowRange(from, end == null ? null : Long.valueOf(Math.max(0, end - from)));
  }

  /** The same with at most so many rows. */
  public RowRange atMost(@Nullable Long most) {
    return new RowRange(offset, smaller(limit, most));
  }

  private @Nullable Long end() {
    if (limit == null) {
      return null;
    }
    long end = offset + limit;
    return end < offset ? Long.valueOf(Long.MAX_VALUE) : Long.valueOf(end);
  }

  private static @Nullable Long smaller(@Nullable Long a, @Nullable Long b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Long.valueOf(Math.min(a, b));
  }
}
