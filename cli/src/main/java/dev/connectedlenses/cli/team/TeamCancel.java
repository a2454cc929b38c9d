package dev.connectedlenses.cli.team;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens team cancel}. */
@Command(name = "cancel", description = "Stop a team run; an open approval is then rejected.")
final class TeamCancel extends CliCommand {
  @Parameters(paramLabel = "TEAM_RUN", description = "Its id.")
  String id = "";

  @Override
  protected Exit run(Context context) {
    JsonNode run = Teams.RUNS.get(context, id);
    Map<String, Object> arguments =
        Map.of("p_team_run_id", id, "p_ai_lenser_id", run.path("ai_lenser_id"));
    context.api().rpc("fn_cancel_agent_run", arguments);
    context.notes().say("cancelled team run " + id);
    return Exit.OK;
  }
}
