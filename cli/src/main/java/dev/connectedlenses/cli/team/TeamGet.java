package dev.connectedlenses.cli.team;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens team get}. */
@Command(name = "get", description = "Show one team with its members and edges.")
final class TeamGet extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("name", "name"),
          Column.of("id", "id"),
          Column.of("status", "status"),
          Column.of("description", "description"),
          Column.of("agent", "ai_lenser_id"),
          new Column("members", team -> Integer.toString(team.path("members").size()), false),
          new Column("edges", team -> Integer.toString(team.path("edges").size()), false));

  @Parameters(paramLabel = "TEAM", description = "Name or id.")
  String ref = "";

  @Override
  protected Exit run(Context context) {
    context.printer().one(Teams.whole(context, ref), COLUMNS);
    return Exit.OK;
  }
}
