package dev.connectedlenses.cli.catalog;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import picocli.CommandLine.Command;

/** {@code clens model …}: models that runs can name. */
@Command(
    name = "model",
    description = "Models that runs can name, and who provides them.",
    synopsisSubcommandLabel = "COMMAND")
public final class ModelCommands {
  public static Commands commands() {
    return Commands.none()
        .with("list", ModelCommands::list)
        .with("get", ModelGet::new)
        .with(
            "providers",
            () ->
                Call.of("fn_ai_catalog_providers", "List providers, those that can run first.")
                    .list(ModelColumns.PROVIDERS));
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
        .list(ModelColumns.MODELS);
  }
}
