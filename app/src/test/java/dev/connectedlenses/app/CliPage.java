package dev.connectedlenses.app;

import dev.connectedlenses.cli.Cli;
import dev.connectedlenses.cli.out.Exit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The reference page of the command line, written from the commands themselves. */
final class CliPage {
  private static final String HEAD =
      """
      # The command line

      Written from the commands themselves by a test; do not edit. `./clens` builds when needed and runs them; `java -jar connectedlenses.jar` does the same.

      Results go to standard output, all else to standard error; on failure standard output stays empty. With `-o json` an error is one JSON object on standard error: `{"error":{"code","message","hint","details","request_id"}}`, with the codes of the API.

      Settings: a flag wins over the environment, the environment over `.clens.toml` in the current folder, and that over `config.toml` in `CLENS_CONFIG_DIR`, else `$XDG_CONFIG_HOME/clens`, else `~/.config/clens`. Both files know `url` and `output`. Environment: `CLENS_URL` (the server), `CLENS_TOKEN` (an access token, used as it is), `CLENS_OUTPUT` (the format), `NO_COLOR`. Secrets come from a prompt, standard input or a file, never as an argument.

      """;

  private CliPage() {}

  static String text() {
    CommandSpec root = Cli.everything().getCommandSpec();
    StringBuilder page = new StringBuilder(HEAD);
    page.append("## Exit codes\n\n| code | means |\n|---|---|\n");
    for (Exit exit : Exit.values()) {
      page.append("| %d | %s |%n".formatted(exit.code(), exit.meaning()));
    }
    page.append("\n## Options of every command\n\n").append(options(root.options()));
    page.append("\n## Commands\n");
    for (String name : List.of("up", "serve", "migrate", "rest")) {
      command(page, Main.server(name).getCommandSpec(), "clens " + name);
    }
    root.subcommands()
        .forEach((name, line) -> {
          if (!name.equals("up")) {
            tree(page, line, "clens " + name);
          }
        });
    return page.toString();
  }

  private static void tree(StringBuilder page, CommandLine line, String name) {
    if (line.getSubcommands().isEmpty() || line.getCommand() instanceof Callable) {
      command(page, line.getCommandSpec(), name);
    }
    line.getSubcommands().forEach((verb, child) -> tree(page, child, name + " " + verb));
  }

  private static void command(StringBuilder page, CommandSpec command, String name) {
    String parameters =
        command.positionalParameters().stream()
            .map(PositionalParamSpec::paramLabel)
            .map(label -> " " + label)
            .collect(Collectors.joining());
    page.append("\n### %s%s%n%n".formatted(name, parameters));
    page.append(String.join(" ", command.usageMessage().description())).append("\n");
    String options = options(command.options().stream().filter(o -> !o.inherited()).toList());
    page.append(options.isEmpty() ? "" : "\n" + options);
  }

  private static String options(List<OptionSpec> options) {
    String rows =
        options.stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .map(CliPage::row)
            .collect(Collectors.joining());
    return rows.isEmpty() ? "" : "| option | meaning |\n|---|---|\n" + rows;
  }

  private static String row(OptionSpec option) {
    boolean flag = option.arity().max() == 0;
    String names =
        Arrays.stream(option.names())
            .map(name -> "`" + name + (flag ? "" : " " + option.paramLabel()) + "`")
            .collect(Collectors.joining(", "));
    return "| %s | %s |%n".formatted(names, String.join(" ", option.description()));
  }
}
