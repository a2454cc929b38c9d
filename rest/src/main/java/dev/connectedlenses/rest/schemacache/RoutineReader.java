package dev.connectedlenses.rest.schemacache;

import dev.connectedlenses.rest.schemacache.CatalogRows.FunctionRow;
import dev.connectedlenses.rest.schemacache.Relationship.ByFunction;
import dev.connectedlenses.rest.schemacache.Routine.Parameter;
import dev.connectedlenses.rest.schemacache.Routine.Returns;
import dev.connectedlenses.rest.schemacache.Routine.Volatility;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Sorts functions into callable ones, computed columns and computed relationships. */
final class RoutineReader {

  private final Names names;
  private final Map<Long, ObjectName> relationNames;
  private final LongFunction<Map<String, Column>> columns;
  private final Map<ObjectName.Key, List<Routine>> routines = new HashMap<>();
  private final Map<ObjectName.Key, Map<String, ComputedColumn>> computed = new HashMap<>();
  private final List<ByFunction> relationships = new ArrayList<>();

  RoutineReader(
      Names names, Map<Long, ObjectName> relationNames, LongFunction<Map<String, Column>> columns) {
    this.names = names;
    this.relationNames = relationNames;
    this.columns = columns;
  }

  Map<ObjectName.Key, List<Routine>> routines() {
    return Map.copyOf(routines);
  }

  Map<ObjectName.Key, Map<String, ComputedColumn>> computedColumns() {
    return Map.copyOf(computed);
  }

  List<ByFunction> relationships() {
    return relationships;
  }

  void add(FunctionRow row) {
    ObjectName name = new ObjectName(names.of(row.schema()), names.of(row.name()));
    addComputed(row, name);
    List<Parameter> parameters = parameters(row);
    long unnamed = parameters.stream().filter(Parameter::unnamed).count();
    if (unnamed > 1 || (unnamed == 1 && parameters.size() > 1)) {
      return;
    }
    Routine routine =
        new Routine(
            row.oid(),
            name,
            row.description(),
            parameters,
            returns(row),
            volatility(row),
            settings(row));
    routines.computeIfAbsent(name.key(), k -> new ArrayList<>()).add(routine);
  }

  private void addComputed(FunctionRow row, ObjectName name) {
    if (row.argumentRelations().size() != 1 || row.returnType().equals("void")) {
      return;
    }
    ObjectName origin = relationNames.get(row.argumentRelations().getFirst());
    if (origin == null) {
      return;
    }
    ObjectName target = relationNames.get(row.returnRelation());
    if (row.returnsSet() && target != null) {
      relationships.add(new ByFunction(origin, target, name, row.oneRow()));
    } else if (!row.returnsSet()) {
      computed
          .computeIfAbsent(origin.key(), k -> new HashMap<>())
          .putIfAbsent(
              name.name().text(), new ComputedColumn(name, new CatalogSql(row.returnType())));
    }
  }

  private List<Parameter> parameters(FunctionRow row) {
    List<Parameter> in = new ArrayList<>();
    for (int i = 0; i < row.argumentTypes().size(); i++) {
      String mode = mode(row, i);
      if (mode.equals("i") || mode.equals("b") || mode.equals("v")) {
        in.add(parameter(row, i, mode.equals("v")));
      }
    }
    for (int i = in.size() - row.defaults(); i < in.size(); i++) {
      Parameter p = in.get(i);
      in.set(i, new Parameter(p.name(), p.type(), false, p.variadic(), p.array()));
    }
    return List.copyOf(in);
  }

  private Parameter parameter(FunctionRow row, int i, boolean variadic) {
    String name = i < row.argumentNames().size() ? row.argumentNames().get(i) : "";
    String type = row.argumentTypes().get(i);
    return new Parameter(names.of(name), new CatalogSql(type), true, variadic, type.endsWith("[]"));
  }

  private static String mode(FunctionRow row, int i) {
    return row.argumentModes().isEmpty() ? "i" : row.argumentModes().get(i);
  }

  private Returns returns(FunctionRow row) {
    ObjectName table = relationNames.get(row.returnRelation());
    return new Returns(
        new CatalogSql(row.returnType()),
        row.returnsSet(),
        row.returnType().equals("void"),
        resultColumns(row),
        table == null ? null : table.key(),
        row.returnMedia());
  }

  /**
   * Columns of OUT, INOUT and TABLE arguments, or of the composite type; null for a value, also for
   * a record whose columns only the call will tell.
   */
  private @Nullable Map<String, Column> resultColumns(FunctionRow row) {
    if (row.returnRelation() != 0) {
      return columns.apply(row.returnRelation());
    }
    Map<String, Column> out = new LinkedHashMap<>();
    for (int i = 0; i < row.argumentModes().size(); i++) {
      if ("obt".contains(mode(row, i))) {
        String name = i < row.argumentNames().size() ? row.argumentNames().get(i) : "";
        Identifier id = names.of(name.isEmpty() ? "column" + (out.size() + 1) : name);
        out.put(id.text(), Column.plain(id, new CatalogSql(row.argumentTypes().get(i))));
      }
    }
    return out.isEmpty() ? null : Collections.unmodifiableMap(out);
  }

  private static Volatility volatility(FunctionRow row) {
    return switch (row.volatility()) {
      case "i" -> Volatility.IMMUTABLE;
      case "s" -> Volatility.STABLE;
      default -> Volatility.VOLATILE;
    };
  }

  private static Map<String, String> settings(FunctionRow row) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String entry : row.settings()) {
      int equals = entry.indexOf('=');
      settings.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return Collections.unmodifiableMap(settings);
  }
}
