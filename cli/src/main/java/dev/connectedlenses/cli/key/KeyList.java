package dev.connectedlenses.cli.key;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import picocli.CommandLine.Command;

/** {@code clens key list}. */
@Command(name = "list", description = "List your keys by their last characters.")
final class KeyList extends CliCommand {
  @Override
  protected Exit run(Context context) {
    context.printer().list(KeyRefs.all(context), KeyRefs.COLUMNS);
    return Exit.OK;
  }
}
