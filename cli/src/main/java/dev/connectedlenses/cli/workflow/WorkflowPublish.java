package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens workflow publish}: makes the graph as it stands the version that others run. */
@Command(
    name = "publish",
    description = "Publish a workflow as it stands; published versions never change.")
final class WorkflowPublish extends CliCommand {
  @Parameters(paramLabel = "WORKFLOW", description = "Slug, handle/slug or id.")
  String ref = "";

  @Option(names = "--changelog", paramLabel = "TEXT", description = "What is new in this version.")
  @Nullable String changelog;

  @Override
  protected Exit run(Context context) {
    String workflow = new Refs(context.api()).workflow(ref);
    refuseErrors(context, workflow);
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_workflow_id", workflow);
    arguments.put("p_changelog", changelog);
    String version = context.api().rpc("fn_create_workflow_version", arguments).asString();
    context.api().rpc("fn_publish_workflow_version", Map.of("p_version_id", version));
    context.notes().say("published " + ref + number(context, workflow, version));
    return Exit.OK;
  }

  /** A version that cannot be published would stay behind as a draft. */
  private void refuseErrors(Context context, String workflow) {
    JsonNode problems =
        context.api().rpc("fn_validate_workflow", Map.of("p_workflow_id", workflow));
    long errors =
        problems.valueStream().filter(p -> p.path("severity").asString("").equals("error")).count();
    if (errors > 0) {
      throw new CliError(
          Exit.CONFLICT,
          "workflow_has_errors",
          "%s has %d errors and is not published".formatted(ref, errors),
          "see them with: clens workflow validate " + ref);
    }
  }

  private static String number(Context context, String workflow, String version) {
    return context
        .api()
        .rpc("fn_get_workflow_versions", Map.of("p_workflow_id", workflow))
        .valueStream()
        .filter(v -> v.path("id").asString("").equals(version))
        .findFirst()
        .map(v -> " version " + v.path("version_number").asInt())
        .orElse("");
  }
}
