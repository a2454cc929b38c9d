package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens schedule update}. */
@Command(name = "update", description = "Change a schedule; what is not named stays as it is.")
final class ScheduleUpdate extends CliCommand {
  @Parameters(paramLabel = "SCHEDULE", description = "Its id.")
  String id = "";

  @Option(names = "--cron", paramLabel = "CRON", description = "Five fields or a shorthand.")
  @Nullable String cron;

  @Mixin ScheduleOptions options = new ScheduleOptions();

  @Override
  protected Exit run(Context context) {
    String wanted = cron;
    if (wanted != null) {
      Calendars.expression(wanted);
    }
    JsonNode now = Schedules.get(context.api(), id);
    ObjectNode arguments = options.arguments(now, context.in());
    arguments.put("p_schedule_id", id);
    arguments.set("p_workflow_id", now.path("workflow_id"));
    arguments.set("p_is_active", now.path("is_active"));
    arguments.put("p_cron_expr", wanted == null ? now.path("cron_expr").asString() : wanted);
    JsonNode rows = context.api().rpc("fn_upsert_workflow_schedule", Schedules.map(arguments));
    context.printer().one(rows.path(0), Schedules.COLUMNS);
    return Exit.OK;
  }
}
