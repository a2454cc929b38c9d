package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clens run replay}. */
@Command(
    name = "replay",
    description = "Go on with a run that was given up, in a new run that reuses its results.")
final class RunReplay extends CliCommand {
  @Parameters(paramLabel = "LETTER", description = "The id of its dead letter.")
  String letterId = "";

  @Option(names = "--detach", description = "Print the new run's id and return.")
  boolean detach;

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = Map.of("p_id", letterId);
    String again = context.api().rpc("fn_replay_dead_letter", arguments).asString();
    if (detach) {
      context.out().println(again);
      return Exit.OK;
    }
    context.notes().say("run " + again);
    return new RunWatcher(context).watch(again);
  }
}
