package dev.connectedlenses.cli.local;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code clens whoami}: the profile of the signed-in user. */
@Command(name = "whoami", description = "Show who is signed in.")
public final class Whoami extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("handle", "handle"),
          Column.of("name", "display_name"),
          Column.of("id", "id"),
          Column.of("status", "status"));

  @Override
  protected Exit run(Context context) {
    JsonNode rows = context.api().rpc("fn_lensers_get_active_profile", Map.of());
    context.printer().one(rows.isArray() ? rows.path(0) : rows, COLUMNS);
    return Exit.OK;
  }
}
