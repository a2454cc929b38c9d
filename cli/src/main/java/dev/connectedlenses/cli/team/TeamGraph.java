package dev.connectedlenses.cli.team;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens team graph}: lanes and edges as text. */
@Command(
    name = "graph",
    description = "Draw a team as text: members lane by lane, then who is tied to whom.")
final class TeamGraph extends CliCommand {
  @Parameters(paramLabel = "TEAM", description = "Name or id.")
  String ref = "";

  @Override
  protected Exit run(Context context) {
    context.printer().text(String.join("\n", lines(Teams.whole(context, ref))));
    return Exit.OK;
  }

  private static List<String> lines(JsonNode team) {
    TreeMap<Integer, List<String>> lanes = new TreeMap<>();
    for (JsonNode member : team.path("members")) {
      String text = member.path("agent_handle").asString("?") + " " + tags(member);
      lanes.computeIfAbsent(member.path("lane").asInt(), _ -> new ArrayList<>()).add(text);
    }
    List<String> lines = new ArrayList<>();
    lanes.forEach((lane, members) -> lines.add("lane " + lane + "  " + String.join(", ", members)));
    for (JsonNode edge : team.path("edges")) {
      lines.add(
          Teams.name(team, edge.path("source_member_id").asString(""))
              + (edge.path("is_blocking").asBoolean() ? " =[" : " -[")
              + edge.path("edge_type").asString("")
              + (edge.path("is_blocking").asBoolean() ? "]=> " : "]-> ")
              + Teams.name(team, edge.path("target_member_id").asString("")));
    }
    return lines;
  }

  private static String tags(JsonNode member) {
    String active = member.path("is_active").asBoolean(true) ? "" : ", inactive";
    return "(" + member.path("role").asString("") + active + ")";
  }
}
