package dev.connectedlenses.cli.config;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.ConfigFile;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clens config unset}. */
@Command(name = "unset", description = "Take a setting out of the user's or the project's file.")
final class ConfigUnset extends CliCommand {
  @Parameters(paramLabel = "NAME", description = "url or output.")
  String key = "";

  @Option(names = "--project", description = "Change .clens.toml here instead of the user's file.")
  boolean project;

  @Override
  protected Exit run(Context context) {
    Path file = Setting.file(context, project);
    if (!ConfigFile.read(file).containsKey(key)) {
      throw new CliError(
          Exit.NOT_FOUND, "not_set", file.toAbsolutePath() + " does not set \"" + key + "\"", null);
    }
    ConfigFile.write(file, key, null);
    context.notes().say("%s is no longer set in %s".formatted(key, file.toAbsolutePath()));
    return Exit.OK;
  }
}
