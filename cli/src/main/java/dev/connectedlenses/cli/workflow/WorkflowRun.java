package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.out.Format;
import dev.connectedlenses.cli.run.RunWatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code clens workflow run}: starts a run and follows it. */
@Command(
    name = "run",
    description = "Start a run and follow it; exit code 3 when it does not complete.")
final class WorkflowRun extends CliCommand {
  @Parameters(paramLabel = "WORKFLOW", description = "Slug, handle/slug or id.")
  String ref = "";

  @Option(
      names = {"-i", "--input"},
      paramLabel = "NAME=VALUE",
      description = "A run input; NAME=@file reads a file, NAME:=json is typed.")
  List<String> inputs = List.of();

  @Option(names = "--model", paramLabel = "PROVIDER/MODEL", description = "For nodes without one.")
  @Nullable String model;

  @Option(names = "--key", paramLabel = "KEY", description = "Idempotency key: one run per key.")
  @Nullable String key;

  @Option(names = "--detach", description = "Print the run's id and return.")
  boolean detach;

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_workflow_id", new Refs(context.api()).workflow(ref));
    arguments.put("p_inputs", Inputs.values(context.in(), inputs));
    arguments.put("p_global_model_id", model);
    arguments.put("p_idempotency_key", key);
    String runId = context.api().rpc("fn_start_workflow_run", arguments).asString();
    if (!detach) {
      context.notes().say("run " + runId);
      return new RunWatcher(context).watch(runId);
    }
    boolean json = context.format() == Format.json || context.format() == Format.jsonl;
    context.out().println(json ? JsonMapper.shared().createObjectNode().put("id", runId) : runId);
    return Exit.OK;
  }
}
