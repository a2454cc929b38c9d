package dev.connectedlenses.cli.local;

import dev.connectedlenses.cli.Cli;
import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code clens completion}: what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    description = {
      "Print what a shell needs to complete clens.",
      "bash, zsh: source <(clens completion bash); fish: clens completion fish | source"
    })
public final class Completion extends CliCommand {
  /** Shells that are known. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  Shell shell = Shell.bash;

  @Override
  protected Exit run(Context context) {
    CommandLine all = Cli.everything();
    context
        .out()
        .print(shell == Shell.fish ? Fish.completions(all) : AutoComplete.bash("clens", all));
    context.out().flush();
    return Exit.OK;
  }
}
