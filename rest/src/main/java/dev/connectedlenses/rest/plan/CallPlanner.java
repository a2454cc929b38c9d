package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.plan.Plan.Argument;
import dev.connectedlenses.rest.request.JsonMembers;
import dev.connectedlenses.rest.request.Method;
import dev.connectedlenses.rest.request.Payload;
import dev.connectedlenses.rest.request.QueryParams;
import dev.connectedlenses.rest.request.Shape;
import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.Routine;
import dev.connectedlenses.rest.schemacache.Routine.Parameter;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Picks the function a request means and binds its arguments. */
final class CallPlanner {

  private final SchemaCache cache;

  CallPlanner(SchemaCache cache) {
    this.cache = cache;
  }

  Routine choose(Shape request, String name) {
    Set<String> keys = argumentKeys(request);
    List<Routine> named = new ArrayList<>();
    List<Routine> unnamed = new ArrayList<>();
    for (Routine r : cache.routines(request.schema(), name)) {
      if (takes(r, keys, request)) {
        named.add(r);
      } else if (takesBody(r, request)) {
        unnamed.add(r);
      }
    }
    List<Routine> fitting = named.isEmpty() ? unnamed : named;
    return switch (fitting.size()) {
      case 0 -> throw RoutineErrors.none(cache, request, name, keys);
      case 1 -> fitting.getFirst();
      default -> throw RoutineErrors.ambiguous(fitting);
    };
  }

  private static Set<String> argumentKeys(Shape request) {
    if (request.method() != Method.POST) {
      Set<String> keys = new LinkedHashSet<>();
      request.query().arguments().forEach(p -> keys.add(p.name()));
      return keys;
    }
    List<String> columns = request.query().columns();
    if (columns != null) {
      return new LinkedHashSet<>(columns);
    }
    return request.payload() instanceof Payload.Json json
        ? new LinkedHashSet<>(json.keys())
        : Set.of();
  }

  private static boolean takes(Routine routine, Set<String> keys, Shape request) {
    if (routine.parameters().isEmpty()) {
      return keys.isEmpty() && !(request.payload() instanceof Payload.Raw);
    }
    Set<String> required = new LinkedHashSet<>();
    Set<String> all = new LinkedHashSet<>();
    for (Parameter p : routine.parameters()) {
      all.add(p.name().text());
      if (p.required()) {
        required.add(p.name().text());
      }
    }
    return keys.containsAll(required) && all.containsAll(keys);
  }

  private static boolean takesBody(Routine routine, Shape request) {
    if (request.method() != Method.POST
        || routine.parameters().size() != 1
        || !routine.parameters().getFirst().unnamed()) {
      return false;
    }
    String type = routine.parameters().getFirst().type().text();
    return switch (request.contentType()) {
      case "application/json" -> type.equals("json") || type.equals("jsonb");
      case "text/plain" -> type.equals("text");
      case "text/xml" -> type.equals("xml");
      case "application/octet-stream" -> type.equals("bytea");
      default -> false;
    };
  }

  List<Argument> arguments(Routine routine, Shape request) {
    if (routine.parameters().size() == 1 && routine.parameters().getFirst().unnamed()) {
      Parameter only = routine.parameters().getFirst();
      return switch (request.payload()) {
        case Payload.Raw raw -> List.of(new Argument.Body(only, raw.text()));
        case Payload.Json json -> List.of(new Argument.Text(only, json.text()));
        case Payload.None none -> List.of();
      };
    }
    return request.method() == Method.POST ? ofBody(routine, request) : ofQuery(routine, request);
  }

  private static List<Argument> ofQuery(Routine routine, Shape request) {
    List<Argument> arguments = new ArrayList<>();
    for (Parameter p : routine.parameters()) {
      List<QueryParams.Argument> given =
          request.query().arguments().stream()
              .filter(a -> a.name().equals(p.name().text()))
              .toList();
      if (!given.isEmpty()) {
        arguments.add(argument(p, given));
      }
    }
    return arguments;
  }

  private static Argument argument(Parameter p, List<QueryParams.Argument> given) {
    return p.variadic() && !given.getFirst().literal()
        ? new Argument.Many(p, given.stream().map(QueryParams.Argument::value).toList())
        : new Argument.Text(p, given.getLast().value());
  }

  private static List<Argument> ofBody(Routine routine, Shape request) {
    if (!(request.payload() instanceof Payload.Json json)) {
      return List.of();
    }
    Map<String, JsonMembers.Member> members = new HashMap<>();
    json.members().forEach(m -> members.put(m.name(), m));
    List<String> columns = request.query().columns();
    List<Argument> arguments = new ArrayList<>();
    for (Parameter p : routine.parameters()) {
      String name = p.name().text();
      JsonMembers.Member member = members.get(name);
      if (columns == null ? member != null : columns.contains(name)) {
        arguments.add(member == null ? new Argument.Null(p) : argument(p, member));
      }
    }
    return arguments;
  }

  private static Argument argument(Parameter p, JsonMembers.Member member) {
    if (p.type().text().equals("json") || p.type().text().equals("jsonb")) {
      return new Argument.Text(p, member.source());
    }
    return member.nested()
        ? new Argument.Json(p, member.source())
        : new Argument.Text(p, member.text());
  }

  /** The rows of a call's result, as far as names are concerned. */
  Source source(Routine routine) {
    Map<String, Column> columns = routine.returns().columns();
    return new Source(
        routine.name().name().text(),
        routine.returns().table(),
        columns == null
            ? Map.of("pgrst_scalar", cache.scalarColumn(routine.returns().type()))
            : columns);
  }
}
