package dev.connectedlenses.rest.openapi;

import dev.connectedlenses.rest.schemacache.Routine;
import dev.connectedlenses.rest.schemacache.Routine.Parameter;
import dev.connectedlenses.rest.schemacache.Routine.Volatility;
import dev.connectedlenses.rest.schemacache.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations: one path for each relation and function. */
final class Paths {

  private final ObjectNode paths;

  Paths(ObjectNode paths) {
    this.paths = paths;
    ObjectNode root = paths.putObject("/").putObject("get");
    root.putArray("tags").add("Introspection");
    root.put("summary", "OpenAPI description (this document)");
    root.putArray("produces").add("application/openapi+json").add("application/json");
    root.putObject("responses").putObject("200").put("description", "OK");
  }

  void add(Table table) {
    String name = table.name().name().text();
    ObjectNode path = paths.putObject("/" + name);
    ObjectNode get = operation(path, "get", name, table.description());
    get.set(
        "parameters",
        Parameters.references(
            table, "select", "order", "range", "rangeUnit", "offset", "limit", "preferCount"));
    ObjectNode rows =
        get.putObject("responses").putObject("200").put("description", "OK").putObject("schema");
    rows.put("type", "array").putObject("items").put("$ref", "#/definitions/" + name);
    get.withObject("responses").putObject("206").put("description", "Partial Content");
    if (table.writes().insert()) {
      ObjectNode post = operation(path, "post", name, table.description());
      post.set("parameters", Parameters.references(null, "body." + name, "select", "preferPost"));
      answers(post, "201", "Created");
    }
    if (table.writes().delete()) {
      ObjectNode delete = operation(path, "delete", name, table.description());
      delete.set("parameters", Parameters.references(table, "preferReturn"));
      answers(delete, "204", "No Content");
    }
    if (table.writes().update()) {
      ObjectNode patch = operation(path, "patch", name, table.description());
      patch.set("parameters", Parameters.references(table, "body." + name, "preferReturn"));
      answers(patch, "204", "No Content");
    }
  }

  void add(Routine routine) {
    String name = routine.name().name().text();
    String address = "/rpc/" + name;
    ObjectNode path =
        paths.get(address) instanceof ObjectNode known ? known : paths.putObject(address);
    String tag = "(rpc) " + name;
    post(operation(path, "post", tag, routine.description()), routine);
    if (routine.volatility() != Volatility.VOLATILE) {
      ObjectNode get = operation(path, "get", tag, routine.description());
      ArrayNode parameters = get.putArray("parameters");
      routine.parameters().forEach(p -> query(parameters.addObject(), p));
      answers(get, "200", "OK");
    }
  }

  private void post(ObjectNode post, Routine routine) {
    ObjectNode body = post.putArray("parameters").addObject().put("name", "args").put("in", "body");
    arguments(body.put("required", true).putObject("schema"), routine);
    answers(post, "200", "OK");
  }

  private static void arguments(ObjectNode schema, Routine routine) {
    schema.put("type", "object");
    if (routine.description() != null) {
      schema.put("description", routine.description());
    }
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.arrayNode();
    for (Parameter p : routine.parameters()) {
      JsonTypes.put(properties.putObject(p.name().text()), p.type().text());
      if (p.required()) {
        required.add(p.name().text());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }

  private static void query(ObjectNode parameter, Parameter p) {
    parameter.put("name", p.name().text()).put("in", "query").put("required", p.required());
    JsonTypes.put(parameter, p.type().text());
    if (p.variadic()) {
      parameter.put("collectionFormat", "multi");
    }
  }

  /** The first line of a comment is the summary, the rest after a blank one the description. */
  private static ObjectNode operation(
      ObjectNode path, String method, String tag, @Nullable String comment) {
    ObjectNode operation = path.putObject(method);
    operation.putArray("tags").add(tag);
    if (comment != null) {
      String[] lines = comment.split("\n", 2);
      operation.put("summary", lines[0]);
      if (lines.length > 1 && !lines[1].isBlank()) {
        operation.put("description", lines[1].strip());
      }
    }
    return operation;
  }

  private static void answers(ObjectNode operation, String status, String description) {
    operation.putObject("responses").putObject(status).put("description", description);
  }
}
