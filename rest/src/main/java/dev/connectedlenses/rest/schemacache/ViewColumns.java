package dev.connectedlenses.rest.schemacache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which views show which columns of which tables, through any number of views. */
final class ViewColumns {

  private static final int MOST_COMBINATIONS = 16;

  /** A relation and the columns under which it shows a list of base columns. */
  record Shown(ObjectName relation, List<Identifier> columns) {}

  private record Base(ObjectName relation, Identifier column) {}

  private record Showing(ObjectName view, Identifier column) {}

  private final Map<Base, List<Showing>> direct = new HashMap<>();

  void add(ObjectName view, Identifier column, ObjectName relation, Identifier base) {
    direct
        .computeIfAbsent(new Base(relation, base), k -> new ArrayList<>())
        .add(new Showing(view, column));
  }

  /** The relation itself, then every view that shows all of these columns, in every way it does. */
  List<Shown> showing(ObjectName relation, List<Identifier> columns) {
    List<Shown> found = new ArrayList<>();
    found.add(new Shown(relation, columns));
    Map<ObjectName, List<List<Identifier>>> ways = new HashMap<>();
    List<ObjectName> order = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      for (Showing s : reach(new Base(relation, columns.get(i)))) {
        List<List<Identifier>> perColumn = ways.get(s.view());
        if (perColumn == null) {
          perColumn = new ArrayList<>();
          ways.put(s.view(), perColumn);
          order.add(s.view());
        }
        while (perColumn.size() <= i) {
          perColumn.add(new ArrayList<>());
        }
        perColumn.get(i).add(s.column());
      }
    }
    for (ObjectName view : order) {
      List<List<Identifier>> perColumn = ways.getOrDefault(view, List.of());
      if (perColumn.size() == columns.size()) {
        combinations(perColumn).forEach(c -> found.add(new Shown(view, c)));
      }
    }
    return found;
  }

  private List<Showing> reach(Base start) {
    List<Showing> found = new ArrayList<>();
    Set<Base> seen = new HashSet<>();
    List<Base> todo = new ArrayList<>(List.of(start));
    while (!todo.isEmpty()) {
      Base base = todo.removeFirst();
      if (seen.add(base)) {
        for (Showing s : direct.getOrDefault(base, List.of())) {
          found.add(s);
          todo.add(new Base(s.view(), s.column()));
        }
      }
    }
    return found;
  }

  private static List<List<Identifier>> combinations(List<List<Identifier>> perColumn) {
    List<List<Identifier>> all = List.of(List.of());
    for (List<Identifier> choices : perColumn) {
      List<List<Identifier>> longer = new ArrayList<>();
      for (List<Identifier> prefix : all) {
        for (Identifier choice : choices) {
          List<Identifier> next = new ArrayList<>(prefix);
          next.add(choice);
          longer.add(List.copyOf(next));
        }
      }
      all = longer.size() > MOST_COMBINATIONS ? longer.subList(0, MOST_COMBINATIONS) : longer;
    }
    return all;
  }
}
