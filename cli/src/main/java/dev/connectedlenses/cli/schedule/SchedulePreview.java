package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.calendar.Fire;
import dev.connectedlenses.calendar.FireTimes;
import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code clens schedule preview}: the next instants, computed here as the server computes them. */
@Command(
    name = "preview",
    description =
        "Show when an expression fires next; needs no server. Changes of clocks are noted.")
final class SchedulePreview extends CliCommand {
  private static final int MOST = 1000;
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("fires at", "fire_at"),
          Column.of("local", "local_time"),
          Column.of("note", "note"));

  @Parameters(paramLabel = "CRON", description = "Five fields or a shorthand, or a schedule's id.")
  String expression = "";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone, such as Europe/Berlin; default UTC.")
  @Nullable String zone;

  @Option(
      names = "--from",
      paramLabel = "WHEN",
      description =
          "First instant to look at: a date, a local time, or with an offset; default now.")
  @Nullable String from;

  @Option(
      names = {"-n", "--next"},
      paramLabel = "N",
      description = "How many; default 10.")
  int count = 10;

  @Override
  protected Exit run(Context context) {
    if (count < 1 || count > MOST) {
      throw CliError.usage("-n " + count + " is out of range", "give 1 to " + MOST);
    }
    String cron = expression;
    String name = zone == null ? "UTC" : zone;
    if (Refs.isId(expression)) {
      JsonNode schedule = Schedules.get(context.api(), expression);
      cron = schedule.path("cron_expr").asString();
      name = zone == null ? schedule.path("timezone").asString() : zone;
    }
    print(context, cron, name);
    return Exit.OK;
  }

  private void print(Context context, String cron, String zoneName) {
    FireTimes times = Calendars.times(cron, zoneName);
    Instant start =
        from == null ? context.now() : Calendars.instant(from, Calendars.zone(zoneName));
    context.printer().list(rows(times.fires(start.minusNanos(1), count)), COLUMNS);
  }

  private static ArrayNode rows(List<Fire> fires) {
    ArrayNode rows = JsonMapper.shared().createArrayNode();
    for (Fire fire : fires) {
      rows.addObject()
          .put("fire_at", fire.at().toString())
          .put("local_time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(fire.local()))
          .put("note", fire.note());
    }
    return rows;
  }
}
