package dev.connectedlenses.cli.lens;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.run.RunWatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clens lens run}: tries one lens and streams the answer. */
@Command(name = "run", description = "Try a lens once and stream the answer.")
final class LensRun extends CliCommand {
  @Parameters(paramLabel = "LENS", description = "Slug, handle/slug or id.")
  String ref = "";

  @Option(
      names = {"-i", "--input"},
      paramLabel = "NAME=VALUE",
      description = "A value; NAME=@file reads a file, NAME:=json is typed.")
  List<String> inputs = List.of();

  @Option(names = "--model", paramLabel = "PROVIDER/MODEL", description = "The model to ask.")
  @Nullable String model;

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_lens_id", new Refs(context.api()).lens(ref));
    arguments.put("p_inputs", Inputs.values(context.in(), inputs));
    arguments.put("p_global_model_id", model);
    String runId = context.api().rpc("fn_run_lens", arguments).asString();
    return new RunWatcher(context).streamText(runId);
  }
}
