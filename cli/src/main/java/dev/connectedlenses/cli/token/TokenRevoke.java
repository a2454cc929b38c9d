package dev.connectedlenses.cli.token;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens token revoke}. */
@Command(name = "revoke", description = "End an API token at once.")
final class TokenRevoke extends CliCommand {
  @Parameters(paramLabel = "ID", description = "Its id, as clens token list shows it.")
  String id = "";

  @Override
  protected Exit run(Context context) {
    context.api().call("DELETE", "/v1/tokens/" + context.api().segment(id), Map.of());
    context.notes().say("revoked token " + id);
    return Exit.OK;
  }
}
