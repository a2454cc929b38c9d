package dev.connectedlenses.cli.workflow;

import picocli.CommandLine.Command;

/** {@code clens workflow …}: lenses wired into graphs. */
@Command(
    name = "workflow",
    description = "Lenses wired into graphs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      WorkflowList.class,
      WorkflowGet.class,
      WorkflowCreate.class,
      WorkflowValidate.class,
      WorkflowRun.class
    })
public final class WorkflowCommands {}
