package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens schedule resume}. */
@Command(
    name = "resume",
    description = "Go on with a paused schedule; what it missed is not caught up.")
final class ScheduleResume extends CliCommand {
  @Parameters(paramLabel = "SCHEDULE", description = "Its id.")
  String id = "";

  @Override
  protected Exit run(Context context) {
    context.api().rpc("fn_resume_workflow_schedule", Map.of("p_schedule_id", id));
    context.notes().say("resumed schedule " + id);
    return Exit.OK;
  }
}
