package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.RestException;
import java.util.Collection;
import java.util.List;

/** Refusals of requests that name what is not there. */
final class PlanErrors {

  private PlanErrors() {}

  static RestException notEmbedded(String name) {
    return ApiError.of(
            Code.PGRST108, "'%s' is not an embedded resource in this request".formatted(name))
        .hint("Verify that '%s' is included in the 'select' query parameter.".formatted(name))
        .asException();
  }

  static RestException noTable(String schema, String name, List<String> tables) {
    String nearest = Similar.name(name, tables);
    List<String> near = Similar.columns(name, tables);
    return ApiError.of(
            Code.PGRST205,
            "Could not find the table '%s.%s' in the schema cache".formatted(schema, name))
        .hint(nearest == null ? null : perhaps(schema, nearest))
        .remedy(near.isEmpty() ? null : perhaps(schema, near.getFirst()))
        .asException();
  }

  private static String perhaps(String schema, String table) {
    return "Perhaps you meant the table '%s.%s'".formatted(schema, table);
  }

  /** An unknown column of a read, in the words of PostgreSQL. */
  static RestException undefinedColumn(String label, String column, List<String> nearest) {
    String hint =
        switch (nearest.size()) {
          case 1 ->
              "Perhaps you meant to reference the column \"%s.%s\"."
                  .formatted(label, nearest.get(0));
          case 2 ->
              "Perhaps you meant to reference the column \"%s.%s\" or the column \"%s.%s\"."
                  .formatted(label, nearest.get(0), label, nearest.get(1));
          default -> null;
        };
    String message = "column %s.%s does not exist".formatted(label, column);
    return ApiError.of(400, "42703", message).hint(hint).asException();
  }

  /** A key or column of a write that the table does not have. */
  static RestException noColumn(String table, String column, Collection<String> columns) {
    return ApiError.of(
            Code.PGRST204,
            "Could not find the '%s' column of '%s' in the schema cache".formatted(column, table))
        .remedy(columnRemedy(table, column, columns))
        .asException();
  }

  private static String columnRemedy(String table, String column, Collection<String> columns) {
    List<String> nearest = Similar.columns(column, columns);
    return nearest.isEmpty()
        ? "The columns of '%s' are: %s".formatted(table, String.join(", ", columns))
        : "Perhaps you meant the column '%s'.".formatted(nearest.getFirst());
  }

  static RestException undefinedType(String type) {
    return ApiError.of(400, "42704", "type \"%s\" does not exist".formatted(type)).asException();
  }

  static RestException maxAffectedWithoutSet() {
    return ApiError.of(
            Code.PGRST128,
            "Function must return SETOF or TABLE when max-affected preference is used with"
                + " handling=strict")
        .asException();
  }

  static RestException rootDisabled() {
    return ApiError.of(Code.PGRST126, "Root endpoint metadata is disabled")
        .hint("Ask a relation or a function by its name.")
        .asException();
  }

  static RestException noRootFunction(String function) {
    return ApiError.of(
            Code.PGRST202, "Could not find the function %s in the schema cache".formatted(function))
        .hint("The setting db-root-spec must name one function without required parameters.")
        .asException();
  }

  static RestException noRevision(String table) {
    return ApiError.of(Code.PGRST127, "If-Match needs a column 'revision' on '%s'".formatted(table))
        .hint("Leave the header If-Match away, or send If-Match: *.")
        .asException();
  }

  static RestException aggregatesOff() {
    return ApiError.of(Code.PGRST123, "Use of aggregate functions is not allowed").asException();
  }

  static RestException notToOne(String origin, String target) {
    return ApiError.of(Code.PGRST118, "A related order on '%s' is not possible".formatted(target))
        .details(
            "'%s' and '%s' do not form a many-to-one or one-to-one relationship"
                .formatted(origin, target))
        .asException();
  }
}
