package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.graph.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** I5: what {@link EventReducer} makes of the events of a run is what the tables hold. */
final class ReplayParity {
  static final String PROMISE = "I5 the events of a run give its rows";

  private static final String RUNS =
      """
      select r.id, r.status, r.active_node_id, r.error::text, r.input_tokens, r.output_tokens, r.spent_credits
      from lenses.workflow_runs r
      where r.last_event_id > 0 and not r.metadata ?? 'rerun_of'
      """;

  private ReplayParity() {}

  /** The run's own columns. */
  private record RunRow(
      RunStatus status, @Nullable UUID active, @Nullable String error, Spend spend) {}

  static List<String> violations(Jdbi database) {
    List<String> violations = new ArrayList<>();
    database.useHandle(handle -> {
      Map<UUID, RunRow> runs = new LinkedHashMap<>();
      handle
          .createQuery(RUNS)
          .map((row, _) -> runs.put(row.getObject(1, UUID.class), run(row)))
          .list();
      runs.forEach((id, row) -> {
        String difference =
            difference(row, nodes(handle, id), EventReducer.reduce(events(handle, id)));
        if (difference != null) {
          violations.add(PROMISE + ": run " + id + " " + difference);
        }
      });
    });
    return violations;
  }

  /** The events of a run in order. */
  static List<Change.Event> events(Handle handle, UUID run) {
    return handle
        .createQuery(
            "select type, node_id, payload::text from lenses.workflow_run_events where run_id = ? order by event_id")
        .bind(0, run)
        .map((row, _) ->
            new Change.Event(
                type(row.getString(1)),
                row.getObject(2, UUID.class),
                Json.MAPPER.readTree(row.getString(3)).asObject()))
        .list();
  }

  static EventType type(String wire) {
    return Arrays.stream(EventType.values())
        .filter(type -> type.wire().equals(wire))
        .findFirst()
        .orElseThrow();
  }

  static Map<UUID, NodeState> nodes(Handle handle, UUID run) {
    Map<UUID, NodeState> nodes = new LinkedHashMap<>();
    handle
        .createQuery(RunStore.RESULTS)
        .bind(0, run)
        .map((row, _) -> nodes.put(row.getObject("node_id", UUID.class), RunStore.readNode(row)))
        .list();
    return nodes;
  }

  private static RunRow run(ResultSet row) throws SQLException {
    return new RunRow(
        RunStatus.ofWire(row.getString("status")),
        row.getObject("active_node_id", UUID.class),
        row.getString("error"),
        new Spend(
            row.getLong("input_tokens"),
            row.getLong("output_tokens"),
            row.getBigDecimal("spent_credits")));
  }

  private static @Nullable String difference(
      RunRow run, Map<UUID, NodeState> nodes, EventReducer.Rows told) {
    List<String> columns = List.of("status", "active node", "error", "tokens", "credits");
    List<Object> held = columns(run.status(), run.active(), parse(run.error()), run.spend());
    List<Object> said = columns(told.status(), told.activeNodeId(), told.error(), told.spend());
    for (int i = 0; i < columns.size(); i++) {
      if (!held.get(i).equals(said.get(i))) {
        return "%s: the row has %s, the events %s"
            .formatted(columns.get(i), held.get(i), said.get(i));
      }
    }
    for (Map.Entry<UUID, NodeState> node : nodes.entrySet()) {
      String row = print(node.getValue());
      String events = print(told.nodes().getOrDefault(node.getKey(), NodeState.PENDING));
      if (!row.equals(events)) {
        return "node %s: the row has %s, the events %s".formatted(node.getKey(), row, events);
      }
    }
    return nodes.keySet().equals(told.nodes().keySet())
        ? null
        : "has rows of other nodes than its events";
  }

  private static List<Object> columns(
      RunStatus status, @Nullable UUID active, @Nullable Object error, Spend spend) {
    return List.of(
        status,
        Objects.requireNonNullElse(active, ""),
        Objects.requireNonNullElse(error, ""),
        spend.inputTokens() + "/" + spend.outputTokens(),
        spend.credits().stripTrailingZeros());
  }

  private static @Nullable Object parse(@Nullable String json) {
    return json == null ? null : Json.MAPPER.readTree(json);
  }

  /** A node without its input, in one form whoever wrote it. */
  static String print(NodeState node) {
    Spend spend = node.spend();
    ObjectNode json = Json.object();
    json.put("status", node.status().wire());
    json.put("waiting", node.waiting() == null ? null : node.waiting().wire());
    json.put("attempts", node.attempts()).put("retries", node.retries());
    json.set("output", node.output() == null ? null : sorted(node.output().toJson()));
    json.set("failure", node.failure() == null ? null : sorted(node.failure().toJson()));
    json.put("inputTokens", spend.inputTokens()).put("outputTokens", spend.outputTokens());
    json.put("credits", spend.credits().stripTrailingZeros().toPlainString());
    json.put("route", node.route() == null ? null : node.route().toString());
    json.put("timing", node.timing() == null ? null : node.timing().toString());
    return json.toString();
  }

  /** The same value with the keys of every object in order and numbers as they are read back. */
  static @Nullable JsonNode sorted(@Nullable JsonNode value) {
    if (value == null) {
      return null;
    }
    return sort(Json.MAPPER.readTree(value.toString()));
  }

  private static JsonNode sort(JsonNode value) {
    if (value.isObject()) {
      ObjectNode sorted = Json.object();
      new TreeSet<>(value.propertyNames())
          .forEach(name -> sorted.set(name, sort(value.path(name))));
      return sorted;
    }
    if (value.isArray()) {
      ArrayNode sorted = Json.array();
      value.forEach(item -> sorted.add(sort(item)));
      return sorted;
    }
    return value;
  }
}
