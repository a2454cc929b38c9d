package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clens run dead-letters}. */
@Command(
    name = "dead-letters",
    description = "List runs that were given up after their workers had been lost too often.")
final class DeadLetters extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "id"),
          Column.of("run", "run_id"),
          Column.of("workflow", "workflow_title"),
          Column.of("lost", "attempts"),
          Column.time("given up", "created_at"),
          Column.of("reason", "reason"));

  @Option(names = "--resolved", description = "Also those that somebody has dealt with.")
  boolean resolved;

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = Map.of("p_limit", context.limit(), "p_resolved", resolved);
    context.printer().list(context.api().rpc("fn_list_dead_letters", arguments), COLUMNS);
    return Exit.OK;
  }
}
