package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens schedule get}. */
@Command(name = "get", description = "Show one schedule: when it fires, as whom, and how it went.")
final class ScheduleGet extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "id"),
          Column.of("workflow", "workflow_id"),
          Column.of("description", "description"),
          Column.of("cron", "cron_expr"),
          Column.of("zone", "timezone"),
          Column.of("active", "is_active"),
          Column.of("paused because", "paused_reason"),
          Column.time("next", "next_run_at"),
          Column.time("last", "last_run_at"),
          Column.of("last run", "last_run_id"),
          Column.of("last dispatch", "last_dispatch_status"),
          Column.time("last completed", "last_completed_at"),
          Column.of("last result", "last_result"),
          Column.of("failures in a row", "consecutive_failures"),
          Column.of("last error", "last_error_message"),
          Column.of("runs as", "assignee_id"),
          Column.of("approval", "approval_policy"),
          Column.of("queue", "queue_policy"),
          Column.of("retry", "retry_policy"),
          Column.of("failure", "failure_policy"),
          Column.of("inputs", "inputs_template"));

  @Parameters(paramLabel = "SCHEDULE", description = "Its id.")
  String id = "";

  @Override
  protected Exit run(Context context) {
    context.printer().one(Schedules.get(context.api(), id), COLUMNS);
    return Exit.OK;
  }
}
