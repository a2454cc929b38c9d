package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.Condition;
import dev.connectedlenses.rest.request.OrderTerm;
import dev.connectedlenses.rest.request.QueryParams;
import dev.connectedlenses.rest.request.RowRange;
import dev.connectedlenses.rest.request.Scoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the parameters say about one level and the levels below it. */
record Scope(
    List<Scoped<Condition>> conditions,
    List<Scoped<List<OrderTerm>>> orders,
    Map<List<String>, Long> limits,
    Map<List<String>, Long> offsets) {

  static Scope of(QueryParams query) {
    return new Scope(query.conditions(), query.orders(), query.limits(), query.offsets());
  }

  List<Condition> ownConditions() {
    return conditions.stream().filter(c -> c.path().isEmpty()).map(Scoped::value).toList();
  }

  List<OrderTerm> ownOrder() {
    return orders.stream()
        .filter(o -> o.path().isEmpty())
        .flatMap(o -> o.value().stream())
        .toList();
  }

  RowRange ownRange() {
    return new RowRange(offsets.getOrDefault(List.of(), 0L), limits.get(List.<String>of()));
  }

  /** The names of embedded relations that something is said about. */
  Set<String> heads() {
    Set<String> heads = new LinkedHashSet<>();
    List<List<String>> paths = new ArrayList<>();
    conditions.forEach(c -> paths.add(c.path()));
    orders.forEach(o -> paths.add(o.path()));
    paths.addAll(limits.keySet());
    paths.addAll(offsets.keySet());
    paths.stream().filter(p -> !p.isEmpty()).forEach(p -> heads.add(p.getFirst()));
    return heads;
  }

  /** What is said about the embedded relations of these names. */
  Scope under(Predicate<String> names) {
    return new Scope(
        below(conditions, names),
        below(orders, names),
        below(limits, names),
        below(offsets, names));
  }

  private static <T> List<Scoped<T>> below(List<Scoped<T>> all, Predicate<String> names) {
    return all.stream()
        .filter(s -> !s.path().isEmpty() && names.test(s.path().getFirst()))
        .map(s -> new Scoped<>(s.path().subList(1, s.path().size()), s.value()))
        .toList();
  }

  private static Map<List<String>, Long> below(
      Map<List<String>, Long> all, Predicate<String> names) {
    Map<List<String>, Long> below = new HashMap<>();
    all.forEach((path, value) -> {
      if (!path.isEmpty() && names.test(path.getFirst())) {
        below.put(path.subList(1, path.size()), value);
      }
    });
    return below;
  }
}
