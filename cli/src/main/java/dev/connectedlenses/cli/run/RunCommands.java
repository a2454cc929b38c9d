package dev.connectedlenses.cli.run;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.out.Column;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code clens run …}: runs of workflows. */
@Command(name = "run", description = "Runs of workflows.", synopsisSubcommandLabel = "COMMAND")
public final class RunCommands {
  private static final List<Column> DEAD_LETTERS =
      List.of(
          Column.of("id", "id"),
          Column.of("run", "run_id"),
          Column.of("workflow", "workflow_title"),
          Column.of("lost", "attempts"),
          Column.time("given up", "created_at"),
          Column.of("reason", "reason"));

  public static Commands commands() {
    return Commands.none()
        .with("list", RunList::new)
        .with("get", RunGet::new)
        .with("watch", RunWatch::new)
        .with("events", RunEvents::new)
        .with("output", RunOutput::new)
        .with("provenance", RunProvenance::new)
        .with("cancel", RunCancel::new)
        .with("rerun", RunRerun::new)
        .with("dead-letters", RunCommands::deadLetters)
        .with("replay", RunReplay::new)
        .with("callback", RunCallback::new);
  }

  private static Call deadLetters() {
    return Call.of(
            "fn_list_dead_letters",
            "List runs that were given up after their workers had been lost too often.")
        .flag("--resolved", "p_resolved", true, "Also those that somebody has dealt with.")
        .limited()
        .list(DEAD_LETTERS);
  }
}
