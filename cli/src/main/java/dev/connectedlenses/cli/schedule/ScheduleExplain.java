package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.calendar.CronExpression;
import dev.connectedlenses.calendar.Words;
import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens schedule explain}: an expression in words. */
@Command(name = "explain", description = "Say in words when an expression fires; needs no server.")
final class ScheduleExplain extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(Column.of("fires", "words"), Column.of("clock changes", "clock_changes"));

  @Parameters(paramLabel = "CRON", description = "Five fields or a shorthand.")
  String expression = "";

  @Override
  protected Exit run(Context context) {
    CronExpression parsed = Calendars.expression(expression);
    ObjectNode row = JsonMapper.shared().createObjectNode();
    row.put("cron_expr", parsed.text());
    row.put("words", Words.of(parsed));
    row.put("kind", parsed.isInterval() ? "interval" : "time_of_day");
    row.put(
        "clock_changes",
        parsed.isInterval()
            ? "goes with elapsed time: fires in both passes of a repeated hour"
            : "a skipped time fires at the end of the gap, a repeated one the first time only");
    context.printer().one(row, COLUMNS);
    return Exit.OK;
  }
}
