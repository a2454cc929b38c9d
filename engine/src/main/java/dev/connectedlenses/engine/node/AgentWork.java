package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.CanonicalJson;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.tool.ToolSpec;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent has done so far: the tools that were fixed at the beginning, its turns with what
 * came of each, what it wants remembered, and whether anything that no person wrote is in it.
 */
final class AgentWork {
  private static final int MOST_TEXT = 8_000;

  private final ObjectNode json;

  private AgentWork(ObjectNode json) {
    this.json = json;
  }

  static AgentWork begin(List<ToolSpec> tools) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("tools");
    for (ToolSpec tool : tools) {
      ObjectNode one =
          list.addObject().put("key", tool.key()).put("description", tool.description());
      one.set("input", tool.inputSchema());
    }
    json.putArray("turns");
    json.putArray("memories");
    return new AgentWork(json.put("tainted", false).put("credits", BigDecimal.ZERO));
  }

  static AgentWork read(JsonNode kept) {
    return new AgentWork(kept.asObject().deepCopy());
  }

  JsonNode toJson() {
    return json;
  }

  boolean hasTool(String key) {
    return json.path("tools")
        .valueStream()
        .anyMatch(tool -> tool.path("key").asString().equals(key));
  }

  JsonNode tools() {
    return json.path("tools");
  }

  int turns() {
    return json.path("turns").size();
  }

  BigDecimal credits() {
    return json.path("credits").decimalValue();
  }

  boolean isTainted() {
    return json.path("tainted").asBoolean(true);
  }

  void taint() {
    json.put("tainted", true);
  }

  /** Whether the newest turn names an action of which nothing has come yet. */
  boolean hasOpenTurn() {
    return turns() > 0 && !json.path("turns").get(turns() - 1).has("result");
  }

  boolean isFinished() {
    return openTurn().path("action").asString("").equals("finish");
  }

  JsonNode openTurn() {
    return json.path("turns").get(turns() - 1).path("action");
  }

  void open(JsonNode action, BigDecimal cost) {
    json.put("credits", credits().add(cost));
    json.path("turns").asArray().addObject().set("action", action);
  }

  void close(String result, boolean tainted) {
    json.path("turns").get(turns() - 1).asObject().put("result", result).put("tainted", tainted);
    if (tainted) {
      taint();
    }
  }

  void remember(String content) {
    ObjectNode wish = json.path("memories").asArray().addObject();
    wish.put("content", content.length() > 20_000 ? content.substring(0, 20_000) : content);
  }

  /** The turns as the model is shown them again; results are fenced, because they are material. */
  String transcript() {
    StringBuilder text = new StringBuilder();
    int number = 1;
    for (JsonNode turn : json.path("turns")) {
      text.append(number++)
          .append(". ")
          .append(CanonicalJson.text(turn.path("action")))
          .append('\n');
      if (turn.has("result")) {
        String result = turn.path("result").asString("").replace("```", "'''");
        text.append("```result\n").append(result).append("\n```\n");
      }
    }
    return text.isEmpty() ? "nothing yet" : text.toString().strip();
  }

  /** The output of a node whose agent has finished. */
  Envelope result(JsonNode action) {
    JsonNode answer = action.path("answer");
    Envelope plain = Envelope.of(answer.isMissingNode() ? null : answer);
    ObjectNode metadata = Json.object().put("turns", turns());
    JsonNode data = json.path("memories").isEmpty() ? plain.data() : wishing(plain.data(), answer);
    Envelope output =
        new Envelope(plain.kind(), plain.artifactKind(), plain.output(), data, null, metadata);
    return isTainted() ? output.taint() : output;
  }

  /** The data of an answer, together with what the agent wishes to remember. */
  private ObjectNode wishing(@Nullable JsonNode data, JsonNode answer) {
    ObjectNode wrapped =
        data instanceof ObjectNode object ? object.deepCopy() : Json.object().set("answer", answer);
    wrapped.set(MemoryWriteKind.WISHES, json.path("memories"));
    return wrapped;
  }

  static String cut(JsonNode value) {
    String text = value.isString() ? value.asString() : CanonicalJson.text(value);
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + " … (cut)";
  }

  static String inShort(JsonNode action) {
    String what = action.path("action").asString("?");
    return what.equals("call") ? "call " + action.path("tool").asString("") : what;
  }
}
