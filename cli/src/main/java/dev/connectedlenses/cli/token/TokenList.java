package dev.connectedlenses.cli.token;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code clens token list}. */
@Command(name = "list", description = "List your API tokens; never the tokens themselves.")
final class TokenList extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("name", "name"),
          Column.of("ends in", "suffix"),
          Column.of("scopes", "scopes"),
          Column.time("expires", "expires_at"),
          Column.time("last used", "last_used_at"),
          Column.of("id", "id"));

  @Override
  protected Exit run(Context context) {
    context.printer().list(context.api().call("GET", "/v1/tokens", Map.of()), COLUMNS);
    return Exit.OK;
  }
}
