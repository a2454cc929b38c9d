package dev.connectedlenses.cli.cost;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import picocli.CommandLine.Command;

/** {@code clens cost …}: what runs cost. */
@Command(name = "cost", description = "What runs cost.", synopsisSubcommandLabel = "COMMAND")
public final class CostCommands {
  public static Commands commands() {
    return Commands.none()
        .with(
            "summary",
            () ->
                Call.of("fn_get_cost_overview", "This month, its end and the last.")
                    .one(CostColumns.SUMMARY))
        .with("by", CostCommands::by)
        .with(
            "of",
            () ->
                Call.of("fn_get_agent_cost_summary", "An agent's last 30 days.")
                    .word("AGENT", "p_ai_lenser_id", Meaning.AGENT, "Handle or id.")
                    .list(CostColumns.AGENT));
  }

  private static Call by() {
    return Call.of(
            "fn_get_cost_breakdown",
            "What made the cost, the dearest first, beside the same time before.")
        .word(
            "WHAT",
            "p_by",
            Meaning.TEXT,
            "agent, workflow, schedule, lens, lens_version, model, key or day.")
        .option("--days", "N", "p_days", Meaning.NUMBER, "Over so many days; default 30.")
        .list(CostColumns.BY);
  }
}
