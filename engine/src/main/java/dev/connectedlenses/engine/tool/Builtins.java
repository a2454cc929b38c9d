package dev.connectedlenses.engine.tool;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.graph.Json;
import dev.connectedlenses.engine.graph.Path;
import dev.connectedlenses.engine.memory.Memories;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools that the server itself has: time, sums, JSON, memory and runs. They go nowhere. */
public final class Builtins implements ToolRunner {
  private static final Set<String> PURE = Set.of("time", "calculator", "json_query");

  private final ToolStore store;
  private final Memories memories;
  private final InstantSource clock;

  public Builtins(Database database, Memories memories, InstantSource clock) {
    this.store = new ToolStore(database);
    this.memories = memories;
    this.clock = clock;
  }

  /** Whether a tool only computes, so that what it gives is as good as what it was given. */
  static boolean isPure(ToolSpec tool) {
    return PURE.contains(name(tool));
  }

  /** Which of them it is: a tool of another key says so in its template. */
  private static String name(ToolSpec tool) {
    return tool.target().template().path("builtin").asString(tool.key());
  }

  @Override
  public Result run(ToolSpec tool, ToolRequest request, Permit permit) throws ToolException {
    JsonNode given = permit.arguments();
    boolean tainted = !isPure(tool) || permit.tainted();
    return switch (name(tool)) {
      case "time" -> new Result(time(given), false);
      case "calculator" ->
          new Result(
              Json.object().put("value", Sums.of(text(given, "expression")).toPlainString()),
              tainted);
      case "json_query" -> new Result(query(given), tainted);
      case "memory_search" -> new Result(memory(permit), tainted);
      case "run_lookup" -> new Result(lookUp(permit), tainted);
      default ->
          throw new ToolException(
              ToolException.Kind.INVALID,
              "there is no built-in tool \"%s\"; there are time, calculator, json_query, memory_search and run_lookup"
                  .formatted(name(tool)));
    };
  }

  private ObjectNode time(JsonNode given) throws ToolException {
    String zone = given.path("zone").asString("UTC");
    try {
      String local =
          clock.instant().atZone(ZoneId.of(zone)).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
      return Json.object().put("now", local).put("zone", zone);
    } catch (DateTimeException e) {
      throw new ToolException(
          ToolException.Kind.INVALID,
          "there is no time zone \"%s\"; name one like Europe/Berlin".formatted(zone));
    }
  }

  private static JsonNode query(JsonNode given) throws ToolException {
    try {
      JsonNode found = Path.parse(text(given, "path")).find(given.get("value"));
      ObjectNode answer = Json.object().put("found", found != null);
      answer.set("value", found);
      return answer;
    } catch (IllegalArgumentException e) {
      throw new ToolException(ToolException.Kind.INVALID, e.getMessage() + "");
    }
  }

  private ObjectNode memory(Permit permit) throws ToolException {
    Maker by = permit.maker();
    ObjectNode answer = Json.object();
    Memories.Reader reader =
        new Memories.Reader(by.runId(), by.nodeId(), by.agentId(), by.memberId());
    JsonNode limit = permit.arguments().path("limit");
    answer.set(
        "entries", memories.find(reader, text(permit.arguments(), "query"), null, limit.asInt(10)));
    return answer;
  }

  private JsonNode lookUp(Permit permit) throws ToolException {
    try {
      UUID run = UUID.fromString(text(permit.arguments(), "run_id"));
      JsonNode found = store.lookUp(permit.maker().agentId(), run);
      if (found != null) {
        return found;
      }
    } catch (IllegalArgumentException e) {
      // the same answer as for a run that is somebody else's
    }
    throw new ToolException(
        ToolException.Kind.FAILED, "there is no such run of this agent; check the id");
  }

  private static String text(JsonNode given, String name) throws ToolException {
    JsonNode value = given.get(name);
    if (value == null || !value.isString() || value.asString().isBlank()) {
      throw new ToolException(ToolException.Kind.INVALID, "\"%s\" must be a text".formatted(name));
    }
    return value.asString();
  }
}
