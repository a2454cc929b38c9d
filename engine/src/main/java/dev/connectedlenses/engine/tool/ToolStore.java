package dev.connectedlenses.engine.tool;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.graph.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools and their calls in the database. Every write states the claim under which it is made. */
final class ToolStore {
  private final Database database;

  ToolStore(Database database) {
    this.database = database;
  }

  /** The tools that an agent may call, or those of these keys with what speaks against each. */
  List<ToolSpec> describe(UUID agentId, @Nullable UUID memberId, @Nullable List<String> keys) {
    String[] names = keys == null ? null : keys.toArray(String[]::new);
    JsonNode found =
        json(
            database.asEngine(handle ->
                handle
                    .createQuery("select agents.describe_tools(?, ?, ?)::text")
                    .bind(0, agentId)
                    .bind(1, memberId)
                    .bind(2, names)
                    .mapTo(String.class)
                    .one()));
    List<ToolSpec> tools = new ArrayList<>();
    found.forEach(tool -> tools.add(spec(tool)));
    return tools;
  }

  static ToolSpec spec(JsonNode tool) {
    return new ToolSpec(
        UUID.fromString(tool.path("id").asString()),
        tool.path("key").asString(),
        tool.path("name").asString(),
        tool.path("description").asString(""),
        ToolSpec.Kind.valueOf(tool.path("kind").asString().toUpperCase(Locale.ROOT)),
        ToolSpec.Egress.valueOf(tool.path("egress_class").asString().toUpperCase(Locale.ROOT)),
        tool.path("schema_input"),
        tool.path("schema_output"),
        new ToolSpec.Target(
            text(tool, "endpoint_url"),
            tool.path("http_method").asString("GET"),
            tool.path("request_template"),
            text(tool, "credential_ref"),
            text(tool, "idempotency_header")),
        tool.path("allowed").asBoolean(false),
        tool.path("approval_required").asBoolean(true),
        tool.path("reason").asString(""));
  }

  private static @Nullable String text(JsonNode json, String name) {
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? null : value.asString();
  }

  /** Asks to make a call: its state, and the row that stands for it. */
  JsonNode begin(ToolSpec tool, ToolCall call, ToolRequest request) {
    ToolCall.By by = call.by();
    ObjectNode ask = Json.object();
    ask.put("node_id", by.nodeId().toString()).put("agent_id", by.agentId().toString());
    ask.put("member_id", text(by.memberId())).put("step_id", text(by.stepId()));
    ask.put("call_no", call.number()).put("tool_id", tool.id().toString());
    ask.put("tainted", call.tainted());
    ask.set("input", call.arguments());
    ask.set("request", request.toJson());
    String begun =
        database.asEngine(handle ->
            handle
                .createQuery("select agents.begin_call(?, ?, cast(? as jsonb))::text")
                .bind(0, by.runId())
                .bind(1, by.claimId())
                .bind(2, ask.toString())
                .mapTo(String.class)
                .one());
    Failpoint.TOOL_INTENT_COMMITTED.pass();
    return json(begun);
  }

  /** Records what came of a call; false where somebody else holds the run. */
  boolean end(
      ToolCall call,
      UUID invocation,
      String status,
      @Nullable JsonNode output,
      @Nullable String error) {
    boolean ended =
        database.asEngine(handle ->
            handle
                .createQuery("select agents.end_call(?, ?, ?, ?, cast(? as jsonb), ?, 0)")
                .bind(0, call.by().runId())
                .bind(1, call.by().claimId())
                .bind(2, invocation)
                .bind(3, status)
                .bind(4, output == null ? null : output.toString())
                .bind(5, error)
                .mapTo(Boolean.class)
                .one());
    Failpoint.TOOL_RESULT_COMMITTED.pass();
    return ended;
  }

  /** A run of the agent's own, or null. */
  @Nullable JsonNode lookUp(UUID agentId, UUID runId) {
    String found =
        database.asEngine(handle ->
            handle
                .createQuery("select coalesce(agents.look_up_run(?, ?)::text, '')")
                .bind(0, agentId)
                .bind(1, runId)
                .mapTo(String.class)
                .one());
    return found.isEmpty() ? null : json(found);
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static JsonNode json(String text) {
    return Json.MAPPER.readTree(text);
  }
}
