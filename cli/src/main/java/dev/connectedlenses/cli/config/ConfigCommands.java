package dev.connectedlenses.cli.config;

import dev.connectedlenses.cli.Commands;
import picocli.CommandLine.Command;

/** {@code clens config …}. */
@Command(
    name = "config",
    description = "Settings of the command line: the server's address, the form of results.",
    synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommands {
  public static Commands commands() {
    return Commands.none()
        .with("list", ConfigList::new)
        .with("get", ConfigGet::new)
        .with("set", ConfigSet::new)
        .with("unset", ConfigUnset::new)
        .with("path", ConfigPath::new);
  }
}
