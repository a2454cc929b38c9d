package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks for something to be remembered. The wish is part of the output; it comes true in the
 * transaction that completes the run, and not at all where the run fails.
 */
public final class MemoryWriteKind implements NodeKind {
  /** Where the data of an output keeps what is to be remembered. */
  static final String WISHES = "__memory_writes";

  private static final ObjectNode SCHEMA = Texts.json("memory_write.schema.json");

  @Override
  public String name() {
    return "memory_write";
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
    ToolKind.caller(attempt, "writing a memory");
    JsonNode config = attempt.node().config();
    String content =
        Template.render(
            config.path("content").asString(), attempt.node().parameters(), attempt.input());
    ObjectNode data = Json.object();
    data.putArray(WISHES).add(wish(content, config));
    return new AttemptResult.Completed(
        new Envelope("json", "memory", content, data, null, null), List.of());
  }

  private static ObjectNode wish(String content, JsonNode config) {
    ObjectNode wish = Json.object().put("content", content);
    for (String setting : List.of("scope", "confidence")) {
      if (config.has(setting)) {
        wish.set(setting, config.get(setting));
      }
    }
    return wish;
  }
}
