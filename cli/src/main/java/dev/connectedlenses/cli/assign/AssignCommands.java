package dev.connectedlenses.cli.assign;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.call.Rows;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code clens assign …}: who carries out which workflow, under which policies. */
@Command(
    name = "assign",
    description = "Assignments: who carries out which workflow, under which policies.",
    synopsisSubcommandLabel = "COMMAND")
public final class AssignCommands {
  private static final String AGENT = "p_assignee_ai_lenser_id";
  private static final String TEAM = "p_assignee_team_id";
  private static final Rows ASSIGNMENTS =
      new Rows(
          "agents",
          "workflow_assignments",
          "assignment",
          "list an agent's with: clens assign list");
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "id"),
          Column.of("workflow", "workflow_title"),
          Column.wide("workflow id", "workflow_id"),
          Column.of("to", "assignee_kind"),
          Column.of("team", "team_name"),
          Column.of("active", "is_active"),
          Column.of("approval", "approval_policy"),
          Column.wide("retry", "retry_policy"),
          Column.wide("failure", "failure_policy"),
          Column.wide("queue", "queue_policy"));

  public static Commands commands() {
    return Commands.none()
        .with(
            "list",
            () ->
                Call.of("fn_list_workflow_assignments", "List what an agent carries out.")
                    .word("AGENT", "p_ai_lenser_id", Meaning.AGENT, "Handle or id.")
                    .limited()
                    .list(COLUMNS))
        .with("create", AssignCommands::create)
        .with("update", AssignCommands::update)
        .with(
            "delete",
            () ->
                new Call("Delete an assignment.", ASSIGNMENTS.delete())
                    .word("ASSIGNMENT", "id", Meaning.TEXT, "Its id.")
                    .says("deleted assignment %s"));
  }

  private static Call create() {
    return policies(
            new Call("Have an agent or a team carry out a workflow.", AssignCommands::created)
                .word("AGENT", "p_ai_lenser_id", Meaning.AGENT, "Under this one: handle or id.")
                .word("WORKFLOW", "p_workflow_id", Meaning.WORKFLOW, "Slug, handle/slug or id.")
                .option("--team", "TEAM", TEAM, Meaning.TEAM, "This team does it: name or id.")
                .option("--agent", "AGENT", AGENT, Meaning.AGENT, "This agent; default: itself."),
            "p_")
        .one(COLUMNS);
  }

  private static Call update() {
    return policies(
            new Call(
                    "Change an assignment; what is not named stays as it is.",
                    AssignCommands::updated)
                .word("ASSIGNMENT", "id", Meaning.TEXT, "Its id."),
            "")
        .option("--active", "STATE", "is_active", Meaning.SWITCH, "on or off.")
        .one(COLUMNS);
  }

  private static Call policies(Call call, String prefix) {
    for (String policy : List.of("approval", "retry", "failure", "queue")) {
      call.option(
          "--" + policy,
          "JSON",
          prefix + policy + "_policy",
          Meaning.JSON,
          "The " + policy + " policy; @file reads a file.");
    }
    return call;
  }

  private static JsonNode created(Context context, Map<String, Object> said) {
    if (said.containsKey(AGENT) && said.containsKey(TEAM)) {
      throw CliError.usage("an assignment has one assignee", "give --agent or --team, not both");
    }
    Map<String, Object> arguments = new HashMap<>(said);
    if (!arguments.containsKey(TEAM)) {
      arguments.putIfAbsent(AGENT, said.get("p_ai_lenser_id"));
    }
    arguments.put("p_assignee_kind", arguments.containsKey(TEAM) ? "team" : "agent");
    return context.api().rpc("fn_create_workflow_assignment", arguments);
  }

  private static JsonNode updated(Context context, Map<String, Object> said) {
    if (said.size() == 1) {
      throw CliError.usage("nothing to change", "say --approval, --queue, --active or another");
    }
    return ASSIGNMENTS.change().ask(context, said);
  }
}
