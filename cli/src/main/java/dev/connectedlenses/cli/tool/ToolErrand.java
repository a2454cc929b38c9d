package dev.connectedlenses.cli.tool;

import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.call.Call;
import dev.connectedlenses.cli.call.Meaning;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Has the server carry out a call of a tool, and shows what came of it. */
final class ToolErrand {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "id"),
          Column.of("tool", "tool_key"),
          Column.of("status", "status"),
          Column.of("output", "output"),
          Column.of("error", "error"),
          Column.time("started", "started_at"),
          Column.time("completed", "completed_at"));

  private ToolErrand() {}

  static Call command() {
    return new Call(
            "Carry out a call that was asked for and, where needed, approved.",
            (context, arguments) ->
                context.api().call("POST", path(context, String.valueOf(arguments.get("id")))))
        .word("ID", "id", Meaning.TEXT, "The call's id.")
        .shows((context, call, words) -> shown(context, call));
  }

  /** Carries out a call that was just asked for; one that needs approval is left for later. */
  static Exit begin(Context context, String id) {
    try {
      return shown(context, context.api().call("POST", path(context, id)));
    } catch (CliError e) {
      if (!String.valueOf(e.hint()).startsWith("not_approved: ")) {
        throw e;
      }
      context.notes().say("the call waits for approval: clens approval get " + id);
      context.notes().say("once it is approved: clens tool run " + id);
      context.printer().one(ToolCommands.CALLED.get(context, id), COLUMNS);
      return Exit.WAITS_FOR_HUMAN;
    }
  }

  private static String path(Context context, String id) {
    return "/v1/tool-invocations/" + context.api().segment(id) + "/run";
  }

  private static Exit shown(Context context, JsonNode call) {
    context.printer().one(call, COLUMNS);
    return call.path("status").asString("").equals("completed") ? Exit.OK : Exit.RUN_FAILED;
  }
}
