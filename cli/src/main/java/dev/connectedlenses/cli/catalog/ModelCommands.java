package dev.connectedlenses.cli.catalog;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.Column;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code clens model …}: models that runs can name. */
@Command(
    name = "model",
    description = "Models that runs can name, and who provides them.",
    synopsisSubcommandLabel = "COMMAND")
public final class ModelCommands {
  private static final List<Column> MODELS =
      List.of(
          Column.of("provider", "provider_key"),
          Column.of("model", "key"),
          Column.of("name", "name"),
          Column.of("support", "support_level"),
          Column.of("context", "context_window_tokens"),
          Column.of("$ in per 1k", "input_cost_per_1k_tokens"),
          Column.of("$ out per 1k", "output_cost_per_1k_tokens"),
          Column.wide("tools", "supports_tools"),
          Column.wide("schema", "supports_json_schema"),
          Column.wide("id", "id"));
  private static final List<Column> PROVIDERS =
      List.of(
          Column.of("provider", "key"),
          Column.of("name", "display_name"),
          Column.of("support", "support_level"),
          Column.wide("address", "base_url"),
          Column.wide("pages", "docs_url"),
          Column.wide("id", "id"));

  public static Commands commands() {
    return Commands.none()
        .with("list", ModelCommands::list)
        .with("get", ModelGet::new)
        .with(
            "providers",
            () ->
                Call.of("fn_ai_catalog_providers", "List providers, those that can run first.")
                    .list(PROVIDERS));
  }

  /** Models with their prices; the same under {@code clens catalog}. */
  static Call list() {
    return Call.of("fn_ai_catalog_models", "List models with what they cost today, in dollars.")
        .option("--provider", "KEY", "p_provider_key", Meaning.TEXT, "Only those of this provider.")
        .option(
            "--support",
            "LEVEL",
            "p_support_level",
            Meaning.TEXT,
            "runnable, byok_only, catalog_only or deprecated.")
        .option(
            "--capability", "NAME", "p_capability", Meaning.TEXT, "Only those that can do this.")
        .list(MODELS);
  }
}
