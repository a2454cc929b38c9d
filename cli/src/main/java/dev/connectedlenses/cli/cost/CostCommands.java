package dev.connectedlenses.cli.cost;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.Column;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code clens cost …}: what runs cost. */
@Command(name = "cost", description = "What runs cost.", synopsisSubcommandLabel = "COMMAND")
public final class CostCommands {
  private static final List<Column> SUMMARY =
      List.of(
          Column.of("month", "month"),
          Column.of("credits", "credits"),
          Column.of("runs", "runs"),
          Column.of("by its end", "forecast_credits"),
          Column.of("month before", "previous_credits"),
          Column.of("$ per credit", "usd_per_credit"));
  private static final List<Column> BY =
      List.of(
          Column.of("what", "label"),
          Column.of("credits", "credits"),
          Column.of("before", "previous_credits"),
          Column.of("runs", "runs"),
          Column.of("tokens in", "input_tokens"),
          Column.of("tokens out", "output_tokens"),
          Column.wide("key", "key"));
  private static final List<Column> AGENT =
      List.of(
          Column.of("day", "period_date"),
          Column.of("credits", "credits_spent"),
          Column.of("limit a month", "spending_limit"));

  public static Commands commands() {
    return Commands.none()
        .with(
            "summary",
            () -> Call.of("fn_get_cost_overview", "This month, its end and the last.").one(SUMMARY))
        .with("by", CostCommands::by)
        .with(
            "of",
            () ->
                Call.of("fn_get_agent_cost_summary", "An agent's last 30 days.")
                    .word("AGENT", "p_ai_lenser_id", Meaning.AGENT, "Handle or id.")
                    .list(AGENT));
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
        .list(BY);
  }
}
