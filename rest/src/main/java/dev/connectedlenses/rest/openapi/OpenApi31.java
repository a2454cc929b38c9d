package dev.connectedlenses.rest.openapi;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the 2.0 document into one of OpenAPI 3.1 that says the same. */
final class OpenApi31 {

  private static final String JSON = "application/json";

  private final ObjectNode old;

  private OpenApi31(ObjectNode old) {
    this.old = old;
  }

  static ObjectNode of(ObjectNode swagger) {
    return new OpenApi31(swagger).document();
  }

  private ObjectNode document() {
    ObjectNode root = JsonMapper.shared().createObjectNode().put("openapi", "3.1.0");
    root.set("info", old.get("info"));
    root.putArray("servers").addObject().put("url", server());
    ObjectNode paths = root.putObject("paths");
    old.get("paths").properties().forEach(p -> paths.set(p.getKey(), path(p.getValue())));
    ObjectNode components = root.putObject("components");
    ObjectNode schemas = components.putObject("schemas");
    old.get("definitions").properties().forEach(d -> schemas.set(d.getKey(), moved(d.getValue())));
    ObjectNode parameters = components.putObject("parameters");
    ObjectNode bodies = components.putObject("requestBodies");
    for (Map.Entry<String, JsonNode> p : old.get("parameters").properties()) {
      boolean body = p.getValue().path("in").asString("").equals("body");
      (body ? bodies : parameters)
          .set(p.getKey(), body ? body(p.getValue()) : parameter(p.getValue()));
    }
    security(root, components);
    return root;
  }

  private String server() {
    String path = old.path("basePath").asString("/");
    return old.has("host")
        ? old.path("schemes").path(0).asString() + "://" + old.path("host").asString() + path
        : path;
  }

  private static ObjectNode path(JsonNode operations) {
    ObjectNode path = JsonMapper.shared().createObjectNode();
    operations.properties().forEach(o -> path.set(o.getKey(), operation(o.getValue())));
    return path;
  }

  private static ObjectNode operation(JsonNode from) {
    ObjectNode operation = JsonMapper.shared().createObjectNode();
    for (String same : new String[] {"tags", "summary", "description"}) {
      if (from.has(same)) {
        operation.set(same, from.get(same));
      }
    }
    parameters(from.path("parameters"), operation);
    ObjectNode responses = operation.putObject("responses");
    from.path("responses")
        .properties()
        .forEach(r -> responses.set(r.getKey(), response(r.getValue())));
    return operation;
  }

  private static void parameters(JsonNode from, ObjectNode operation) {
    ArrayNode parameters = operation.arrayNode();
    from.forEach(p -> place(operation, parameters, p));
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
  }

  /** A body leaves the list of parameters. */
  private static void place(ObjectNode operation, ArrayNode parameters, JsonNode parameter) {
    String reference = parameter.path("$ref").asString("");
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    if (name.startsWith("body.")) {
      operation.putObject("requestBody").put("$ref", "#/components/requestBodies/" + name);
    } else if (!name.isEmpty()) {
      parameters.addObject().put("$ref", "#/components/parameters/" + name);
    } else if (parameter.path("in").asString().equals("body")) {
      operation.set("requestBody", body(parameter));
    } else {
      parameters.add(parameter(parameter));
    }
  }

  private static ObjectNode response(JsonNode from) {
    ObjectNode response = JsonMapper.shared().createObjectNode();
    response.set("description", from.get("description"));
    if (from.has("schema")) {
      response.putObject("content").putObject(JSON).set("schema", moved(from.get("schema")));
    }
    return response;
  }

  private static ObjectNode body(JsonNode from) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    if (from.has("description")) {
      body.set("description", from.get("description"));
    }
    body.putObject("content").putObject(JSON).set("schema", moved(from.get("schema")));
    return body;
  }

  private static ObjectNode parameter(JsonNode from) {
    ObjectNode parameter = JsonMapper.shared().createObjectNode();
    ObjectNode schema = parameter.objectNode();
    for (Map.Entry<String, JsonNode> e : from.properties()) {
      switch (e.getKey()) {
        case "name", "in", "required", "description" -> parameter.set(e.getKey(), e.getValue());
        case "collectionFormat" -> parameter.put("explode", true);
        default -> schema.set(e.getKey(), e.getValue());
      }
    }
    parameter.set("schema", schema);
    return parameter;
  }

  /** The same schema with references to its new place. */
  private static JsonNode moved(JsonNode schema) {
    String text = schema.toString().replace("\"#/definitions/", "\"#/components/schemas/");
    return JsonMapper.shared().readTree(text);
  }

  private void security(ObjectNode root, ObjectNode components) {
    if (old.has("security")) {
      root.set("security", old.get("security"));
      components
          .putObject("securitySchemes")
          .putObject("JWT")
          .put("type", "http")
          .put("scheme", "bearer")
          .put("bearerFormat", "JWT");
    }
  }
}
