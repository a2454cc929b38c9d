package dev.connectedlenses.cli.schedule;

import dev.connectedlenses.cli.Commands;
import picocli.CommandLine.Command;

/** {@code clens schedule …}: workflows that start by the clock. */
@Command(
    name = "schedule",
    description = "Workflows that start by the clock.",
    synopsisSubcommandLabel = "COMMAND")
public final class ScheduleCommands {
  public static Commands commands() {
    return Commands.none()
        .with("list", ScheduleList::new)
        .with("get", ScheduleGet::new)
        .with("create", ScheduleCreate::new)
        .with("update", ScheduleUpdate::new)
        .with("pause", SchedulePause::new)
        .with("resume", ScheduleResume::new)
        .with("trigger", ScheduleTrigger::new)
        .with("backfill", ScheduleBackfill::new)
        .with("history", ScheduleHistory::new)
        .with("delete", ScheduleDelete::new)
        .with("preview", SchedulePreview::new)
        .with("explain", ScheduleExplain::new);
  }
}
