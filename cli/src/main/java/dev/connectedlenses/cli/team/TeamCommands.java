package dev.connectedlenses.cli.team;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.Column;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code clens team …}: agents that work together, and their runs. */
@Command(
    name = "team",
    description = "Teams of agents, and their runs.",
    synopsisSubcommandLabel = "COMMAND")
public final class TeamCommands {
  private static final List<Column> LIST =
      List.of(
          Column.of("name", "name"),
          Column.of("status", "status"),
          Column.time("created", "created_at"),
          Column.wide("description", "description"),
          Column.of("id", "id"));
  private static final List<Column> RUNS =
      List.of(
          Column.of("id", "id"),
          Column.of("status", "status"),
          Column.of("approval", "approval_status"),
          Column.of("workflow", "workflow_title"),
          Column.of("team", "team_name"),
          Column.time("created", "created_at"),
          Column.wide("workflow run", "workflow_run_id"));
  private static final List<Column> BOARD =
      List.of(
          Column.of("lane", "lane"),
          Column.of("step", "title"),
          Column.of("kind", "kind"),
          Column.of("status", "status"),
          Column.of("role", "role"),
          Column.of("blocked by", "blocker_summary"),
          Column.wide("chosen because", "choice"),
          Column.of("output", "recent_output_summary"));

  public static Commands commands() {
    return Commands.none()
        .with(
            "list", () -> of("fn_list_agent_teams", "List an agent's teams.").limited().list(LIST))
        .with("get", TeamGet::new)
        .with("create", TeamCreate::new)
        .with("member", MemberCommands::new, MemberCommands::commands)
        .with("edge", EdgeCommands::new, EdgeCommands::commands)
        .with("graph", TeamGraph::new)
        .with("run", TeamRun::new)
        .with(
            "runs",
            () -> of("fn_list_team_runs", "List team runs, newest first.").limited().list(RUNS))
        .with("watch", TeamWatch::new)
        .with("board", TeamCommands::board)
        .with("cancel", TeamCancel::new);
  }

  private static Call board() {
    return Call.of(
            "fn_list_agent_run_steps", "Show the steps of a team run: who does what, lane by lane.")
        .word("TEAM_RUN", "p_team_run_id", Meaning.TEXT, "Its id.")
        .list(BOARD);
  }

  private static Call of(String function, String description) {
    return Call.of(function, description)
        .word("AGENT", "p_ai_lenser_id", Meaning.AGENT, "Handle or id.");
  }
}
