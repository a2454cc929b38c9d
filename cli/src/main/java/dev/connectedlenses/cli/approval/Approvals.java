package dev.connectedlenses.cli.approval;

import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.call.Answers;
import dev.connectedlenses.cli.out.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What waits for a decision, as the server knows it. */
final class Approvals {
  static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "request_id"),
          Column.of("kind", "request_kind"),
          Column.of("title", "title"),
          Column.of("gate", "gate_kind"),
          Column.of("status", "approval_status"),
          Column.time("until", "expires_at"),
          Column.wide("agent", "ai_lenser_id"),
          Column.wide("run", "workflow_run_id"),
          Column.of("inputs", "inputs"));

  private Approvals() {}

  /** Everything that waits for the caller, the oldest last. */
  static JsonNode pending(Context context) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("select", "*");
    query.put("order", "created_at.desc,request_id");
    query.put("limit", Integer.toString(context.limit()));
    return context.api().rows("agents", "approval_requests_v", query);
  }

  static JsonNode get(Context context, String id) {
    JsonNode request = context.api().rpc("fn_get_approval_request", Map.of("p_request_id", id));
    return Answers.found(request, "approval", id, "see what waits: clens approval list");
  }

  /** Decides about one request, whatever its kind, and gives it as it is afterwards. */
  static JsonNode decide(
      Context context, JsonNode request, boolean approve, @Nullable String reason) {
    String id = request.path("request_id").asString();
    Map<String, Object> arguments = new LinkedHashMap<>();
    switch (request.path("request_kind").asString()) {
      case "tool_invocation" -> {
        arguments.put("p_invocation_id", id);
        if (!approve && reason != null) {
          arguments.put("p_reason", reason);
        }
        String verb = approve ? "approve" : "reject";
        context.api().rpc("fn_" + verb + "_tool_invocation", arguments);
      }
      case "node" -> answer(context, request, answer(approve, reason));
      default -> {
        arguments.put("p_team_run_id", id);
        arguments.put("p_decision", approve ? "approved" : "rejected");
        if (reason != null) {
          arguments.put("p_reason", reason);
        }
        return context.api().rpc("fn_decide_approval", arguments).path(0);
      }
    }
    return ApprovalCommands.object()
        .put("request_id", id)
        .put("approval_status", approve ? "approved" : "rejected");
  }

  private static JsonNode answer(boolean approve, @Nullable String reason) {
    var answer = ApprovalCommands.object().put("approved", approve);
    return reason == null ? answer : answer.put("reason", reason);
  }

  /** Gives a node what it asked for. */
  static void answer(Context context, JsonNode request, JsonNode values) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("p_run_id", request.path("workflow_run_id"));
    arguments.put("p_node_id", request.path("node_id"));
    arguments.put("p_values", values);
    context.api().rpc("fn_complete_human_input", arguments);
  }
}
