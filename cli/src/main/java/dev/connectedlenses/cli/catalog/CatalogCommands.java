package dev.connectedlenses.cli.catalog;

import dev.connectedlenses.cli.Commands;
import picocli.CommandLine.Command;

/** {@code clens catalog …}: which models there are, and what they cost. */
@Command(
    name = "catalog",
    description = "Which models there are, and what they cost.",
    synopsisSubcommandLabel = "COMMAND")
public final class CatalogCommands {
  public static Commands commands() {
    return Commands.none().with("list", ModelCommands::list).with("import", CatalogImport::new);
  }
}
