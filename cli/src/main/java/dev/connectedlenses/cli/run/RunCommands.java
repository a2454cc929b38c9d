package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.Commands;
import picocli.CommandLine.Command;

/** {@code clens run …}: runs of workflows. */
@Command(name = "run", description = "Runs of workflows.", synopsisSubcommandLabel = "COMMAND")
public final class RunCommands {
  public static Commands commands() {
    return Commands.none()
        .with("list", RunList::new)
        .with("get", RunGet::new)
        .with("watch", RunWatch::new)
        .with("cancel", RunCancel::new)
        .with("rerun", RunRerun::new)
        .with("dead-letters", DeadLetters::new)
        .with("replay", RunReplay::new);
  }
}
