package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.request.Condition.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sorts the parameters of a query string and hands each to its part of the grammar. */
final class QueryParser {

  private final boolean call;
  private final boolean cursors;
  private @Nullable List<Place> cursor;
  private final Values values;
  private @Nullable List<SelectItem> select;
  private final List<Scoped<Condition>> conditions = new ArrayList<>();
  private final List<Scoped<List<OrderTerm>>> orders = new ArrayList<>();
  private final Map<List<String>, Long> limits = new HashMap<>();
  private final Map<List<String>, Long> offsets = new HashMap<>();
  private @Nullable List<String> columns;
  private @Nullable List<String> onConflict;
  private final List<QueryParams.Argument> arguments = new ArrayList<>();

  private QueryParser(boolean call, boolean cursors, Values values) {
    this.call = call;
    this.cursors = cursors;
    this.values = values;
  }

  /**
   * Parses a query.
   *
   * @param call whether parameters that are no filters are arguments of a function
   * @param cursors whether the parameter cursor says where a page begins
   * @param values takes the values of the query
   */
  static QueryParams parse(RawQuery query, boolean call, boolean cursors, Values values) {
    QueryParser parser = new QueryParser(call, cursors, values);
    query.pairs().forEach(parser::add);
    return new QueryParams(
        parser.select,
        List.copyOf(parser.conditions),
        List.copyOf(parser.orders),
        Map.copyOf(parser.limits),
        Map.copyOf(parser.offsets),
        parser.columns,
        parser.onConflict,
        List.copyOf(parser.arguments),
        parser.cursor);
  }

  private void add(RawQuery.Pair pair) {
    String name = pair.name();
    if (cursors && name.equals("cursor")) {
      cursor = PageCursor.decode(pair.value(), values);
      return;
    }
    switch (name) {
      case "select" -> select = SelectParser.parse(pair.value());
      case "columns" -> columns = names("columns parameter", pair.value());
      case "on_conflict" -> onConflict = names("on_conflict parameter", pair.value());
      default -> addScoped(name.substring(name.lastIndexOf('.') + 1), pair);
    }
  }

  private void addScoped(String last, RawQuery.Pair pair) {
    switch (last) {
      case "order" -> {
        if (!pair.value().isEmpty()) {
          orders.add(new Scoped<>(scope(pair.name()), OrderParser.parse(pair.value())));
        }
      }
      case "limit" -> put(limits, pair);
      case "offset" -> put(offsets, pair);
      case "and", "or" -> addGroup(pair, last.equals("or"));
      default -> addFilter(pair);
    }
  }

  private void addGroup(RawQuery.Pair pair, boolean any) {
    List<String> path = new ArrayList<>(scope(pair.name()));
    boolean negated = path.remove("not");
    conditions.add(new Scoped<>(path, FilterParser.group(negated, any, pair.value(), values)));
  }

  private void addFilter(RawQuery.Pair pair) {
    Cursor in = new Cursor("tree path", pair.name());
    List<String> path = new ArrayList<>();
    FieldPath field = Tokens.field(in);
    while (field.steps().isEmpty() && in.take(".")) {
      path.add(field.column());
      field = Tokens.field(in);
    }
    if (!in.atEnd()) {
      throw in.unexpected("\".\", \"->\" or end of input");
    }
    Filter filter =
        call
            ? FilterParser.filterOrNull(field, pair.value(), values)
            : FilterParser.filter(field, pair.value(), values);
    if (filter == null) {
      String value = pair.value();
      arguments.add(
          new QueryParams.Argument(pair.name(), values.add(value), value.startsWith("{")));
    } else {
      conditions.add(new Scoped<>(path, filter));
    }
  }

  private static void put(Map<List<String>, Long> numbers, RawQuery.Pair pair) {
    try {
      numbers.put(scope(pair.name()), Long.valueOf(pair.value().strip()));
    } catch (NumberFormatException e) {
      // a limit or offset that is no number is as good as absent
    }
  }

  /** The relations named before the last word. */
  private static List<String> scope(String name) {
    Cursor in = new Cursor("tree path", name);
    List<String> path = new ArrayList<>();
    path.add(Tokens.name(in));
    while (in.take(".")) {
      path.add(Tokens.name(in));
    }
    return List.copyOf(path.subList(0, path.size() - 1));
  }

  private static List<String> names(String what, String text) {
    Cursor in = new Cursor(what, text);
    List<String> names = new ArrayList<>();
    do {
      in.skipBlanks();
      names.add(Tokens.name(in));
      in.skipBlanks();
    } while (in.take(","));
    if (!in.atEnd()) {
      throw in.unexpected("\",\" or end of input");
    }
    return names.stream().distinct().toList();
  }
}
