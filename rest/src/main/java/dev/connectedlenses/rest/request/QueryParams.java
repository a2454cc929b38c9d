package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.request.Condition.Filter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parsed query string.
 *
 * @param select null if absent, which means all columns
 * @param conditions filters and logic trees in the order of the request
 * @param limits as the client wrote them, negative ones included
 * @param columns null if absent
 * @param cursor the keys of the row before the page, null if absent
 * @param arguments parameters of a function call that are no filters
 */
public record QueryParams(
    @Nullable List<SelectItem> select,
    List<Scoped<Condition>> conditions,
    List<Scoped<List<OrderTerm>>> orders,
    Map<List<String>, Long> limits,
    Map<List<String>, Long> offsets,
    @Nullable List<String> columns,
    @Nullable List<String> onConflict,
    List<Argument> arguments,
    @Nullable List<Place> cursor) {

  /**
   * An argument of a call.
   *
   * @param literal whether it is written as an array already
   */
  public record Argument(String name, Place value, boolean literal) {}

  /** The filters of the root that stand beside a column (not those inside logic trees). */
  public List<Filter> rootFilters() {
    return conditions.stream()
        .filter(c -> c.path().isEmpty() && c.value() instanceof Filter)
        .map(c -> (Filter) c.value())
        .toList();
  }

  /** Limit and offset of one level. */
  public RowRange range(List<String> path) {
    Long offset = offsets.get(path);
    return new RowRange(offset == null ? 0 : offset, limits.get(path));
  }
}
