package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Exit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clens schedule list}. */
@Command(name = "list", description = "List schedules, newest first.")
final class ScheduleList extends CliCommand {
  @Option(names = "--workflow", paramLabel = "WORKFLOW", description = "Only those of this one.")
  @Nullable String workflow;

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_limit", context.limit());
    if (workflow != null) {
      arguments.put("p_workflow_id", new Refs(context.api()).workflow(workflow));
    }
    context
        .printer()
        .list(context.api().rpc("fn_get_workflow_schedules", arguments), Schedules.COLUMNS);
    return Exit.OK;
  }
}
