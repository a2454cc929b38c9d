package dev.connectedlenses.cli.team;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.run.RunWatcher;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens team run}: has an agent, or the team of its assignment, run a workflow. */
@Command(
    name = "run",
    description =
        "Have an agent, or the team that its assignment names, run a workflow, and follow it; exit"
            + " code 8 when the run waits for a person.")
final class TeamRun extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("team run", "id"),
          Column.of("run", "workflow_run_id"),
          Column.of("status", "status"),
          Column.of("approval", "approval_status"));

  @Parameters(index = "0", paramLabel = "AGENT", description = "Handle or id.")
  String agent = "";

  @Parameters(index = "1", paramLabel = "WORKFLOW", description = "Slug, handle/slug or id.")
  String workflow = "";

  @Option(
      names = {"-i", "--input"},
      paramLabel = "NAME=VALUE",
      description = "A run input; NAME=@file reads a file, NAME:=json is typed.")
  List<String> inputs = List.of();

  @Option(
      names = "--require-approval",
      description = "Somebody decides first, whatever policies say.")
  boolean requireApproval;

  @Option(names = "--detach", description = "Print the run's ids and return.")
  boolean detach;

  @Override
  protected Exit run(Context context) {
    Refs refs = new Refs(context.api());
    Map<String, Object> arguments =
        Map.of(
            "p_ai_lenser_id", refs.agent(agent),
            "p_workflow_id", refs.workflow(workflow),
            "p_inputs", Inputs.values(context.in(), inputs),
            "p_policy", requireApproval ? "require_approval" : "auto");
    String id = context.api().rpc("fn_start_team_run", arguments).asString();
    JsonNode run = Teams.RUNS.get(context, id);
    if (detach) {
      context.printer().one(run, COLUMNS);
      return Exit.OK;
    }
    context.notes().say("team run " + id);
    if (run.path("approval_status").asString("").equals("pending")) {
      context.notes().say("it waits for a decision: clens approval approve " + id);
      return Exit.WAITS_FOR_HUMAN;
    }
    return new RunWatcher(context).watch(run.path("workflow_run_id").asString());
  }
}
