package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clens workflow list}. */
@Command(name = "list", description = "List your workflows, newest change first.")
final class WorkflowList extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("slug", "slug"),
          Column.of("title", "title"),
          Column.of("nodes", "node_count"),
          Column.of("visibility", "visibility"),
          Column.time("updated", "updated_at"),
          Column.wide("id", "id"));

  @Option(names = "--search", paramLabel = "TEXT", description = "Only those whose title holds it.")
  @Nullable String search;

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_lenser_id", new Refs(context.api()).myProfile());
    arguments.put("p_limit", context.limit());
    arguments.put("p_search", search);
    context.printer().list(context.api().rpc("fn_get_my_workflows", arguments), COLUMNS);
    return Exit.OK;
  }
}
