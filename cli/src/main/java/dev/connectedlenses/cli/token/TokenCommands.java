package dev.connectedlenses.cli.token;

import dev.connectedlenses.cli.Commands;
import picocli.CommandLine.Command;

/** {@code clens token …}: what scripts sign in with. */
@Command(
    name = "token",
    description = "API tokens, with which scripts act for you.",
    synopsisSubcommandLabel = "COMMAND")
public final class TokenCommands {
  public static Commands commands() {
    return Commands.none()
        .with("create", TokenCreate::new)
        .with("list", TokenList::new)
        .with("revoke", TokenRevoke::new);
  }
}
