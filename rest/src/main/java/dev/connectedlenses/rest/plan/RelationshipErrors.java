package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.request.SelectItem.Related;
import dev.connectedlenses.rest.schemacache.ColumnPair;
import dev.connectedlenses.rest.schemacache.Identifier;
import dev.connectedlenses.rest.schemacache.Relationship;
import dev.connectedlenses.rest.schemacache.Relationship.ByFunction;
import dev.connectedlenses.rest.schemacache.Relationship.ByJunction;
import dev.connectedlenses.rest.schemacache.Relationship.ByKey;
import dev.connectedlenses.rest.schemacache.Relationship.Cardinality;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Refusals when no relationship fits, or more than one. */
final class RelationshipErrors {

  private RelationshipErrors() {}

  static RestException none(
      Source origin, Related related, String schema, List<Relationship> reachable) {
    String nearest =
        Similar.name(
            related.name(), reachable.stream().map(r -> r.target().name().text()).toList());
    String hint = related.hint() == null ? "" : " using the hint '" + related.hint() + "'";
    return ApiError.of(
            Code.PGRST200,
            "Could not find a relationship between '%s' and '%s' in the schema cache"
                .formatted(origin.name(), related.name()))
        .details(
            ("Searched for a foreign key relationship between '%s' and '%s'%s in the schema '%s',"
                    + " but no matches were found.")
                .formatted(origin.name(), related.name(), hint, schema))
        .hint(
            nearest == null
                ? null
                : "Perhaps you meant '%s' instead of '%s'.".formatted(nearest, related.name()))
        .asException();
  }

  static RestException ambiguous(Source origin, Related related, List<Relationship> fitting) {
    ArrayNode details = JsonMapper.shared().createArrayNode();
    for (Relationship r : fitting) {
      details
          .addObject()
          .put("cardinality", cardinality(r))
          .put("embedding", r.origin().name() + " with " + r.target().name())
          .put("relationship", description(r));
    }
    String choices =
        fitting.stream()
            .map(r -> "'%s!%s'".formatted(r.target().name(), hint(r)))
            .collect(Collectors.joining(", "));
    return ApiError.of(
            Code.PGRST201,
            "Could not embed because more than one relationship was found for '%s' and '%s'"
                .formatted(origin.name(), related.name()))
        .details(details)
        .hint(
            ("Try changing '%s' to one of the following: %s. Find the desired relationship in the"
                    + " 'details' key.")
                .formatted(related.name(), choices))
        .asException();
  }

  private static String cardinality(Relationship r) {
    return switch (r) {
      case ByKey k -> k.cardinality().label();
      case ByJunction j -> Cardinality.MANY_TO_MANY.label();
      case ByFunction f -> (f.toOne() ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY).label();
    };
  }

  private static String description(Relationship r) {
    return switch (r) {
      case ByKey k ->
          "%s using %s%s and %s%s"
              .formatted(
                  k.constraint(),
                  k.origin().name(),
                  columns(k.columns(), ColumnPair::here),
                  k.target().name(),
                  columns(k.columns(), ColumnPair::there));
      case ByJunction j ->
          "%s using %s%s and %s%s"
              .formatted(
                  j.junction().table().name(),
                  j.junction().sourceConstraint(),
                  columns(j.junction().source(), ColumnPair::there),
                  j.junction().targetConstraint(),
                  columns(j.junction().destination(), ColumnPair::there));
      case ByFunction f -> f.function().name().text();
    };
  }

  private static String hint(Relationship r) {
    return switch (r) {
      case ByKey k -> k.constraint().text();
      case ByJunction j -> j.junction().table().name().text();
      case ByFunction f -> f.function().name().text();
    };
  }

  private static String columns(List<ColumnPair> pairs, Function<ColumnPair, Identifier> side) {
    return pairs.stream()
        .map(p -> side.apply(p).text())
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
