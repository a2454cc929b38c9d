package dev.connectedlenses.cli.audit;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens audit verify}: whether your chain is the one that was signed. */
@Command(
    name = "verify",
    description =
        "Check your audit log against its hashes and signed checkpoints; exit code 1 when it was changed.")
final class AuditVerify extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(Column.of("row", "seq"), Column.of("problem", "problem"));

  @Option(
      names = "--checkpoints",
      paramLabel = "FILE",
      description = "A copy of checkpoints that you kept elsewhere; - reads standard input.")
  @Nullable String checkpoints;

  @Override
  protected Exit run(Context context) {
    String from = checkpoints;
    String copy = from == null ? "" : Inputs.text(context.in(), from);
    ObjectNode body = JsonMapper.shared().createObjectNode().put("checkpoints", copy);
    JsonNode report = context.api().call("POST", "/v1/audit/verify", body);
    boolean whole = report.path("ok").asBoolean(false);
    if (!whole) {
      context.printer().list(report.path("problems"), COLUMNS);
    }
    context
        .notes()
        .say(
            "%d rows, %d signatures (%d from outside the database), key %s: %s"
                .formatted(
                    report.path("rows").asLong(),
                    report.path("checkpoints").asLong(),
                    report.path("outside").asLong(),
                    report.path("key_id").asString(""),
                    whole ? "whole" : "CHANGED"));
    return whole ? Exit.OK : Exit.ERROR;
  }
}
