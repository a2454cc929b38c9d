package dev.connectedlenses.cli.approval;

import dev.connectedlenses.cli.CliCommand;
import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.api.Inputs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code clens approval modify}: approves with other inputs. */
@Command(
    name = "modify",
    description = "Approve a team run with changed inputs, or answer a node with values.")
final class ApprovalModify extends CliCommand {
  @Parameters(paramLabel = "REQUEST", description = "Its id.")
  String id = "";

  @Option(
      names = "--set",
      required = true,
      paramLabel = "PATH=VALUE",
      description = "An input; dots lead into objects, PATH=@file reads, PATH:=json is typed.")
  List<String> changes = List.of();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept.")
  @Nullable String reason;

  @Override
  protected Exit run(Context context) {
    ObjectNode wanted = Inputs.values(context.in(), changes);
    JsonNode request = Approvals.get(context, id);
    ObjectNode values = modifications(request.path("inputs"), wanted);
    switch (request.path("request_kind").asString()) {
      case "node" -> Approvals.answer(context, request, values);
      case "team_run", "run" -> decide(context, values);
      default ->
          throw CliError.usage(
              "a call of a tool is approved as it was asked for", "approve or reject it");
    }
    context.notes().say("approved " + id + " with other values");
    return Exit.OK;
  }

  private void decide(Context context, ObjectNode values) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("p_team_run_id", id);
    arguments.put("p_decision", "modified");
    arguments.put("p_modifications", values);
    if (reason != null) {
      arguments.put("p_reason", reason);
    }
    context.api().rpc("fn_decide_approval", arguments);
  }

  /** Whole inputs, for the server replaces them whole; a path is put into what is there. */
  private static ObjectNode modifications(JsonNode inputs, ObjectNode wanted) {
    ObjectNode values = ApprovalCommands.object();
    wanted.forEachEntry((path, value) -> {
      String[] names = path.split("\\.", -1);
      if (inputs.has(path) || names.length == 1) {
        values.set(path, value);
        return;
      }
      JsonNode known = values.has(names[0]) ? values.get(names[0]) : inputs.path(names[0]);
      ObjectNode changed =
          known.isObject() ? known.asObject().deepCopy() : ApprovalCommands.object();
      values.set(names[0], changed);
      for (int i = 1; i < names.length - 1; i++) {
        JsonNode next = changed.path(names[i]);
        changed = next.isObject() ? next.asObject() : changed.putObject(names[i]);
      }
      changed.set(names[names.length - 1], value);
    });
    return values;
  }
}
