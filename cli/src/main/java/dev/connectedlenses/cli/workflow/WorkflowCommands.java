package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.Column;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code clens workflow …}: lenses wired into graphs. */
@Command(
    name = "workflow",
    description = "Lenses wired into graphs.",
    synopsisSubcommandLabel = "COMMAND")
public final class WorkflowCommands {
  private static final List<Column> VERSIONS =
      List.of(
          Column.of("version", "version_number"),
          Column.of("status", "status"),
          Column.time("published", "published_at"),
          Column.of("nodes", "node_count"),
          Column.of("changelog", "changelog"),
          Column.wide("id", "id"));

  public static Commands commands() {
    return Commands.none()
        .with("list", WorkflowList::new)
        .with("get", WorkflowGet::new)
        .with("create", WorkflowCreate::new)
        .with("update", WorkflowUpdate::new)
        .with("export", WorkflowExport::new)
        .with("validate", WorkflowValidate::new)
        .with("publish", WorkflowPublish::new)
        .with(
            "versions",
            () ->
                workflow(
                        "fn_get_workflow_versions",
                        "p_workflow_id",
                        "List the versions of a workflow, newest first.")
                    .first(VERSIONS))
        .with(
            "fork",
            () ->
                workflow(
                        "fn_clone_workflow",
                        "p_source_workflow_id",
                        "Copy a workflow into one of yours.")
                    .one(WorkflowCreate.COLUMNS))
        .with(
            "archive",
            () ->
                workflow(
                        "fn_archive_workflow",
                        "p_workflow_id",
                        "Take a workflow out of use; its runs stay.")
                    .says("archived %s"))
        .with(
            "restore",
            () ->
                workflow("fn_restore_workflow", "p_workflow_id", "Bring an archived workflow back.")
                    .says("restored %s"))
        .with("run", WorkflowRun::new);
  }

  private static Call workflow(String function, String argument, String description) {
    return Call.of(function, description)
        .word("WORKFLOW", argument, Meaning.WORKFLOW, "Slug, handle/slug or id.");
  }
}
