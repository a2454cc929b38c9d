package dev.connectedlenses.cli.config;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.ConfigFile;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens config get}. */
@Command(name = "get", description = "Print the value of a setting as it holds here.")
final class ConfigGet extends CliCommand {
  @Parameters(paramLabel = "NAME", description = "url or output.")
  String key = "";

  @Override
  protected Exit run(Context context) {
    if (!ConfigFile.KEYS.contains(key)) {
      throw CliError.usage("there is no setting \"" + key + "\"", "known: " + ConfigFile.KEYS);
    }
    String value = Setting.of(context, key).value();
    if (value == null) {
      throw new CliError(
          Exit.NOT_FOUND, "not_set", key + " is not set", "set it with: clens config set");
    }
    context.printer().text(value);
    return Exit.OK;
  }
}
