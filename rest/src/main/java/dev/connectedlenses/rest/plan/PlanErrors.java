package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.RestException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refusals of requests that name what is not there. */
final class PlanErrors {

  private PlanErrors() {}

  static RestException notEmbedded(String name) {
    return ApiError.of(
            Code.PGRST108, "'%s' is not an embedded resource in this request".formatted(name))
        .hint("Verify that '%s' is included in the 'select' query parameter.".formatted(name))
        .asException();
  }

  static RestException noTable(String schema, String name, @Nullable String nearest) {
    return ApiError.of(
            Code.PGRST205,
            "Could not find the table '%s.%s' in the schema cache".formatted(schema, name))
        .hint(
            nearest == null
                ? null
                : "Perhaps you meant the table '%s.%s'".formatted(schema, nearest))
        .asException();
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
    return new ApiError(400, "42703", message, null, hint, List.of()).asException();
  }

  /** A key or column of a write that the table does not have. */
  static RestException noColumn(String table, String column) {
    return ApiError.of(
            Code.PGRST204,
            "Could not find the '%s' column of '%s' in the schema cache".formatted(column, table))
        .asException();
  }

  static RestException undefinedType(String type) {
    return new ApiError(
            400, "42704", "type \"%s\" does not exist".formatted(type), null, null, List.of())
        .asException();
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
