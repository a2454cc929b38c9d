package dev.connectedlenses.cli.key;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens key revoke}: ends a key here, at once and for good. */
@Command(
    name = "revoke",
    description = "End a key here, at once and for good. The provider is not told.")
final class KeyRevoke extends CliCommand {
  @Parameters(paramLabel = "KEY", description = "Its id, label, or provider.")
  String ref = "";

  @Override
  protected Exit run(Context context) {
    String id = KeyRefs.find(context, ref);
    context.api().rpc("fn_revoke_api_key", Map.of("p_key_id", id));
    context.notes().say("revoked " + id);
    return Exit.OK;
  }
}
