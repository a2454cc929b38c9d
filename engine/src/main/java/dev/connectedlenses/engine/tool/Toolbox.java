package dev.connectedlenses.engine.tool;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.engine.Failpoint;
import dev.connectedlenses.engine.graph.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one way to call a registered tool.
 *
 * <p>A call is noted before it is made and its result after, in two transactions under the run's
 * claim. Between the two a process may be lost. A call that only reads is then made again; one that
 * writes is made again only under an idempotency key that the other side knows, and otherwise waits
 * for a person: nothing is written twice.
 */
public final class Toolbox {
  private static final Duration LONGEST = Duration.ofDays(30);

  private final ToolStore store;
  private final Map<ToolSpec.Kind, ToolRunner> runners;
  private final InstantSource clock;

  public Toolbox(Database database, Map<ToolSpec.Kind, ToolRunner> runners, InstantSource clock) {
    this.store = new ToolStore(database);
    this.runners = Map.copyOf(runners);
    this.clock = clock;
  }

  /** The tools that an agent may call at the moment, by key. */
  public List<ToolSpec> available(UUID agentId, @Nullable UUID memberId) {
    return store.describe(agentId, memberId, null);
  }

  /** Makes a call, or says why it is not made. */
  public Outcome call(ToolCall call, Duration timeout) throws InterruptedException {
    ToolCall.By by = call.by();
    List<ToolSpec> found = store.describe(by.agentId(), by.memberId(), List.of(call.key()));
    return found.isEmpty()
        ? new Outcome.Denied(
            "the agent has no tool \"%s\"; give it one with fn_assign_tool".formatted(call.key()))
        : call(found.getFirst(), call, timeout);
  }

  private Outcome call(ToolSpec tool, ToolCall call, Duration timeout) throws InterruptedException {
    try {
      Fit.requireInput(tool, call.arguments());
      ToolRequest request = Rendering.render(tool, call.arguments());
      return act(tool, call, request, timeout);
    } catch (ToolException e) {
      return new Outcome.Failed(e.words());
    }
  }

  private Outcome act(ToolSpec tool, ToolCall call, ToolRequest request, Duration timeout)
      throws InterruptedException {
    JsonNode begun = store.begin(tool, call, request);
    String reason = begun.path("reason").asString("");
    return switch (begun.path("state").asString()) {
      case "go" -> make(tool, call, request, begun, timeout);
      case "completed" -> new Outcome.Done(begun.path("output"), isForeign(tool));
      case "failed" -> new Outcome.Failed(reason);
      case "changed" -> new Outcome.Failed(reason);
      case "rejected" ->
          new Outcome.Denied(
              "a person did not approve this call%s"
                  .formatted(reason.isEmpty() ? "" : ": " + reason));
      case "denied" ->
          new Outcome.Denied(
              "the agent may not call \"%s\": %s".formatted(tool.key(), reason.replace('_', ' ')));
      case "asks" -> waits(tool, request, begun, "approve_tool");
      case "unknown" -> waits(tool, request, begun, "unknown_outcome");
      default -> new Outcome.Lost();
    };
  }

  private Outcome make(
      ToolSpec tool, ToolCall call, ToolRequest request, JsonNode begun, Duration timeout)
      throws InterruptedException {
    UUID id = UUID.fromString(begun.path("invocation_id").asString());
    ToolRunner runner = runners.get(tool.kind());
    try {
      if (runner == null) {
        throw ToolException.noRunner();
      }
      String key = begun.path("idempotency_key").asString();
      ToolRunner.Result result =
          runner.run(tool, request, ToolRunner.Permit.of(call, key, timeout));
      Failpoint.TOOL_CALL_AFTER.pass();
      return record(tool, call, id, result);
    } catch (ToolException e) {
      if (e.kind() == ToolException.Kind.UNKNOWN) {
        String repair = tool.target().idempotencyHeader();
        return repair == null
            ? unknown(tool, call, request, begun, e)
            : new Outcome.Failed(e.words());
      }
      return store.end(call, id, "failed", null, e.words())
          ? new Outcome.Failed(e.words())
          : new Outcome.Lost();
    }
  }

  private Outcome unknown(
      ToolSpec tool, ToolCall call, ToolRequest request, JsonNode begun, ToolException why) {
    UUID id = UUID.fromString(begun.path("invocation_id").asString());
    return store.end(call, id, "blocked", null, why.words())
        ? waits(tool, request, begun, "unknown_outcome")
        : new Outcome.Lost();
  }

  /** An output that does not fit is no output, though the call was made. */
  private Outcome record(ToolSpec tool, ToolCall call, UUID id, ToolRunner.Result result) {
    try {
      Fit.requireOutput(tool, result.output());
    } catch (ToolException e) {
      return store.end(call, id, "failed", Fit.kept(result.output()), e.words())
          ? new Outcome.Failed(e.words())
          : new Outcome.Lost();
    }
    return store.end(call, id, "completed", result.output(), null)
        ? new Outcome.Done(result.output(), result.tainted())
        : new Outcome.Lost();
  }

  private Outcome waits(ToolSpec tool, ToolRequest request, JsonNode begun, String kind) {
    ObjectNode ask = Json.object().put("kind", kind).put("tool", tool.key());
    ask.put(
        "title",
        kind.equals("approve_tool") ? "Call " + tool.name() : "What became of " + tool.name());
    ask.put("invocation_id", begun.path("invocation_id").asString());
    ask.set("request", request.toJson());
    return new Outcome.Waits(
        UUID.fromString(begun.path("invocation_id").asString()), limit(begun), ask);
  }

  private Duration limit(JsonNode begun) {
    String expires = begun.path("expires_at").asString("");
    try {
      Instant end = OffsetDateTime.parse(expires).toInstant();
      Duration left = Duration.between(clock.instant(), end).plusSeconds(5);
      return left.isPositive() ? left : Duration.ofSeconds(5);
    } catch (DateTimeParseException e) {
      return LONGEST;
    }
  }

  private static boolean isForeign(ToolSpec tool) {
    return tool.kind() != ToolSpec.Kind.BUILTIN || !Builtins.isPure(tool);
  }
}
