package dev.connectedlenses.cli.approval;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens approval approve} and {@code reject}: each request is decided on its own. */
abstract sealed class ApprovalDecide extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "request_id"), Column.of("decided", "ok"), Column.of("why not", "code"));

  private final boolean approve;

  @Parameters(arity = "1..*", paramLabel = "REQUEST...", description = "Ids of requests.")
  List<String> ids = List.of();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept.")
  @Nullable String reason;

  private ApprovalDecide(boolean approve) {
    this.approve = approve;
  }

  /** {@code clens approval approve}. */
  @Command(
      name = "approve",
      description = "Approve requests as they are; exit code 6 when one was decided already.")
  static final class Approve extends ApprovalDecide {
    Approve() {
      super(true);
    }
  }

  /** {@code clens approval reject}. */
  @Command(
      name = "reject",
      description = "Reject requests; exit code 6 when one was decided already.")
  static final class Reject extends ApprovalDecide {
    Reject() {
      super(false);
    }
  }

  @Override
  protected Exit run(Context context) {
    if (ids.size() == 1) {
      decide(context, ids.getFirst());
      return Exit.OK;
    }
    ArrayNode rows = JsonMapper.shared().createArrayNode();
    Exit worst = Exit.OK;
    for (String id : ids) {
      ObjectNode row = rows.addObject().put("request_id", id).put("ok", true);
      try {
        decide(context, id);
      } catch (CliError e) {
        row.put("ok", false).put("code", e.code());
        worst = e.exit();
      }
    }
    context.printer().list(rows, COLUMNS);
    return worst;
  }

  private void decide(Context context, String id) {
    Approvals.decide(context, Approvals.get(context, id), approve, reason);
    context.notes().say((approve ? "approved " : "rejected ") + id);
  }
}
