package dev.connectedlenses.engine.tool;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries out the calls of tools that people ask for by hand, each once and as the person who asks.
 * Whether a call may begin is decided where it is kept; a call whose process is lost is given up
 * there too.
 */
public final class Errands {
  /** Less than clients wait for an answer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(25);

  private final ErrandStore store;
  private final Map<ToolSpec.Kind, ToolRunner> runners;

  public Errands(Database database, Map<ToolSpec.Kind, ToolRunner> runners) {
    this.store = new ErrandStore(database);
    this.runners = Map.copyOf(runners);
  }

  /** Carries a call out and gives its row; the database refuses what may not begin. */
  public JsonNode run(Identity caller, UUID invocation) throws InterruptedException {
    JsonNode begun = store.begin(caller, invocation, TIMEOUT.plusSeconds(10));
    if (begun.path("state").asString().equals("go")) {
      make(caller, invocation, begun);
    }
    return store.shown(caller, invocation);
  }

  private void make(Identity caller, UUID invocation, JsonNode begun) throws InterruptedException {
    ToolSpec tool = ToolStore.spec(begun.path("tool"));
    try {
      JsonNode output = output(tool, begun);
      store.end(caller, invocation, new ErrandEnd("completed", output, null));
    } catch (ToolException e) {
      String status = e.kind() == ToolException.Kind.UNKNOWN ? "blocked" : "failed";
      store.end(caller, invocation, new ErrandEnd(status, null, e.words()));
    }
  }

  private JsonNode output(ToolSpec tool, JsonNode begun)
      throws ToolException, InterruptedException {
    ObjectNode input = begun.path("input").asObject();
    Fit.requireInput(tool, input);
    ToolRequest request = Rendering.render(tool, input);
    ToolRunner.Maker maker =
        new ToolRunner.Maker(id(begun, "run_id"), null, id(begun, "ai_lenser_id"), null);
    ToolRunner.Permit permit =
        new ToolRunner.Permit(
            maker, input, false, begun.path("idempotency_key").asString(), TIMEOUT);
    ToolRunner runner = runners.get(tool.kind());
    if (runner == null) {
      throw ToolException.noRunner();
    }
    JsonNode output = runner.run(tool, request, permit).output();
    Fit.requireOutput(tool, output);
    return output;
  }

  private static UUID id(JsonNode begun, String name) {
    return UUID.fromString(begun.path(name).asString());
  }
}
