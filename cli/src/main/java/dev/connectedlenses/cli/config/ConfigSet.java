package dev.connectedlenses.cli.config;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.ConfigFile;
import dev.connectedlenses.cli.out.Exit;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clens config set}. */
@Command(
    name = "set",
    description = "Set a setting, for this user or for the project in this folder.")
final class ConfigSet extends CliCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "url or output.")
  String key = "";

  @Parameters(index = "1", paramLabel = "VALUE", description = "Its value.")
  String value = "";

  @Option(names = "--project", description = "Write .clens.toml here instead of the user's file.")
  boolean project;

  @Override
  protected Exit run(Context context) {
    ConfigFile.check(key, value);
    Path file = Setting.file(context, project);
    ConfigFile.write(file, key, value);
    context.notes().say("%s is %s in %s".formatted(key, value, file.toAbsolutePath()));
    Setting now = Setting.of(context, key);
    if (!value.equals(now.value())) {
      context.notes().say("here it stays %s, by %s".formatted(now.value(), now.from()));
    }
    return Exit.OK;
  }
}
