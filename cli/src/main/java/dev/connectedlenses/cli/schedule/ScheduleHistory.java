package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens schedule history}. */
@Command(
    name = "history",
    description = "List what a schedule did: runs, skipped and missed instants, newest first.")
final class ScheduleHistory extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.time("for", "scheduled_for"),
          Column.of("outcome", "outcome"),
          Column.of("status", "status"),
          Column.of("run", "run_id"),
          Column.time("completed", "completed_at"),
          Column.wide("source", "source"),
          Column.of("message", "message"));

  @Parameters(paramLabel = "SCHEDULE", description = "Its id.")
  String id = "";

  @Override
  protected Exit run(Context context) {
    context
        .printer()
        .list(
            context.api().rpc("fn_get_workflow_schedule_history", Map.of("p_schedule_id", id)),
            COLUMNS);
    return Exit.OK;
  }
}
