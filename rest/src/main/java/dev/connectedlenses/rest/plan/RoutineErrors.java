package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.request.Method;
import dev.connectedlenses.rest.request.Shape;
import dev.connectedlenses.rest.schemacache.Routine;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refusals when no function fits a call, or more than one. */
final class RoutineErrors {

  private RoutineErrors() {}

  static RestException none(SchemaCache cache, Shape request, String name, Set<String> unsorted) {
    List<String> keys = unsorted.stream().sorted().toList();
    String function = request.schema() + "." + name;
    String list = String.join(", ", keys);
    String bodyType = request.method() == Method.POST ? request.contentType() : "";
    String alone =
        switch (bodyType) {
          case "application/octet-stream" -> "bytea";
          case "text/plain" -> "text";
          case "text/xml" -> "xml";
          default -> null;
        };
    String with =
        switch (keys.size()) {
          case 0 -> " without parameters";
          case 1 -> " with parameter " + list;
          default -> " with parameters " + list;
        };
    String searched =
        alone != null
            ? " with a single unnamed " + alone + " parameter"
            : with
                + (bodyType.equals("application/json")
                    ? " or with a single unnamed json/jsonb parameter"
                    : "");
    String shown = keys.isEmpty() ? " without parameters" : "(" + list + ")";
    return ApiError.of(
            Code.PGRST202,
            "Could not find the function %s%s in the schema cache"
                .formatted(function, alone != null ? "" : shown))
        .details(
            "Searched for the function %s%s, but no matches were found in the schema cache."
                .formatted(function, searched))
        .hint(hint(cache, request.schema(), name, unsorted))
        .asException();
  }

  private static @Nullable String hint(
      SchemaCache cache, String schema, String name, Set<String> keys) {
    List<Routine> same = cache.routines(schema, name);
    if (!same.isEmpty()) {
      String nearest =
          Similar.name(
              String.join(", ", keys), same.stream().map(RoutineErrors::parameters).toList());
      String parameters =
          nearest == null && same.size() == 1 ? parameters(same.getFirst()) : nearest;
      return parameters == null || keys.isEmpty()
          ? null
          : "Perhaps you meant to call the function %s.%s(%s)".formatted(schema, name, parameters);
    }
    String nearest =
        Similar.name(
            name,
            cache.routines().keySet().stream()
                .filter(k -> k.schema().equals(schema))
                .map(k -> k.name())
                .toList());
    return nearest == null
        ? null
        : "Perhaps you meant to call the function %s.%s".formatted(schema, nearest);
  }

  private static String parameters(Routine routine) {
    return routine.parameters().stream()
        .map(p -> p.name().text())
        .collect(Collectors.joining(", "));
  }

  private static String signature(Routine routine) {
    return routine.name()
        + routine.parameters().stream()
            .map(p -> p.name() + " => " + p.type())
            .collect(Collectors.joining(", ", "(", ")"));
  }

  static RestException ambiguous(List<Routine> fitting) {
    String candidates =
        fitting.stream().map(RoutineErrors::signature).collect(Collectors.joining(", "));
    return ApiError.of(
            Code.PGRST203, "Could not choose the best candidate function between: " + candidates)
        .hint(
            "Try renaming the parameters or the function itself in the database so function"
                + " overloading can be resolved")
        .asException();
  }
}
