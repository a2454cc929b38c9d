package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clens run cancel}. */
@Command(name = "cancel", description = "Ask a run to stop.")
final class RunCancel extends CliCommand {
  @Parameters(paramLabel = "RUN", description = "Its id.")
  String runId = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; stored with the run.")
  @Nullable String reason;

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_run_id", runId);
    arguments.put("p_reason", reason);
    context.api().rpc("fn_cancel_workflow_run", arguments);
    context.notes().say("asked run " + runId + " to stop");
    return Exit.OK;
  }
}
