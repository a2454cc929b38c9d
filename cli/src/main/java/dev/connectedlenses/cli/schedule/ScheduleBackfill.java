package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens schedule backfill}: runs for instants that were missed. */
@Command(
    name = "backfill",
    description = "Make up for instants without a run, oldest first; --dry-run only lists them.")
final class ScheduleBackfill extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("instants", "count"),
          Column.of("dispatched", "dispatched"),
          Column.of("left out", "left_out"),
          Column.of("list", "instants"));

  @Parameters(paramLabel = "SCHEDULE", description = "Its id.")
  String id = "";

  @Option(
      names = "--since",
      required = true,
      paramLabel = "WHEN",
      description = "From then on: a date, a local time, or with an offset.")
  String since = "";

  @Option(names = "--dry-run", description = "Start nothing.")
  boolean dryRun;

  @Override
  protected Exit run(Context context) {
    JsonNode schedule = Schedules.get(context.api(), id);
    ZoneId zone = Calendars.zone(schedule.path("timezone").asString("UTC"));
    Map<String, Object> arguments =
        Map.of(
            "p_schedule_id", id,
            "p_since", Calendars.instant(since, zone).toString(),
            "p_dry_run", dryRun);
    context.printer().one(context.api().rpc("fn_backfill_schedule", arguments), COLUMNS);
    return Exit.OK;
  }
}
