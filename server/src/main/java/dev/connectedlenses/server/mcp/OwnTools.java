package dev.connectedlenses.server.mcp;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.engine.node.KindConfigs;
import dev.connectedlenses.mcp.McpAnswer;
import dev.connectedlenses.mcp.McpHints;
import dev.connectedlenses.mcp.McpOffer;
import dev.connectedlenses.rest.ServerFunctions.Part;
import dev.connectedlenses.server.functions.ScheduleParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools that this server offers to MCP clients: each is a statement or two over the functions
 * of the data API, run as whoever asks.
 */
final class OwnTools {
  private final Statements statements;
  private final ScheduleParts schedules;
  private final Runnable wake;
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  /**
   * @param schedules what the calendar knows of a schedule
   * @param wake told when a run may have something to do
   */
  OwnTools(Statements statements, ScheduleParts schedules, Runnable wake) {
    this.statements = statements;
    this.schedules = schedules;
    this.wake = wake;
    for (String set : Toolsets.ALL) {
      for (JsonNode tool :
          JsonMapper.shared().readTree(Statements.text("tools/%s.json".formatted(set)))) {
        tools.put(tool.path("name").asString(), Tool.read(set, tool));
      }
    }
  }

  /**
   * A tool and how it is carried out.
   *
   * @param sql what is asked, none for one that always gives the same
   * @param calendar the function whose times the server has to work out, null for none
   */
  private record Tool(String set, McpOffer offer, List<String> sql, @Nullable String calendar) {
    static Tool read(String set, JsonNode tool) {
      JsonNode hints = tool.path("hints");
      McpOffer offer =
          new McpOffer(
              tool.path("name").asString(),
              tool.path("title").asString(),
              tool.path("description").asString(),
              tool.path("input").toString(),
              tool.path("output").toString(),
              new McpHints(
                  hints.path("reads").asBoolean(false),
                  hints.path("destroys").asBoolean(false),
                  hints.path("idempotent").asBoolean(false)));
      List<String> sql = new ArrayList<>();
      for (String part : List.of("sql", "then")) {
        if (tool.has(part)) {
          sql.add(tool.path(part).asString());
        }
      }
      JsonNode calendar = tool.path("calendar");
      return new Tool(set, offer, sql, calendar.isString() ? calendar.asString() : null);
    }
  }

  List<McpOffer> offers() {
    return tools.values().stream().map(Tool::offer).toList();
  }

  boolean isChosen(Choice choice, String name) {
    Tool tool = tools.get(name);
    return tool != null && choice.takes(tool.set(), tool.offer().hints().reads());
  }

  /** What a tool gives to somebody. */
  McpAnswer call(Identity caller, String name, ObjectNode arguments) {
    Tool tool = Objects.requireNonNull(tools.get(name));
    if (tool.sql().isEmpty()) {
      return new McpAnswer(kinds(arguments.path("kind").asString("")), false);
    }
    try {
      if (tool.calendar() != null) {
        arguments.set("computed", times(tool.calendar(), arguments));
      }
      JsonNode found = statements.ask(caller, tool.sql(), arguments);
      wake.run();
      return found == null ? nothing() : new McpAnswer(found, false);
    } catch (RuntimeException e) {
      return Statements.refused(e);
    }
  }

  private static McpAnswer nothing() {
    ObjectNode refusal = JsonMapper.shared().createObjectNode().put("code", "P0002");
    refusal.put("message", "there is no such thing, or it is not yours to see");
    return new McpAnswer(refusal.put("hint", "not_found: search or list first"), true);
  }

  /** Every kind of node, or one, with the schema of its config. */
  static ObjectNode kinds(String only) {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ObjectNode kinds = answer.putObject("kinds");
    KindConfigs.known()
        .forEach((kind, schema) -> {
          if (only.isEmpty() || only.equals(kind)) {
            kinds.set(kind, schema);
          }
        });
    return answer;
  }

  private JsonNode times(String function, ObjectNode arguments) {
    ObjectNode named = JsonMapper.shared().createObjectNode();
    named.set("p_cron_expr", arguments.path("cron"));
    if (arguments.has("timezone")) {
      named.set("p_timezone", arguments.path("timezone"));
    }
    named.put("p_n", arguments.path("count").asInt(10));
    Part part =
        function.equals("fn_preview_schedule_fires")
            ? schedules.preview(named)
            : schedules.saved(named);
    return switch (part) {
      case Part.Computed(JsonNode value) -> value;
      case Part.Answer(JsonNode value) -> value;
    };
  }
}
