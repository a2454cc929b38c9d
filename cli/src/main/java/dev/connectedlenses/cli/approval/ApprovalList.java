package dev.connectedlenses.cli.approval;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clens approval list}. */
@Command(
    name = "list",
    description = "List what waits for you; with --agent also what was decided.")
final class ApprovalList extends CliCommand {
  @Option(names = "--agent", paramLabel = "AGENT", description = "Only of this one.")
  @Nullable String agent;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "With --agent: pending, approved or rejected.")
  @Nullable String status;

  @Override
  protected Exit run(Context context) {
    String only = agent;
    if (only == null && status != null) {
      throw CliError.usage("--status goes with --agent", "say whose: --agent HANDLE");
    }
    if (only == null) {
      context.printer().list(Approvals.pending(context), Approvals.COLUMNS);
      return Exit.OK;
    }
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_ai_lenser_id", new Refs(context.api()).agent(only));
    arguments.put("p_approval_status", status);
    arguments.put("p_limit", context.limit());
    context
        .printer()
        .list(context.api().rpc("fn_list_approval_requests", arguments), Approvals.COLUMNS);
    return Exit.OK;
  }
}
