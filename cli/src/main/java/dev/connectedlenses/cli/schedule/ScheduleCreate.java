package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens schedule create}. */
@Command(name = "create", description = "Have a workflow start by the clock.")
final class ScheduleCreate extends CliCommand {
  @Parameters(paramLabel = "WORKFLOW", description = "Slug, handle/slug or id.")
  String workflow = "";

  @Option(
      names = "--cron",
      required = true,
      paramLabel = "CRON",
      description = "Five fields, such as \"0 9 * * mon-fri\", or a shorthand, such as @daily.")
  String cron = "";

  @Option(names = "--paused", description = "Do not start it yet.")
  boolean paused;

  @Mixin ScheduleOptions options = new ScheduleOptions();

  @Override
  protected Exit run(Context context) {
    Calendars.expression(cron);
    options.runsAsItsAuthor();
    ObjectNode arguments = options.arguments(MissingNode.getInstance(), context.in());
    arguments.put("p_workflow_id", new Refs(context.api()).workflow(workflow));
    arguments.put("p_cron_expr", cron);
    arguments.put("p_is_active", !paused);
    JsonNode rows = context.api().rpc("fn_upsert_workflow_schedule", Schedules.map(arguments));
    context.printer().one(rows.path(0), Schedules.COLUMNS);
    return Exit.OK;
  }
}
