package dev.connectedlenses.cli.approval;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.Column;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens approval …}: what waits for a person, and what is decided about it. */
@Command(
    name = "approval",
    description = "What waits for a decision, and deciding it.",
    synopsisSubcommandLabel = "COMMAND")
public final class ApprovalCommands {
  private static final List<Column> STANDING =
      List.of(
          Column.of("id", "id"),
          Column.of("agent", "ai_lenser_id"),
          Column.of("workflow", "workflow_id"),
          Column.of("gate", "gate_kind"),
          Column.time("until", "expires_at"));

  public static Commands commands() {
    return Commands.none()
        .with("list", ApprovalList::new)
        .with("get", ApprovalGet::new)
        .with("approve", ApprovalDecide.Approve::new)
        .with("reject", ApprovalDecide.Reject::new)
        .with("modify", ApprovalModify::new)
        .with("watch", ApprovalWatch::new)
        .with("delegate", ApprovalCommands::delegate)
        .with("standing", ApprovalCommands::standing)
        .with("grant", ApprovalCommands::grant)
        .with(
            "revoke",
            () ->
                Call.of("fn_revoke_standing_approval", "Take a standing one back.")
                    .word("STANDING", "p_id", Meaning.TEXT, "Its id.")
                    .says("revoked standing approval %s"));
  }

  private static Call delegate() {
    return Call.of(
            "fn_upsert_agent_ownership",
            "Let another person decide for an agent: an operator who may do nothing else.")
        .word("AGENT", "p_ai_lenser_id", Meaning.AGENT, "Handle or id.")
        .word("PERSON", "p_owner_lenser_id", Meaning.PERSON, "Handle or id of their profile.")
        .with("p_role", _ -> "operator")
        .with("p_permission_scope", _ -> List.of("approvals:decide"))
        .one(
            List.of(
                Column.of("id", "id"),
                Column.of("person", "owner_handle"),
                Column.of("role", "role"),
                Column.of("may", "permission_scope")));
  }

  private static Call standing() {
    return Call.of("fn_list_standing_approvals", "List standing approvals that still hold.")
        .option("--workflow", "WORKFLOW", "p_workflow_id", Meaning.WORKFLOW, "Only for this one.")
        .limited()
        .list(STANDING);
  }

  private static Call grant() {
    return Call.of("fn_grant_standing_approval", "Approve in advance, for a time.")
        .word("AGENT", "p_ai_lenser_id", Meaning.AGENT, "Runs of this agent: handle or id.")
        .option("--workflow", "WORKFLOW", "p_workflow_id", Meaning.WORKFLOW, "Only of this one.")
        .option("--gate", "GATE", "p_gate_kind", Meaning.TEXT, "Only this kind of gate.")
        .option("--hours", "N", "p_hours", Meaning.NUMBER, "1 to 720; default 24.")
        .option("--tool", "TOOL", "p_tool_id", Meaning.TOOL, "Only calls of this tool: key or id.")
        .option(
            "--arguments",
            "JSON",
            "p_argument_match",
            Meaning.JSON,
            "Only calls that hold these arguments; @file reads a file.")
        .id();
  }

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
