package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.out.Format;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Shows what the models of a run were asked, each part under the layer that it comes from. */
final class RunPrompts {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("node", "label"), Column.of("attempt", "attempt"), Column.of("model", "model"));

  private static final List<String> LAYERS =
      List.of(
          "",
          "safety rules",
          "platform policy",
          "owner policy",
          "team policy",
          "agent",
          "lens",
          "node",
          "input",
          "memory");

  private final Context context;

  RunPrompts(Context context) {
    this.context = context;
  }

  Exit show(String runId) {
    JsonNode prompts = context.api().rpc("fn_get_workflow_run_prompts", Map.of("p_run_id", runId));
    if (context.format() != Format.table && context.format() != Format.wide) {
      context.printer().list(prompts, COLUMNS);
      return Exit.OK;
    }
    for (JsonNode prompt : prompts) {
      context
          .out()
          .printf(
              "%s, attempt %d, %s%n",
              prompt.path("label").asString(),
              prompt.path("attempt").asInt(),
              prompt.path("model").asString());
      prompt.path("parts").forEach(this::part);
      context.out().println();
    }
    return Exit.OK;
  }

  private void part(JsonNode part) {
    int layer = part.path("layer").asInt();
    String name = layer > 0 && layer < LAYERS.size() ? LAYERS.get(layer) : "";
    String within = part.path("within").asBoolean(false) ? ", within the lens" : "";
    context.out().printf("  %d %s (%s%s)%n", layer, name, part.path("source").asString(), within);
    part.path("text").asString().lines().forEach(line -> context.out().println("    " + line));
  }
}
