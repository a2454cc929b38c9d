package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens schedule trigger}: one run now, beside the calendar. */
@Command(
    name = "trigger",
    description = "Run a schedule now, beside its calendar; approvals and limits hold.")
final class ScheduleTrigger extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(Column.of("run", "id"), Column.of("dispatch", "last_dispatch_status"));

  @Parameters(paramLabel = "SCHEDULE", description = "Its id.")
  String id = "";

  @Override
  protected Exit run(Context context) {
    JsonNode run = context.api().rpc("fn_trigger_workflow_schedule", Map.of("p_schedule_id", id));
    JsonNode schedule = Schedules.get(context.api(), id);
    String status = schedule.path("last_dispatch_status").asString("");
    if (run.isNull()) {
      String why = schedule.path("last_error_message").asString(status);
      throw new CliError(
          Exit.CONFLICT, status, "nothing was started: " + why, "see: clens schedule get " + id);
    }
    ObjectNode row = JsonMapper.shared().createObjectNode();
    row.set("id", run);
    row.put("last_dispatch_status", status);
    context.printer().one(row, COLUMNS);
    return Exit.OK;
  }
}
