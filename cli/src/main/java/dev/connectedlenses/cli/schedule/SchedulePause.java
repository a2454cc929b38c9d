package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens schedule pause}. */
@Command(name = "pause", description = "Stop a schedule until it is resumed.")
final class SchedulePause extends CliCommand {
  @Parameters(paramLabel = "SCHEDULE", description = "Its id.")
  String id = "";

  @Override
  protected Exit run(Context context) {
    context.api().rpc("fn_pause_workflow_schedule", Map.of("p_schedule_id", id));
    context.notes().say("paused schedule " + id);
    return Exit.OK;
  }
}
