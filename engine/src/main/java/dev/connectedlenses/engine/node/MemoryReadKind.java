package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.memory.Memories;
import dev.connectedlenses.engine.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the agent that works on the step may remember. */
public final class MemoryReadKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("memory_read.schema.json");
  private static final int USUAL = 10;

  private final Memories memories;

  public MemoryReadKind(Memories memories) {
    this.memories = memories;
  }

  @Override
  public String name() {
    return "memory_read";
  }

  @Override
  public ObjectNode configSchema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public AttemptResult run(Attempt attempt) {
    ToolCall.By by = ToolKind.caller(attempt, "reading a memory");
    JsonNode config = attempt.node().config();
    String query =
        Template.render(
            config.path("query").asString(""), attempt.node().parameters(), attempt.input());
    Memories.Reader reader =
        new Memories.Reader(by.runId(), by.nodeId(), by.agentId(), by.memberId());
    String scope = config.path("scope").isString() ? config.path("scope").asString() : null;
    JsonNode entries = memories.find(reader, query, scope, config.path("limit").asInt(USUAL));
    List<String> lines = new ArrayList<>();
    entries.forEach(entry -> lines.add(entry.path("content").asString("")));
    ObjectNode data = Json.object();
    data.set("entries", entries);
    Envelope output =
        new Envelope("json", "memory", String.join("\n", lines), data, null, null).taint();
    return new AttemptResult.Completed(output, List.of());
  }
}
