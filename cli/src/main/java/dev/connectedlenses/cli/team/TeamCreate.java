package dev.connectedlenses.cli.team;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens team create}. */
@Command(name = "create", description = "Make a team of an agent, with its first members.")
final class TeamCreate extends CliCommand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "id"), Column.of("name", "name"), Column.of("members", "member_count"));

  @Parameters(index = "0", paramLabel = "AGENT", description = "Under this one: handle or id.")
  String agent = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "What the team is called.")
  String name = "";

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  @Nullable String description;

  @Option(
      names = "--member",
      paramLabel = "AGENT[:ROLE[:LANE]]",
      description = "A member; as often as needed, in their order.")
  List<String> members = List.of();

  @Override
  protected Exit run(Context context) {
    Refs refs = new Refs(context.api());
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_ai_lenser_id", refs.agent(agent));
    arguments.put("p_name", name);
    arguments.put("p_description", description);
    ArrayNode list = JsonMapper.shared().createArrayNode();
    for (String member : members) {
      list.add(member(refs, member, list.size()));
    }
    arguments.put("p_initial_members", list);
    context.printer().one(context.api().rpc("fn_create_agent_team", arguments), COLUMNS);
    return Exit.OK;
  }

  private static ObjectNode member(Refs refs, String text, int order) {
    String[] parts = text.split(":", -1);
    if (parts.length > 3 || (parts.length == 3 && !parts[2].matches("\\d{1,2}"))) {
      throw CliError.usage(
          "\"" + text + "\" is no member", "write agent, agent:role or agent:role:lane");
    }
    ObjectNode member = JsonMapper.shared().createObjectNode();
    member.put("agent_id", refs.agent(parts[0])).put("sort_order", order);
    if (parts.length > 1) {
      member.put("role", parts[1]);
    }
    if (parts.length > 2) {
      member.put("lane", Integer.parseInt(parts[2]));
    }
    return member;
  }
}
