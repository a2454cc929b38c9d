package dev.connectedlenses.cli.team;

import dev.connectedlenses.cli.Commands;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.Column;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code clens team member …}. */
@Command(name = "member", description = "Members of a team.", synopsisSubcommandLabel = "COMMAND")
final class MemberCommands {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "id"),
          Column.of("agent", "agent_handle"),
          Column.of("role", "role"),
          Column.of("lane", "lane"),
          Column.of("responsibility", "responsibility"));

  static Commands commands() {
    return Commands.none()
        .with("list", () -> team("fn_get_team_members", "List the members.").list(COLUMNS))
        .with("add", MemberCommands::add)
        .with(
            "remove",
            () ->
                new Call("Take an agent out of a team, with its edges.", MemberCommands::remove)
                    .word("TEAM", "team", Meaning.TEXT, "Name or id.")
                    .word("MEMBER", "member", Meaning.TEXT, "Handle of its agent, or its id.")
                    .says("removed from %s: %s"));
  }

  private static Call add() {
    return team("fn_add_team_member", "Put an agent of yours into a team.")
        .word("AGENT", "p_agent_id", Meaning.AGENT, "Handle or id.")
        .option("--role", "ROLE", "p_role", Meaning.TEXT, "Such as operator or reviewer.")
        .option(
            "--responsibility", "TEXT", "p_responsibility", Meaning.TEXT, "What it answers for.")
        .option("--lane", "N", "p_lane", Meaning.NUMBER, "Its lane; default 0.")
        .option("--order", "N", "p_sort_order", Meaning.NUMBER, "Its place in the lane.")
        .option("--personality-profile", "ID", "p_personality_profile_id", Meaning.TEXT, HERE)
        .option("--memory-profile", "ID", "p_memory_profile_id", Meaning.TEXT, HERE)
        .option("--tool-profile", "ID", "p_tool_profile_id", Meaning.TEXT, HERE)
        .option("--model-profile", "ID", "p_model_profile_id", Meaning.TEXT, HERE)
        .one(COLUMNS);
  }

  private static final String HERE = "In this team, instead of its default.";

  private static JsonNode remove(Context context, Map<String, Object> words) {
    JsonNode team = Teams.whole(context, String.valueOf(words.get("team")));
    String member = Teams.member(team, String.valueOf(words.get("member")));
    return context.api().rpc("fn_remove_team_member", Map.of("p_member_id", member));
  }

  private static Call team(String function, String description) {
    return Call.of(function, description).word("TEAM", "p_team_id", Meaning.TEAM, "Name or id.");
  }
}
