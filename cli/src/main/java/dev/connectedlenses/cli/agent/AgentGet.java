package dev.connectedlenses.cli.agent;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.call.Answers;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code clens agent get}. */
@Command(name = "get", description = "Show one agent: profile, limits and owner.")
final class AgentGet extends CliCommand {
  static final List<Column> COLUMNS =
      List.of(
          Column.of("handle", "handle"),
          Column.of("name", "display_name"),
          Column.of("id", "ai_lenser_id"),
          Column.of("active", "is_active"),
          Column.of("visibility", "visibility"),
          Column.of("personality", "personality_note"),
          Column.of("policy", "policy"),
          Column.of("owner", "owner"),
          Column.time("created", "created_at"));

  @Parameters(paramLabel = "AGENT", description = "Handle or id.")
  String ref = "";

  @Override
  protected Exit run(Context context) {
    context.printer().one(get(context, ref), COLUMNS);
    return Exit.OK;
  }

  static JsonNode get(Context context, String ref) {
    Map<String, String> arguments = Map.of("p_ai_lenser_id", new Refs(context.api()).agent(ref));
    JsonNode agent = context.api().rpc("fn_get_agent_profile", arguments);
    return Answers.found(agent, "agent", ref, "list yours with: clens agent list");
  }
}
