package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import picocli.CommandLine.Command;

/** {@code clens schedule …}: workflows that start by the clock. */
@Command(
    name = "schedule",
    description = "Workflows that start by the clock.",
    synopsisSubcommandLabel = "COMMAND")
public final class ScheduleCommands {
  private static final String RESUME =
      "Go on with a paused schedule; what it missed is not caught up.";
  private static final String DELETE = "Delete a schedule; the runs that it made stay.";

  public static Commands commands() {
    return Commands.none()
        .with("list", ScheduleList::new)
        .with("get", ScheduleGet::new)
        .with("create", ScheduleCreate::new)
        .with("update", ScheduleUpdate::new)
        .with(
            "pause",
            () -> one("pause", "Stop a schedule until it is resumed.").says("paused schedule %s"))
        .with("resume", () -> one("resume", RESUME).says("resumed schedule %s"))
        .with("trigger", ScheduleTrigger::new)
        .with("backfill", ScheduleBackfill::new)
        .with("history", ScheduleCommands::history)
        .with("delete", () -> one("delete", DELETE).says("deleted schedule %s"))
        .with("preview", SchedulePreview::new)
        .with("explain", ScheduleExplain::new);
  }

  private static Call history() {
    return schedule(
            "fn_get_workflow_schedule_history",
            "List what a schedule did: runs, skipped and missed instants, newest first.")
        .list(ScheduleHistory.COLUMNS);
  }

  private static Call one(String verb, String description) {
    return schedule("fn_" + verb + "_workflow_schedule", description);
  }

  private static Call schedule(String function, String description) {
    return Call.of(function, description)
        .word("SCHEDULE", "p_schedule_id", Meaning.TEXT, "Its id.");
  }
}
