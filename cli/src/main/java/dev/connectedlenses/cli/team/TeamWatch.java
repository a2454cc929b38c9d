package dev.connectedlenses.cli.team;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens team watch}. */
@Command(
    name = "watch",
    description = "Tell what a team does as it happens; exit code 3 when it does not complete.")
final class TeamWatch extends CliCommand {
  @Parameters(paramLabel = "TEAM_RUN", description = "Its id.")
  String id = "";

  @Override
  protected Exit run(Context context) {
    return new TeamWatcher(context).watch(id, event -> {});
  }
}
