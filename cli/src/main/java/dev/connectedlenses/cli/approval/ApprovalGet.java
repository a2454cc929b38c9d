package dev.connectedlenses.cli.approval;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens approval get}. */
@Command(name = "get", description = "Show what is asked, with everything that is known about it.")
final class ApprovalGet extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "request_id"),
          Column.of("kind", "request_kind"),
          Column.of("title", "title"),
          Column.of("team", "team_name"),
          Column.of("gate", "gate_kind"),
          Column.of("action", "requested_action"),
          Column.of("status", "approval_status"),
          Column.of("run", "workflow_run_id"),
          Column.of("node", "node_id"),
          Column.of("inputs", "inputs"),
          Column.of("policy", "approval_policy"),
          Column.of("more", "metadata"),
          Column.time("until", "expires_at"),
          Column.time("asked", "created_at"));

  @Parameters(paramLabel = "REQUEST", description = "Its id.")
  String id = "";

  @Override
  protected Exit run(Context context) {
    context.printer().one(Approvals.get(context, id), COLUMNS);
    return Exit.OK;
  }
}
