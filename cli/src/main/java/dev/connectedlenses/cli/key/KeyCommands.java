package dev.connectedlenses.cli.key;

import dev.connectedlenses.cli.Commands;
import picocli.CommandLine.Command;

/** {@code clens key …}: your own keys at model providers. */
@Command(
    name = "key",
    description = "Your own keys at model providers.",
    synopsisSubcommandLabel = "COMMAND")
public final class KeyCommands {
  public static Commands commands() {
    return Commands.none()
        .with("add", KeyAdd::new)
        .with("list", KeyList::new)
        .with("test", KeyTest::new)
        .with("rotate", KeyRotate::new)
        .with("cap", KeyCap::new)
        .with("revoke", KeyRevoke::new);
  }
}
