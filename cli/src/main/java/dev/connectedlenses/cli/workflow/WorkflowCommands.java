package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.Commands;
import picocli.CommandLine.Command;

/** {@code clens workflow …}: lenses wired into graphs. */
@Command(
    name = "workflow",
    description = "Lenses wired into graphs.",
    synopsisSubcommandLabel = "COMMAND")
public final class WorkflowCommands {
  public static Commands commands() {
    return Commands.none()
        .with("list", WorkflowList::new)
        .with("get", WorkflowGet::new)
        .with("create", WorkflowCreate::new)
        .with("update", WorkflowUpdate::new)
        .with("export", WorkflowExport::new)
        .with("validate", WorkflowValidate::new)
        .with("publish", WorkflowPublish::new)
        .with("versions", WorkflowVersions::new)
        .with("run", WorkflowRun::new);
  }
}
