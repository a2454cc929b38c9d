package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens run watch}: follows a run to its end, through lost connections. */
@Command(
    name = "watch",
    description = "Follow a run to its end; exit code 3 when it did not complete.")
final class RunWatch extends CliCommand {
  @Parameters(paramLabel = "RUN", description = "Its id.")
  String runId = "";

  @Override
  protected Exit run(Context context) {
    return new RunWatcher(context).watch(runId);
  }
}
