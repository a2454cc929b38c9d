package dev.connectedlenses.cli.config;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.ConfigFile;
import dev.connectedlenses.cli.out.Exit;
import picocli.CommandLine.Command;

/** {@code clens config path}. */
@Command(name = "path", description = "Print where the user's settings are.")
final class ConfigPath extends CliCommand {
  @Override
  protected Exit run(Context context) {
    context.printer().text(ConfigFile.users(context.configDir()).toAbsolutePath().toString());
    return Exit.OK;
  }
}
