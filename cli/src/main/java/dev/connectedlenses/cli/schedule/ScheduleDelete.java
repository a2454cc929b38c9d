package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens schedule delete}. */
@Command(name = "delete", description = "Delete a schedule; the runs that it made stay.")
final class ScheduleDelete extends CliCommand {
  @Parameters(paramLabel = "SCHEDULE", description = "Its id.")
  String id = "";

  @Override
  protected Exit run(Context context) {
    context.api().rpc("fn_delete_workflow_schedule", Map.of("p_schedule_id", id));
    context.notes().say("deleted schedule " + id);
    return Exit.OK;
  }
}
