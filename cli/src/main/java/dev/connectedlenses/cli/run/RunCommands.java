package dev.connectedlenses.cli.run;

import picocli.CommandLine.Command;

/** {@code clens run …}: runs of workflows. */
@Command(
    name = "run",
    description = "Runs of workflows.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RunList.class, RunGet.class, RunWatch.class, RunCancel.class})
public final class RunCommands {}
