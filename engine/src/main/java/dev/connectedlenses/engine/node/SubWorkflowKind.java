package dev.connectedlenses.engine.node;

import dev.connectedlenses.engine.graph.CanonicalJson;
import dev.connectedlenses.engine.graph.Cause;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Node;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs another workflow in a run of its own and waits for its results. */
public final class SubWorkflowKind implements NodeKind {
  private static final ObjectNode SCHEMA = Texts.json("sub_workflow.schema.json");
  private static final Duration LIMIT = Duration.ofHours(24);

  @Override
  public String name() {
    return "sub_workflow";
  }

  @Override
  public ObjectNode configSchema() {
    return SCHEMA.deepCopy();
  }

  /** The child run is a row that is written together with what its parent becomes. */
  @Override
  public boolean isPure() {
    return true;
  }

  @Override
  public AttemptResult run(Attempt attempt) {
    JsonNode config = attempt.node().config();
    if (!config.path("version_id").isString()) {
      throw NodeException.invalid(
          "bad_config",
          "node \"%s\": its workflow has no published version; publish one"
              .formatted(attempt.node().label()));
    }
    UUID version = UUID.fromString(config.path("version_id").asString());
    return new AttemptResult.Waits(
        new Wait.Child(ApprovalKind.limit(config, LIMIT), version, attempt.input()), List.of());
  }

  /** The child's results by name; a child that did not complete fails its parent's node. */
  @Override
  public AttemptResult answered(Node node, JsonNode answer) {
    String status = answer.path("status").asString("");
    if (!status.equals("completed")) {
      return new AttemptResult.Failed(failure(node, answer, status), List.of());
    }
    ObjectNode data = Json.object();
    answer
        .path("results")
        .forEach(result ->
            data.set(
                result.path("name").asString(), Envelope.fromJson(result.path("output")).value()));
    return new AttemptResult.Completed(
        new Envelope("json", "run", text(data), data, null, metadata(answer)), List.of());
  }

  /** The only result as text, or all of them. */
  private static String text(ObjectNode data) {
    Map.Entry<String, JsonNode> only =
        data.size() == 1 ? data.properties().iterator().next() : null;
    JsonNode value = only == null ? data : only.getValue();
    return value.isString() ? value.asString() : CanonicalJson.text(value);
  }

  private static ObjectNode metadata(JsonNode answer) {
    return Json.object().put("run_id", answer.path("run_id").asString());
  }

  private static Failure failure(Node node, JsonNode answer, String status) {
    JsonNode error = answer.path("error");
    String message =
        error.path("message").asString("run %s %s".formatted(answer.path("run_id"), status));
    return new Failure(
        cause(error, status),
        "node \"%s\": its workflow %s: %s".formatted(node.label(), verb(status), message),
        null,
        metadata(answer));
  }

  private static String verb(String status) {
    return switch (status) {
      case "cancelled" -> "was cancelled";
      case "timed_out" -> "timed out";
      case "gone" -> "is gone";
      default -> "failed";
    };
  }

  /** A budget that is used up halts the parent, too; what else went wrong in a child ends there. */
  private static Cause cause(JsonNode error, String status) {
    if (status.equals("cancelled") || status.equals("gone")) {
      return Cause.VALIDATION_ERROR;
    }
    String cause = error.path("cause").asString("");
    return cause.isEmpty() ? Cause.TOOL_ERROR : Cause.valueOf(cause.toUpperCase(Locale.ROOT));
  }
}
