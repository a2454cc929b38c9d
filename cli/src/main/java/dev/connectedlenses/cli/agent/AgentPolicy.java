package dev.connectedlenses.cli.agent;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.cli.out.Format;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code clens agent policy}: what holds for an agent, and where each value comes from. */
@Command(
    name = "policy",
    description = "Show what holds for an agent and where each value comes from; --set changes it.")
final class AgentPolicy extends CliCommand {
  private static final Set<Format> FOR_PEOPLE = Set.of(Format.table, Format.wide, Format.md);
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("part", "part"),
          Column.of("name", "name"),
          Column.of("from", "source"),
          Column.of("value", "value"));

  @Parameters(paramLabel = "AGENT", description = "Handle or id.")
  String ref = "";

  @Option(names = "--member", paramLabel = "ID", description = "As this member of a team.")
  @Nullable String member;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A limit of the agent, such as spending_limit_credits:=500.")
  List<String> limits = List.of();

  @Override
  protected Exit run(Context context) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("p_ai_lenser_id", new Refs(context.api()).agent(ref));
    if (!limits.isEmpty()) {
      Map<String, Object> change = new HashMap<>(arguments);
      change.put("p_patch", Inputs.values(context.in(), limits));
      context.api().rpc("fn_update_agent_policy", change);
    }
    if (member != null) {
      arguments.put("p_team_member_id", member);
    }
    JsonNode policy = context.api().rpc("fn_effective_agent_policy", arguments);
    if (FOR_PEOPLE.contains(context.format())) {
      context.printer().list(lines(policy), COLUMNS);
    } else {
      context.printer().one(policy, COLUMNS);
    }
    return Exit.OK;
  }

  /** One row for each value, with the profile or table that it comes from. */
  private static ArrayNode lines(JsonNode policy) {
    ArrayNode lines = JsonMapper.shared().createArrayNode();
    policy.forEachEntry((part, values) ->
        values.forEachEntry((name, value) -> {
          if (!name.equals("source")) {
            lines
                .addObject()
                .put("part", part)
                .put("name", name)
                .put("source", values.path("source").asString(""))
                .set("value", value);
          }
        }));
    return lines;
  }
}
