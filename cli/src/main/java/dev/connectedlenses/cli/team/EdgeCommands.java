package dev.connectedlenses.cli.team;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code clens team edge …}. */
@Command(
    name = "edge",
    description = "Edges between the members of a team.",
    synopsisSubcommandLabel = "COMMAND")
final class EdgeCommands {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "id"),
          Column.of("type", "edge_type"),
          Column.of("blocking", "is_blocking"),
          Column.of("source", "source_member_id"),
          Column.of("target", "target_member_id"));

  static Commands commands() {
    return Commands.none()
        .with("add", EdgeCommands::adding)
        .with(
            "remove",
            () ->
                new Call("Remove an edge.", Teams.EDGES.delete())
                    .word("EDGE", "id", Meaning.TEXT, "Its id.")
                    .says("removed edge %s"));
  }

  private static Call adding() {
    return new Call("Tie two members of a team together.", EdgeCommands::add)
        .word("TEAM", "team", Meaning.TEXT, "Name or id.")
        .word("SOURCE", "source", Meaning.TEXT, "Handle of its agent, or the member's id.")
        .word("TARGET", "target", Meaning.TEXT, "Handle of its agent, or the member's id.")
        .option(
            "--type",
            "TYPE",
            "p_edge_type",
            Meaning.TEXT,
            "delegates (default), reviews, reports_to, shares_context or handoff.")
        .flag("--blocking", "p_is_blocking", true, "The source waits for the target.")
        .one(COLUMNS);
  }

  private static JsonNode add(Context context, Map<String, Object> words) {
    JsonNode team = Teams.whole(context, String.valueOf(words.remove("team")));
    Map<String, Object> arguments = new HashMap<>(words);
    arguments.put("p_team_id", team.path("id"));
    arguments.put("p_source_member_id", Teams.member(team, word(arguments, "source")));
    arguments.put("p_target_member_id", Teams.member(team, word(arguments, "target")));
    return context.api().rpc("fn_add_team_edge", arguments);
  }

  private static String word(Map<String, Object> arguments, String name) {
    return String.valueOf(arguments.remove(name));
  }
}
