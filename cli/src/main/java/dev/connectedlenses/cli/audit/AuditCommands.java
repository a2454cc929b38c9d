package dev.connectedlenses.cli.audit;

import dev.connectedlenses.cli.Commands;
import picocli.CommandLine.Command;

/** {@code clens audit …}: the log that cannot be rewritten unseen. */
@Command(
    name = "audit",
    description = "The log that cannot be rewritten unseen.",
    synopsisSubcommandLabel = "COMMAND")
public final class AuditCommands {
  public static Commands commands() {
    return Commands.none().with("verify", AuditVerify::new);
  }
}
