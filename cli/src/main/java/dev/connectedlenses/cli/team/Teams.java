package dev.connectedlenses.cli.team;

import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.call.Rows;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Teams as the server knows them: row, members and edges. */
final class Teams {
  static final Rows TEAMS =
      new Rows("agents", "teams", "team", "list an agent's with: clens team list");
  static final Rows RUNS =
      new Rows("agents", "team_runs", "team_run", "list an agent's with: clens team runs");
  static final Rows EDGES =
      new Rows("agents", "team_edges", "edge", "list a team's with: clens team get");

  private Teams() {}

  /** A team with its members and edges in it. */
  static JsonNode whole(Context context, String ref) {
    String id = new Refs(context.api()).team(ref);
    ObjectNode team = (ObjectNode) TEAMS.get(context, id);
    Map<String, String> arguments = Map.of("p_team_id", id);
    team.set("members", context.api().rpc("fn_get_team_members", arguments));
    team.set("edges", context.api().rpc("fn_list_team_edges", arguments));
    return team;
  }

  /** The id of a member, by that id or by the handle of its agent. */
  static String member(JsonNode team, String ref) {
    for (JsonNode member : team.path("members")) {
      if (member.path("id").asString("").equals(ref) || handle(member).equals(ref)) {
        return member.path("id").asString();
      }
    }
    throw new CliError(
        Exit.NOT_FOUND,
        "member_not_found",
        "\"" + ref + "\" is no member of " + team.path("name").asString("the team"),
        "see: clens team get " + team.path("id").asString(""));
  }

  /** What a member is called, by its id. */
  static String name(JsonNode team, String memberId) {
    for (JsonNode member : team.path("members")) {
      if (member.path("id").asString("").equals(memberId)) {
        return handle(member);
      }
    }
    return memberId;
  }

  private static String handle(JsonNode member) {
    return member.path("agent_handle").asString("");
  }
}
