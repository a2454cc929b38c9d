package dev.connectedlenses.cli.call;

import dev.connectedlenses.cli.Context;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A table of an exposed schema as something to ask: what is read, changed or deleted there is what
 * the caller may.
 */
public record Rows(String schema, String table, String what, String hint) {
  /** The rows whose columns have the values of the arguments, in that order. */
  public Call.Source where(String order) {
    return (context, arguments) -> {
      Map<String, String> query = new LinkedHashMap<>();
      query.put("select", "*");
      arguments.forEach((column, value) -> query.put(column, "eq." + value));
      query.put("order", order);
      query.put("limit", Integer.toString(context.limit()));
      return context.api().rows(schema, table, query);
    };
  }

  /** One row by its id. */
  public JsonNode get(Context context, String id) {
    Map<String, String> query = Map.of("select", "*", "id", "eq." + id);
    return Answers.found(context.api().rows(schema, table, query), what, id, hint);
  }

  /** Changes the row with the argument {@code id}, and gives it as it is afterwards. */
  public Call.Source change() {
    return (context, arguments) -> {
      String id = String.valueOf(arguments.get("id"));
      get(context, id);
      Map<String, Object> values = new HashMap<>(arguments);
      values.remove("id");
      context
          .api()
          .change(schema, table, Map.of("id", "eq." + id), JsonMapper.shared().valueToTree(values));
      return get(context, id);
    };
  }

  /** Deletes the row with the argument {@code id}. */
  public Call.Source delete() {
    return (context, arguments) -> {
      String id = String.valueOf(arguments.get("id"));
      JsonNode gone = get(context, id);
      context.api().remove(schema, table, Map.of("id", "eq." + id));
      return gone;
    };
  }
}
