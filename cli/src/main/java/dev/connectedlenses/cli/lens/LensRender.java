package dev.connectedlenses.cli.lens;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens lens render}: the prompt with its values, without calling a model. */
@Command(name = "render", description = "Show the prompt with its values; calls no model.")
final class LensRender extends CliCommand {
  @Parameters(paramLabel = "LENS", description = "Slug, handle/slug or id.")
  String ref = "";

  @Option(
      names = {"-i", "--input"},
      paramLabel = "NAME=VALUE",
      description = "A value; NAME=@file reads a file, NAME:=json is typed.")
  List<String> inputs = List.of();

  @Override
  protected Exit run(Context context) {
    String lensId = new Refs(context.api()).lens(ref);
    JsonNode lens = context.api().rpc("fn_get_lens_detail_bootstrap", Map.of("p_lens_id", lensId));
    String version = lens.path("head_version").path("id").asString("");
    Map<String, Object> arguments =
        Map.of("p_version_id", version, "p_inputs", Inputs.values(context.in(), inputs));
    JsonNode text = context.api().rpc("fn_render_version_body", arguments);
    context.printer().text(text.asString(""));
    return Exit.OK;
  }
}
