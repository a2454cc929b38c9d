package dev.connectedlenses.cli.catalog;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.call.Answers;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens model get}. */
@Command(name = "get", description = "Show a model with everything that is known of it.")
final class ModelGet extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("provider", "provider_key"),
          Column.of("model", "key"),
          Column.of("name", "name"),
          Column.of("support", "support_level"),
          Column.of("status", "status"),
          Column.of("context", "context_window_tokens"),
          Column.of("$ in per 1k", "input_cost_per_1k_tokens"),
          Column.of("$ out per 1k", "output_cost_per_1k_tokens"),
          Column.of("takes", "input_modalities"),
          Column.of("gives", "output_modalities"),
          Column.of("can", "capabilities"),
          Column.of("pages", "docs_url"),
          Column.of("id", "id"));

  @Parameters(paramLabel = "PROVIDER/MODEL", description = "As runs name it, e.g. demo/writer.")
  String model = "";

  @Override
  protected Exit run(Context context) {
    int slash = model.indexOf('/');
    if (slash < 1) {
      throw CliError.usage(
          "\"" + model + "\" names no provider", "write PROVIDER/MODEL; see: clens model list");
    }
    Map<String, Object> named =
        Map.of(
            "p_provider_key", model.substring(0, slash), "p_model_key", model.substring(slash + 1));
    JsonNode found = context.api().rpc("fn_ai_catalog_model_detail", named);
    context.printer().one(Answers.found(found, "model", model, "see: clens model list"), COLUMNS);
    return Exit.OK;
  }
}
