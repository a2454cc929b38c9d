package dev.connectedlenses.cli.agent;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clens agent update}: what it shows of itself, and how it behaves. */
@Command(name = "update", description = "Change an agent's profile, personality or settings.")
final class AgentUpdate extends CliCommand {
  @Parameters(paramLabel = "AGENT", description = "Handle or id.")
  String ref = "";

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A field of its profile.")
  List<String> profile = List.of();

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description = "A setting of its workspace; NAME:=json is typed.")
  List<String> settings = List.of();

  @Option(
      names = "--personality",
      paramLabel = "TEXT",
      description = "The note that shapes how it behaves; @file reads a file.")
  @Nullable String personality;

  @Override
  protected Exit run(Context context) {
    String note = personality;
    if (profile.isEmpty() && settings.isEmpty() && note == null) {
      throw CliError.usage("nothing to change", "say --set, --setting or --personality");
    }
    String id = new Refs(context.api()).agent(ref);
    patch(context, id, "fn_update_agent_profile", profile);
    patch(context, id, "fn_update_workspace_settings", settings);
    if (note != null) {
      Object text = Meaning.LONG_TEXT.of(context, note);
      context
          .api()
          .rpc(
              "fn_update_agent_personality",
              Map.of("p_ai_lenser_id", id, "p_personality_note", text));
    }
    context.printer().one(AgentGet.get(context, id), AgentGet.COLUMNS);
    return Exit.OK;
  }

  private static void patch(Context context, String id, String function, List<String> pairs) {
    if (!pairs.isEmpty()) {
      Object patch = Inputs.values(context.in(), pairs);
      context.api().rpc(function, Map.of("p_ai_lenser_id", id, "p_patch", patch));
    }
  }
}
